/** What can be done about one demand by whoever is signed in. What cannot be undone is asked about once more. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Demand } from "../../../src/clients/demand-contract.ts";
import { ApiTrouble, send } from "../../api/fetch.ts";
import { useMay } from "../../api/me.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { useLanguage } from "../../language/i18n.ts";
import { useTroubleWords } from "../../components/trouble-words.ts";
import styles from "./Demands.module.css";

type Act = "close" | "take-back" | "erase";

export function DemandActs({ demand }: { demand: Demand }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const [asked, setAsked] = useState<"take-back" | "erase">();
  const act = useAct(demand);
  const { kind, state } = demand;
  const isOpen = state === "open";
  if (!may("clients.change") || state === "taken_back" || (kind !== "stop" && !isOpen)) return null;
  const decide = (what: Act) => {
    setAsked(undefined);
    act.mutate(what);
  };
  return (
    <>
      <div className={styles.acts}>
        {kind === "export" &&
          (may("clients.export") ? (
            <a
              className={styles.file}
              href={`/api/v1/clients/${demand.client}/export.zip?lang=${language}`}
              download
            >
              {t("demand.archive")}
            </a>
          ) : (
            <span className={styles.small}>{t("demand.export.who")}</span>
          ))}
        {isOpen && kind !== "erasure" && (
          <Button size="compact-sm" loading={act.isPending} onClick={() => decide("close")}>
            {t(`demand.close.${kind}`)}
          </Button>
        )}
        {kind === "erasure" &&
          (may("clients.erase") ? (
            <Button size="compact-sm" loading={act.isPending} onClick={() => setAsked("erase")}>
              {t("demand.erase")}
            </Button>
          ) : (
            <span className={styles.small}>{t("demand.erase.who")}</span>
          ))}
        <Button size="compact-sm" disabled={act.isPending} onClick={() => setAsked("take-back")}>
          {t("demand.takeBack")}
        </Button>
      </div>
      <Trouble error={act.error} />
      <Question
        asked={asked === "erase"}
        title={t("demand.erase.ask")}
        what={t("demand.erase.what")}
        yes={t("demand.erase.do")}
        onYes={() => decide("erase")}
        onNo={() => setAsked(undefined)}
      />
      <Question
        asked={asked === "take-back"}
        title={t("demand.takeBack.ask")}
        what={t(kind === "export" ? "demand.takeBack.export" : "demand.takeBack.stops")}
        yes={t("demand.takeBack.do")}
        onYes={() => decide("take-back")}
        onNo={() => setAsked(undefined)}
      />
    </>
  );
}

interface Asked {
  asked: boolean;
  title: string;
  what: string;
  yes: string;
  onYes: () => void;
  onNo: () => void;
}

function Question({ asked, title, what, yes, onYes, onNo }: Asked) {
  const { t } = useTranslation();
  return (
    <Dialog opened={asked} onClose={onNo} title={title}>
      <p>{what}</p>
      <div className={styles.acts} style={{ marginTop: 16 }}>
        <Button variant="filled" onClick={onYes}>
          {yes}
        </Button>
        <Button onClick={onNo}>{t("demand.cancel")}</Button>
      </div>
    </Dialog>
  );
}

const inTheWay = ["export", "deposit", "onItsWay"] as const;

function Trouble({ error }: { error: Error | null }) {
  const { t } = useTranslation();
  const words = useTroubleWords();
  if (!error) return null;
  const field = error instanceof ApiTrouble ? inTheWay.find((one) => one === error.field) : undefined;
  return (
    <p role="alert" className={styles.trouble}>
      {field ? t(`demand.failed.${field}`) : t("demand.failed", { detail: words(error) })}
    </p>
  );
}

function useAct({ client, id }: Demand) {
  const language = useLanguage();
  const answers = useQueryClient();
  return useMutation({
    mutationFn: (act: Act) => send(`/clients/${client}/demands/${id}/${act}`, { language, body: {} }),
    onSuccess: () => answers.invalidateQueries(),
  });
}
