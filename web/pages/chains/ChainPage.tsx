/** One chain: what we do, when, and what it would take; edited here, with the forecast beside it. */
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ChainPage as Answer } from "../../../src/chains/contract.ts";
import { useChain, useChainCheck } from "../../api/chains.ts";
import { useMay } from "../../api/me.ts";
import { ApiTrouble } from "../../api/fetch.ts";
import { BackLink } from "../../components/BackLink.tsx";
import { Trouble } from "../../components/Trouble.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { useLanguage } from "../../language/i18n.ts";
import { useDebouncedValue } from "@mantine/hooks";
import { ChainActions } from "./ChainActions.tsx";
import { ChainFields } from "./ChainFields.tsx";
import styles from "./ChainPage.module.css";
import { ChainState } from "./ChainState.tsx";
import { readText } from "./chain-text.ts";
import { useChainWords } from "./chain-words.ts";
import { ForecastAside } from "./ForecastAside.tsx";
import type { Sayable } from "./Insertable.tsx";
import { Mistakes } from "./Mistakes.tsx";
import { StepFields } from "./StepFields.tsx";
import { Tabs } from "./Tabs.tsx";
import { TextEditor } from "./TextEditor.tsx";
import { Timeline } from "./Timeline.tsx";
import { keptText, useDraft, type Draft } from "./use-draft.ts";
import { WordsTab } from "./WordsTab.tsx";

const route = getRouteApi("/chains/$code");

export function ChainPage() {
  const { code } = route.useParams();
  const { t } = useTranslation();
  return (
    <>
      <BackLink to="/chains">{t("chains.title")}</BackLink>
      <Asked code={code} />
    </>
  );
}

function Asked({ code }: { code: string }) {
  const asked = useChain(code);
  const isMissing = asked.error instanceof ApiTrouble && asked.error.status === 404;
  if (asked.data) return <Opened key={code} code={code} page={asked.data} />;
  if (isMissing && keptText(code)) return <Opened key={code} code={code} page={undefined} />;
  if (asked.error) return <Trouble error={asked.error} onRetry={() => void asked.refetch()} />;
  return <Waiting rows={10} height={28} />;
}

function Opened({ code, page }: { code: string; page: Answer | undefined }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const draft = useDraft(code, page);
  const search = route.useSearch();
  const chain = readText(draft.text);
  const name = chain?.name?.[language] ?? page?.chain.name ?? code;
  useLeaveWarning(draft.isChanged && draft.isSaving);
  const step = chain?.steps.find((one) => one.code === search.step) ?? chain?.steps[0];
  const tab = search.tab ?? (chain === undefined ? "yaml" : step === undefined ? "words" : "step");
  const checked = useChecked(draft.text);
  const isGood = checked.isWaiting ? undefined : checked.mistakes.length === 0;
  const mayChange = useMay()("chains.change");
  return (
    <>
      <title>{`${name} · ${t("app.name")}`}</title>
      <div className={styles.head}>
        <div className={styles.words}>
          <div className={styles.title}>
            <h1>{name}</h1>
            {page ? (
              <ChainState chain={page.chain} />
            ) : (
              <span className={styles.note}>{t("chain.notSaved")}</span>
            )}
          </div>
          <p className={styles.lead}>
            <Reason kind={chain?.occasion ?? page?.chain.occasion ?? ""} />
          </p>
        </div>
        <ChainActions
          mayChange={mayChange}
          code={code}
          page={page}
          draft={draft}
          isWrong={checked.mistakes.length > 0}
        />
      </div>
      <Unsaved draft={draft} />
      {chain && (
        <Timeline
          chain={chain}
          selected={tab === "step" || tab === "words" ? step?.code : undefined}
          onText={mayChange ? draft.setText : undefined}
          text={draft.text}
          sayable={checked.sayable}
        />
      )}
      <Tabs chain={chain} tab={tab} step={step?.code} />
      <div className={tab === "yaml" ? styles.wide : styles.columns}>
        <fieldset className={styles.edit} disabled={!mayChange} aria-label={t(`chain.tab.${tab}`)}>
          {tab !== "yaml" && <Mistakes mistakes={checked.mistakes} />}
          {tab === "step" && chain && step && (
            <StepFields
              key={step.code}
              step={step}
              at={chain.steps.indexOf(step)}
              chain={chain}
              draft={draft}
            />
          )}
          {tab === "words" && chain && (
            <WordsTab chain={chain} step={step} draft={draft} isGood={isGood} sayable={checked.sayable} />
          )}
          {tab === "chain" && chain && <ChainFields chain={chain} draft={draft} />}
          {tab === "yaml" && <TextEditor draft={draft} mistakes={checked.mistakes} />}
        </fieldset>
        {tab !== "words" && (
          <ForecastAside
            code={code}
            page={page}
            text={draft.text}
            isGood={isGood}
            isChanged={draft.isChanged || page?.state !== "live"}
          />
        )}
      </div>
    </>
  );
}

/** What is wrong with the text, and what its words may name; asked once it has rested for a moment. */
function useChecked(text: string): { mistakes: readonly string[]; sayable: Sayable; isWaiting: boolean } {
  const [rested] = useDebouncedValue(text, 500);
  const check = useChainCheck(rested);
  return {
    mistakes: check.data?.mistakes ?? [],
    sayable: check.data?.sayable ?? [],
    isWaiting: rested !== text || check.data === undefined || check.isPlaceholderData,
  };
}

function Reason({ kind }: { kind: string }) {
  const { t } = useTranslation();
  const words = useChainWords();
  return <>{t("chain.reason", { occasion: words.occasion(kind) })}</>;
}

function Unsaved({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  if (!draft.isChanged) return null;
  const refused = draft.error instanceof ApiTrouble ? draft.error : undefined;
  const isStale = draft.isStale || refused?.status === 412;
  return (
    <div className={styles.unsaved} role="status">
      <span>
        {isStale ? t("chain.stale") : t("chain.unsaved")}
        {draft.error && !isStale && (
          <span className={styles.failed}>
            {" "}
            {t("chain.save.failed", { detail: refused?.detail ?? t("trouble.offline") })}
          </span>
        )}
      </span>
      {isStale && (
        <button type="button" className={styles.quiet} onClick={draft.keepMine}>
          {t("chain.stale.mine")}
        </button>
      )}
      <button type="button" className={styles.quiet} onClick={draft.discard}>
        {isStale ? t("chain.stale.theirs") : t("chain.unsaved.discard")}
      </button>
    </div>
  );
}

/** A save under way should not be cut off by a closed tab. */
function useLeaveWarning(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", stay);
    return () => window.removeEventListener("beforeunload", stay);
  }, [on]);
}
