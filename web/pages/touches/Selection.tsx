/** What the list is narrowed to; each part can be taken away. */
import { Link } from "@tanstack/react-router";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Today } from "../../../src/reports/contract.ts";
import type { TouchSelection } from "../../api/resources.ts";
import { useChannelWord } from "../../language/words.ts";
import styles from "./Selection.module.css";

type Part = Exclude<keyof TouchSelection, "on">;

export function Selection({ search, day }: { search: TouchSelection; day: Today | undefined }) {
  const { t } = useTranslation();
  const channel = useChannelWord();
  const reasons = [...(day?.chains.flatMap((chain) => chain.reasons) ?? []), ...(day?.calls.held ?? [])];
  const parts: { part: Part; says: string | undefined }[] = [
    {
      part: "chain",
      says: day?.chains.find((chain) => chain.chain === search.chain)?.name ?? search.chain,
    },
    { part: "channel", says: search.channel && channel(search.channel) },
    { part: "part", says: search.part && t(`touches.part.${search.part}`) },
    { part: "state", says: search.state && t(`touch.state.${search.state}`) },
    { part: "rule", says: reasons.find((reason) => reason.rule === search.rule)?.text ?? search.rule },
  ];
  const chosen = parts.flatMap(({ part, says }) => (says ? [{ part, says }] : []));
  if (chosen.length === 0) return null;
  return (
    <ul className={styles.selection} aria-label={t("touches.filters")}>
      {chosen.map(({ part, says }) => (
        <li key={part}>
          <Link
            className={styles.part}
            to="/touches"
            search={{ ...search, [part]: undefined }}
            aria-label={t("touches.filter.remove", { what: says })}
          >
            {says}
            <IconX size={14} aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  );
}
