/** Before a version is switched on: what is different in it, and which touches of the coming days come, go or change. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ChainPage } from "../../../src/chains/contract.ts";
import type { ChainComparison } from "../../../src/reports/trial-contract.ts";
import { stopCounting, useChains, useComparison } from "../../api/chains.ts";
import { change } from "../../api/fetch.ts";
import { useBusiness } from "../../api/resources.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Trouble } from "../../components/Trouble.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { sayShortDay } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useChannelWord, useNumber } from "../../language/words.ts";
import { Differences } from "./Differences.tsx";
import styles from "./Publish.module.css";

const days = 7;
const examplesShown = 6;

export function Publish({ code, page, onClose }: { code: string; page: ChainPage; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const on = useMutation({
    mutationFn: () => change("PUT", `/chains/${code}/live`, { language, ifMatch: page.tag }),
    onMutate: () => stopCounting(answers),
    onSuccess: onClose,
    onSettled: () => answers.invalidateQueries(),
  });
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("publish.title", { name: page.chain.name, version: page.version })}
    >
      {page.chain.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
      <Loaded asked={useComparison(code, days)} waiting={<Waiting rows={6} />}>
        {(comparison) => (
          <>
            <Differences {...comparison.differences} />
            <Changes comparison={comparison} code={code} />
          </>
        )}
      </Loaded>
      <p className={styles.note}>{t("publish.finished")}</p>
      {on.error && <Trouble error={on.error} onRetry={() => on.reset()} />}
      <div className={styles.actions}>
        <Button variant="filled" loading={on.isPending} onClick={() => on.mutate()}>
          {t("publish.on")}
        </Button>
        <Button onClick={onClose}>{t("publish.notYet")}</Button>
      </div>
    </Dialog>
  );
}

function Changes({ comparison, code }: { comparison: ChainComparison; code: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const names = new Map(useChains().data?.chains.map((chain) => [chain.code, chain.name]));
  const changed = comparison.counts.filter((count) => count.new + count.gone + count.otherChannel > 0);
  const own = changed.find(({ chain }) => chain === code);
  const others = changed.filter(({ chain }) => chain !== code);
  return (
    <section aria-labelledby="publish-changes">
      <h3 id="publish-changes" className={styles.part}>
        {t("publish.changes", { count: days })}
      </h3>
      {changed.length === 0 ? (
        <p>{t("publish.nothing")}</p>
      ) : (
        <ul>
          {[...(own ? [own] : []), ...others].map((count) => (
            <li key={`${count.chain} ${count.occasion}`} className={styles.count}>
              <span>{names.get(count.chain) ?? count.chain}</span>
              <span>
                {[
                  count.new > 0 && t("publish.new", { count: count.new, shown: number(count.new) }),
                  count.gone > 0 && t("publish.gone", { count: count.gone, shown: number(count.gone) }),
                  count.otherChannel > 0 &&
                    t("publish.otherChannel", {
                      count: count.otherChannel,
                      shown: number(count.otherChannel),
                    }),
                ]
                  .filter(Boolean)
                  .join(", ")}
              </span>
            </li>
          ))}
        </ul>
      )}
      {comparison.examples.length > 0 && <Examples comparison={comparison} />}
    </section>
  );
}

function Examples({ comparison }: { comparison: ChainComparison }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const channel = useChannelWord();
  const today = useBusiness().data?.today;
  const way = (code: string | null) => (code === null ? t("publish.nothingYet") : channel(code));
  return (
    <>
      <h3 className={styles.part}>{t("publish.examples")}</h3>
      <ul>
        {comparison.examples.slice(0, examplesShown).map((example) => (
          <li
            key={`${example.client} ${example.on} ${example.chain} ${example.step}`}
            className={styles.count}
          >
            <span>
              {sayShortDay(language, example.on, today)} {example.name}
            </span>
            <span className={styles.way}>
              {way(example.before)} → {way(example.after)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
