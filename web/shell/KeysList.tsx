import { Kbd } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Dialog } from "../components/Dialog.tsx";
import type { Place } from "./places.ts";
import styles from "./Shell.module.css";

export function KeysList(props: { opened: boolean; onClose: () => void; places: readonly Place[] }) {
  const { t } = useTranslation();
  const rows = [
    ...props.places.map((place) => ({ keys: ["G", place.key.toUpperCase()], does: t(`keys.${place.word}`) })),
    { keys: ["Ctrl", "K"], does: t("palette.title") },
    { keys: ["/"], does: t("keys.find") },
    { keys: ["←", "→"], does: t("keys.day") },
    { keys: ["N"], does: t("keys.call.next") },
    { keys: [t("call.space")], does: t("keys.call.dial") },
    { keys: ["1", "…", "0"], does: t("keys.call.outcome") },
    { keys: ["U"], does: t("keys.call.undo") },
    { keys: ["4", "E"], does: t("keys.call.exact") },
    { keys: ["W"], does: t("keys.call.words") },
    { keys: ["R"], does: t("keys.call.back") },
    { keys: ["Esc"], does: t("keys.call.field") },
    { keys: ["K", "J"], does: t("keys.handoffs.row") },
    { keys: ["A"], does: t("keys.handoffs.accept") },
    { keys: ["P"], does: t("keys.handoffs.pass") },
    { keys: ["B", "E", "X"], does: t("keys.handoffs.close") },
    { keys: ["W", "R"], does: t("keys.handoffs.note") },
    { keys: ["0", "…", "9"], does: t("keys.desk.find") },
    { keys: ["↑", "↓"], does: t("keys.desk.choose") },
    { keys: ["U"], does: t("keys.desk.undo") },
    { keys: ["K", "J"], does: t("keys.pairs") },
    { keys: ["M"], does: t("keys.pair.merge") },
    { keys: ["N"], does: t("keys.pair.apart") },
    { keys: ["S"], does: t("keys.pair.swap") },
    { keys: ["U"], does: t("keys.undo") },
    { keys: ["?"], does: t("keys.help") },
  ];
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={t("keys.title")}>
      <dl className={styles.keys}>
        {rows.map((row) => (
          <div key={row.does} className={styles.keyRow}>
            <dt>{row.does}</dt>
            <dd>
              {row.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
