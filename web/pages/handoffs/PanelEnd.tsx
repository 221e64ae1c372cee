/** How a form among the lists ends: its step, the way out, and what went wrong. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useTroubleWords } from "../../components/trouble-words.ts";
import styles from "./HandoffsPage.module.css";

export function PanelEnd(props: {
  save: string;
  disabled: boolean;
  onCancel: () => void;
  error?: Error | null;
}) {
  const { t } = useTranslation();
  const trouble = useTroubleWords();
  const { save, disabled, onCancel, error } = props;
  return (
    <>
      <Button type="submit" variant="filled" size="xs" disabled={disabled}>
        {save}
      </Button>
      <Button size="xs" onClick={onCancel}>
        {t("handoffs.cancel")}
      </Button>
      {error && (
        <p role="alert" className={styles.trouble}>
          {trouble(error)}
        </p>
      )}
    </>
  );
}
