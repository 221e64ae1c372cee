/** The product's mark, as index.html has it in its frame. */
import { useTranslation } from "react-i18next";

export function Mark() {
  const { t } = useTranslation();
  return (
    <span className="frame-mark" aria-hidden>
      {t("app.name").charAt(0)}
    </span>
  );
}
