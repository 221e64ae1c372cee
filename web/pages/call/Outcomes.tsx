/** How the call ended, one key each; the key stands on the button, and what the answers lead to stands out. */
import { Button } from "@mantine/core";
import { IconBellOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CallOutcome } from "../../../src/calls/contract.ts";
import { Key } from "../../components/Key.tsx";
import styles from "./Outcomes.module.css";

export const outcomeKeys: readonly { outcome: CallOutcome; key: string }[] = [
  { outcome: "done", key: "1" },
  { outcome: "no_answer", key: "2" },
  { outcome: "busy", key: "3" },
  { outcome: "call_back", key: "4" },
  { outcome: "wrong_number", key: "5" },
  { outcome: "refused", key: "6" },
  { outcome: "complaint", key: "7" },
  { outcome: "do_not_disturb", key: "0" },
];

export function Outcomes(props: {
  suggested: CallOutcome;
  promising: boolean;
  onPress: (outcome: CallOutcome) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.outcomes} role="group" aria-label={t("call.outcomes")}>
      {outcomeKeys.map(({ outcome, key }) => (
        <Button
          key={outcome}
          className={outcome === "do_not_disturb" ? styles.stop : undefined}
          variant={outcome === props.suggested && outcome !== "do_not_disturb" ? "filled" : "default"}
          aria-expanded={outcome === "call_back" ? props.promising : undefined}
          leftSection={outcome === "do_not_disturb" ? <IconBellOff size={16} aria-hidden /> : undefined}
          rightSection={<Key>{key}</Key>}
          onClick={() => props.onPress(outcome)}
        >
          {t(`call.outcome.${outcome}`)}
        </Button>
      ))}
    </div>
  );
}
