/** What can be done with an import as it stands, and how far it has come. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Import } from "../../../src/clients/import-contract.ts";
import { change } from "../../api/fetch.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { Trouble } from "../../components/Trouble.tsx";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber } from "../../language/words.ts";
import styles from "./ImportPage.module.css";

export function ImportActions({ found }: { found: Import }) {
  if (found.state === "previewed") return <Decide found={found} />;
  if (found.state === "done") return <Done found={found} />;
  return <UnderWay found={found} />;
}

/** The answer may come before the work is over: the page then asks how it stands. */
function useMove(id: string) {
  const language = useLanguage();
  const answers = useQueryClient();
  return useMutation({
    mutationFn: (what: "confirm" | "undo") => change<Import>("POST", `/imports/${id}/${what}`, { language }),
    onMutate: () =>
      void setTimeout(() => void answers.invalidateQueries({ queryKey: [`/imports/${id}`] }), 300),
    onSettled: () => answers.invalidateQueries(),
  });
}

function Decide({ found }: { found: Import }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const navigate = useNavigate();
  const move = useMove(found.id);
  const good = found.rows - found.leftOut;
  const discard = useMutation({
    mutationFn: () => change("DELETE", `/imports/${found.id}`, { language }),
    onSuccess: async () => {
      await navigate({ to: "/imports" });
      await answers.invalidateQueries({ queryKey: ["/imports"] });
    },
  });
  const error = move.error ?? discard.error;
  return (
    <div>
      {error && <Trouble error={error} onRetry={() => void answers.invalidateQueries()} />}
      <div className={styles.actions}>
        {good > 0 ? (
          <Button variant="filled" loading={move.isPending} onClick={() => move.mutate("confirm")}>
            {t("imports.confirm", { count: good })}
          </Button>
        ) : (
          <p role="status">{t("imports.nothing")}</p>
        )}
        <Button loading={discard.isPending} onClick={() => discard.mutate()}>
          {t("imports.discard")}
        </Button>
      </div>
    </div>
  );
}

function UnderWay({ found }: { found: Import }) {
  const { t } = useTranslation();
  const number = useNumber();
  if (found.state === "undone" && found.undone)
    return <p role="status">{t("imports.undone", found.undone)}</p>;
  const { made = 0, changed = 0, unchanged = 0 } = found.done ?? {};
  const rows = found.rows - found.leftOut;
  const done = made + changed + unchanged;
  const says = {
    reading: t("imports.reading", { file: found.fileName }),
    importing: t("imports.progress", { done: number(done), rows: number(rows) }),
  };
  const counted = found.state === "importing";
  return (
    <div>
      <p role="status">
        {found.state === "reading" || counted
          ? says[found.state as keyof typeof says]
          : t("imports.progress.undo")}
      </p>
      <progress
        className={styles.progress}
        aria-label={t("imports.state")}
        {...(counted ? { value: done, max: rows } : {})}
      />
      <p className={styles.note}>{t("imports.progress.goesOn")}</p>
    </div>
  );
}

function Done({ found }: { found: Import }) {
  const { t } = useTranslation();
  const answers = useQueryClient();
  const [asked, setAsked] = useState(false);
  const move = useMove(found.id);
  return (
    <div>
      {move.error && <Trouble error={move.error} onRetry={() => void answers.invalidateQueries()} />}
      <div className={styles.actions}>
        <p role="status">{t("imports.done")}</p>
        <Button loading={move.isPending} onClick={() => setAsked(true)}>
          {t("imports.undo")}
        </Button>
      </div>
      <Dialog opened={asked} onClose={() => setAsked(false)} title={t("imports.undo.ask")}>
        <p>{t("imports.undo.what")}</p>
        <div className={styles.actions} style={{ marginTop: 16 }}>
          <Button
            variant="filled"
            onClick={() => {
              setAsked(false);
              move.mutate("undo");
            }}
          >
            {t("imports.undo")}
          </Button>
          <Button onClick={() => setAsked(false)}>{t("imports.undo.no")}</Button>
        </div>
      </Dialog>
    </div>
  );
}
