/** Every key, by where it works; of screens that are not theirs nobody is told. */
import { useTranslation } from "react-i18next";
import { useMay } from "../api/me.ts";
import { Dialog } from "../components/Dialog.tsx";
import { Key } from "../components/Key.tsx";
import type { Place } from "./places.ts";
import styles from "./Shell.module.css";

interface Group {
  title: string;
  rows: readonly { keys: readonly string[]; does: string }[];
}

export function KeysList(props: { opened: boolean; onClose: () => void; places: readonly Place[] }) {
  const { t } = useTranslation();
  const groups = useGroups(props.places);
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={t("keys.title")} wide>
      <div className={styles.keys}>
        {groups.map(({ title, rows }) => (
          <section key={title} className={styles.keyGroup}>
            <h3>{title}</h3>
            <dl>
              {rows.map(({ keys, does }) => (
                <div key={does} className={styles.keyRow}>
                  <dt>{does}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Key key={key}>{key}</Key>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function useGroups(places: readonly Place[]): Group[] {
  const { t } = useTranslation();
  const may = useMay();
  const everywhere: Group = {
    title: t("keys.everywhere"),
    rows: [
      { keys: ["Ctrl", "K"], does: t("palette.title") },
      { keys: ["/"], does: t("keys.find") },
      { keys: ["←", "→"], does: t("keys.day") },
      { keys: ["Esc"], does: t("keys.call.field") },
      { keys: ["?"], does: t("keys.help") },
    ],
  };
  const goes: Group = {
    title: t("shell.places"),
    rows: places.map(({ key, word }) => ({ keys: ["G", key.toUpperCase()], does: t(`keys.${word}`) })),
  };
  const call: Group = {
    title: t("keys.call"),
    rows: [
      { keys: ["N"], does: t("keys.call.next") },
      { keys: [t("call.space")], does: t("keys.call.dial") },
      { keys: ["W"], does: t("keys.call.words") },
      { keys: ["1", "…", "0"], does: t("keys.call.outcome") },
      { keys: ["4", "1", "…"], does: t("keys.call.soon") },
      { keys: ["4", "E"], does: t("keys.call.exact") },
      { keys: ["U"], does: t("keys.call.undo") },
      { keys: ["R"], does: t("keys.call.back") },
    ],
  };
  const handoffs: Group = {
    title: t("place.handoffs"),
    rows: [
      { keys: ["K", "J"], does: t("keys.handoffs.row") },
      { keys: ["A"], does: t("keys.handoffs.accept") },
      { keys: ["P"], does: t("keys.handoffs.pass") },
      { keys: ["B", "E", "X"], does: t("keys.handoffs.close") },
      { keys: ["W", "R"], does: t("keys.handoffs.note") },
    ],
  };
  const desk: Group = {
    title: t("place.desk"),
    rows: [
      { keys: ["0", "…", "9"], does: t("keys.desk.find") },
      { keys: ["Esc"], does: t("keys.desk.back") },
      { keys: ["↑", "↓"], does: t("keys.desk.choose") },
      { keys: ["U"], does: t("keys.desk.undo") },
    ],
  };
  const pairs: Group = {
    title: t("place.duplicates"),
    rows: [
      { keys: ["K", "J"], does: t("keys.pairs") },
      { keys: ["M"], does: t("keys.pair.merge") },
      { keys: ["N"], does: t("keys.pair.apart") },
      { keys: ["S"], does: t("keys.pair.swap") },
      { keys: ["U"], does: t("keys.undo") },
    ],
  };
  return [
    everywhere,
    goes,
    ...(may("calls.make") ? [call] : []),
    ...(may("cards.serve") ? [desk] : []),
    ...(may("handoffs.read") ? [handoffs] : []),
    ...(may("clients.merge") ? [pairs] : []),
  ];
}
