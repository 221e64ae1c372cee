/** What of the days gone by nobody has written down, below what is told of them. */
import { useTranslation } from "react-i18next";
import { Disclosure } from "./Disclosure.tsx";
import styles from "./NotKept.module.css";

export function NotKept({ words }: { words: readonly string[] }) {
  const { t } = useTranslation();
  if (words.length === 0) return null;
  return (
    <Disclosure label={t("notKept.title")} quiet>
      <ul className={styles.list}>
        {words.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </Disclosure>
  );
}
