/** Where a file of clients is dropped or chosen. */
import { Button } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useRef, useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { Trouble } from "../../components/Trouble.tsx";
import styles from "./BringFile.module.css";
import { useBring } from "./use-bring.ts";

export function BringFile() {
  const { t } = useTranslation();
  const bring = useBring();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (file: File | undefined) => {
    setOver(false);
    if (file && !bring.isPending) bring.mutate({ file });
  };
  const onDrag = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <>
      {bring.error && (
        <Trouble error={bring.error} title={t("imports.refused")} onRetry={() => input.current?.click()} />
      )}
      <div
        className={styles.place}
        data-over={over}
        onDragOver={onDrag}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          take(event.dataTransfer.files[0]);
        }}
      >
        <IconFileImport size={28} stroke={1.5} aria-hidden />
        <div className={styles.words}>
          <p className={styles.drop}>{t("imports.drop")}</p>
          <p className={styles.kinds} role="status">
            {bring.isPending
              ? t("imports.reading", { file: bring.variables.file.name })
              : t("imports.drop.kinds")}
          </p>
        </div>
        <input
          ref={input}
          className={styles.input}
          type="file"
          accept=".csv,.txt,.tsv,.xlsx"
          aria-label={t("imports.choose")}
          tabIndex={-1}
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
        <Button variant="filled" loading={bring.isPending} onClick={() => input.current?.click()}>
          {t("imports.choose")}
        </Button>
      </div>
    </>
  );
}
