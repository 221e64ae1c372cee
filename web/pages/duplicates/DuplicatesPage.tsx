/** Who may be one person: the likeliest pair first; merged, told apart, and either undone for ten seconds. */
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import { useBusiness, useDuplicates } from "../../api/resources.ts";
import { Empty } from "../../components/Empty.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { More } from "../../components/More.tsx";
import { Page } from "../../components/Page.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { useTroubleWords } from "../../components/trouble-words.ts";
import styles from "./DuplicatesPage.module.css";
import { keyOf, useDecisions, type Decision, type Decisions, type Pair } from "./decisions.ts";
import { usePairKeys } from "./pair-keys.ts";
import { PairView } from "./PairView.tsx";

export function DuplicatesPage() {
  const { t } = useTranslation();
  const asked = useDuplicates();
  const business = useBusiness().data;
  const decisions = useDecisions();
  return (
    <Page title={t("duplicates.title")} lead={t("duplicates.lead")}>
      <Loaded asked={asked} waiting={<Waiting rows={8} height={34} />}>
        {({ pages }) => {
          const pairs = pages.flatMap((page) => page.pairs).filter((pair) => isOpen(pair, decisions));
          if (pairs.length === 0)
            return <Empty why={t("duplicates.empty")}>{t("duplicates.empty.next")}</Empty>;
          return (
            business && (
              <>
                <PairList pairs={pairs} business={business} decisions={decisions} />
                <More list={asked} shown={pairs.length} />
              </>
            )
          );
        }}
      </Loaded>
    </Page>
  );
}

/** What was decided stays where it stood until it can no longer be undone; a pair with a merged record means nothing. */
function isOpen(pair: Pair, { of, gone }: Decisions): boolean {
  const decision = of(pair);
  if (decision) return decision.state !== "settled";
  return !gone.has(pair.first.id) && !gone.has(pair.second.id);
}

function PairList(props: { pairs: readonly Pair[]; business: Business; decisions: Decisions }) {
  const { t } = useTranslation();
  const words = useTroubleWords();
  const { pairs, business, decisions } = props;
  const [current, setCurrent] = useState<string>();
  const [kept, setKept] = useState<ReadonlyMap<string, string>>(new Map());
  const keepOf = (pair: Pair) => kept.get(keyOf(pair)) ?? pair.keep;
  const choose = (pair: Pair, id: string) => setKept(new Map([...kept, [keyOf(pair), id]]));
  const at = Math.max(
    0,
    pairs.findIndex((pair) => keyOf(pair) === current),
  );
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const shown = list.current;
    const follow = ({ target }: FocusEvent) => {
      const pair = target instanceof Element ? target.closest<HTMLElement>("[data-pair]") : null;
      if (pair) setCurrent(pair.dataset["pair"]);
    };
    shown?.addEventListener("focusin", follow);
    return () => shown?.removeEventListener("focusin", follow);
  }, []);
  useEffect(() => {
    if (current !== undefined)
      list.current?.querySelector('[data-current="true"]')?.scrollIntoView({ block: "nearest" });
  }, [current]);
  usePairKeys({ pairs, at, decisions, keepOf, choose, go: (pair) => setCurrent(keyOf(pair)) });
  return (
    <ul className={styles.pairs} aria-label={t("duplicates.list")} ref={list}>
      {pairs.map((pair, index) => {
        const decision = decisions.of(pair);
        return (
          <li key={keyOf(pair)} className={styles.pair} data-current={index === at} data-pair={keyOf(pair)}>
            {decision && decision.state !== "failed" ? (
              <Decided pair={pair} decision={decision} onUndo={() => decisions.undo(pair)} />
            ) : (
              <>
                <PairView
                  pair={pair}
                  business={business}
                  keep={keepOf(pair)}
                  current={index === at}
                  onKeep={(id) => choose(pair, id)}
                  onMerge={() => decisions.decide(pair, "merge", keepOf(pair))}
                  onApart={() => decisions.decide(pair, "apart", keepOf(pair))}
                />
                {decision && (
                  <p role="alert" className={styles.failed}>
                    {t("duplicates.failed", { detail: decision.error ? words(decision.error) : "" })}
                  </p>
                )}
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Decided(props: { pair: Pair; decision: Decision; onUndo: () => void }) {
  const { t } = useTranslation();
  const { pair, decision } = props;
  const sides = [pair.first, pair.second];
  const [first = "", second = ""] = sides.map(({ name }) => name || t("duplicates.nameless"));
  const name = sides.find(({ id }) => id === decision.keep)?.name || t("duplicates.nameless");
  const said =
    decision.kind === "merge"
      ? t("duplicates.merged", { name })
      : t("duplicates.toldApart", { first, second });
  const undoing = decision.state === "undoing";
  return (
    <p role="status" className={styles.decided}>
      {undoing ? t("duplicates.undoing") : said}
      <Button
        onClick={props.onUndo}
        loading={decision.state !== "done"}
        rightSection={<kbd className={styles.key}>U</kbd>}
      >
        {t("duplicates.undo")}
      </Button>
      {decision.state === "done" && <i className={styles.time} aria-hidden />}
    </p>
  );
}
