/** The palette's own button, above who I am. */
import { IconCommand } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Key } from "../components/Key.tsx";
import styles from "./Shell.module.css";

export function FindAnything({ onPress }: { onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <button type="button" className={styles.place} title={`${t("palette.title")}, Ctrl K`} onClick={onPress}>
      <IconCommand size={18} stroke={1.75} aria-hidden />
      <span className={styles.placeName}>{t("palette.find")}</span>
      <span className={styles.placeKey}>
        <Key>Ctrl K</Key>
      </span>
    </button>
  );
}
