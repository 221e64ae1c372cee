import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Place } from "./places.ts";
import styles from "./Shell.module.css";

export function PlaceLink({ place, wideOnly }: { place: Place; wideOnly: boolean }) {
  const { t } = useTranslation();
  const Icon = place.icon;
  const name = t(`place.${place.word}`);
  return (
    <Link
      to={place.to}
      className={`${styles.place} ${wideOnly ? styles.wideOnly : ""}`}
      activeOptions={{ includeSearch: false }}
      title={name}
    >
      <Icon size={18} stroke={1.75} aria-hidden />
      <span className={styles.placeName}>
        {"short" in place ? (
          <>
            <span className={styles.long}>{name}</span>
            <span className={styles.short}>{t(`place.${place.word}.short`)}</span>
          </>
        ) : (
          name
        )}
      </span>
    </Link>
  );
}
