/** What somebody without an account is told whose link leads nowhere, or who cannot be answered. */
import { useTranslation } from "react-i18next";
import { ApiTrouble } from "../../api/fetch.ts";
import { Trouble } from "../../components/Trouble.tsx";
import { OutsidePage } from "./OutsidePage.tsx";

export function LinkTrouble(props: { error: Error; onRetry: () => void; gone: string; next: string }) {
  const { t } = useTranslation();
  const { error, onRetry, gone, next } = props;
  // A link that a mail program has cut short is as good as one that is over.
  if (error instanceof ApiTrouble && [400, 404].includes(error.status))
    return <OutsidePage title={gone} name={t("app.name")} lead={next} />;
  return (
    <OutsidePage title={t("app.name")} name={t("app.name")}>
      <Trouble error={error} onRetry={onRetry} />
    </OutsidePage>
  );
}
