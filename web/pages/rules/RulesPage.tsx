/** The rules of the etiquette: when, how often and by whom clients are reached, within bounds that nothing exceeds. */
import { useTranslation } from "react-i18next";
import type { Etiquette, EtiquetteBounds } from "../../../src/planning/contract.ts";
import { ApiTrouble, type Tagged } from "../../api/fetch.ts";
import { useMay } from "../../api/me.ts";
import { useBusiness } from "../../api/resources.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Together } from "../../components/Together.tsx";
import { withoutField } from "../../components/trouble-words.ts";
import { Waiting } from "../../components/Waiting.tsx";
import { ChangesAside } from "./ChangesAside.tsx";
import { groups, isFigure, namesIn } from "./figures.ts";
import { useBounds, useKeepRules, useRules } from "./resources.ts";
import { RuleRow } from "./RuleRow.tsx";
import styles from "./RulesPage.module.css";
import { useRuleWords } from "./say-value.ts";
import { useTyped } from "./use-typed.ts";

export function RulesPage() {
  const { t } = useTranslation();
  const rules = useRules();
  const bounds = useBounds();
  const business = useBusiness();
  const mayChange = useMay()("business.change");
  const waiting = <Waiting rows={12} height={40} />;
  return (
    <Page title={t("rules.title")} lead={t(mayChange ? "rules.lead" : "rules.lead.readOnly")}>
      <Together asked={[rules, bounds, business]}>
        <Loaded asked={rules} waiting={waiting}>
          {(read) => (
            <Loaded asked={bounds} waiting={waiting}>
              {(limits) => (
                <Loaded asked={business} waiting={waiting}>
                  {({ today, currency }) => (
                    <Rules
                      read={read}
                      bounds={limits}
                      today={today}
                      currency={currency}
                      mayChange={mayChange}
                    />
                  )}
                </Loaded>
              )}
            </Loaded>
          )}
        </Loaded>
      </Together>
    </Page>
  );
}

function Rules(props: {
  read: Tagged<Etiquette>;
  bounds: EtiquetteBounds;
  today: string;
  currency: string;
  mayChange: boolean;
}) {
  const { t } = useTranslation();
  const { read, bounds, today, mayChange } = props;
  const rules = read.answer;
  const words = useRuleWords(props.currency);
  const typed = useTyped({ rules, bounds, today });
  const keep = useKeepRules(typed.forget);
  const refused = keep.error instanceof ApiTrouble && isFigure(keep.error.field) ? keep.error : undefined;
  const isReady = typed.changed.length > 0 && typed.isWhole;
  return (
    <form
      className={mayChange ? styles.columns : undefined}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !keep.isPending) keep.mutate({ changes: typed.changes, tag: read.tag });
      }}
    >
      <div>
        <p className={styles.always}>{t("rules.always")}</p>
        {groups.map((group) => (
          <section key={group} className={styles.group} aria-labelledby={`rules-${group}`}>
            <h2 id={`rules-${group}`}>{t(`rules.group.${group}`)}</h2>
            <ul>
              {namesIn(group).map((name) => (
                <RuleRow
                  key={name}
                  name={name}
                  known={rules[name]}
                  typed={typed.of(name)}
                  bounds={bounds}
                  words={words}
                  mayChange={mayChange}
                  refused={
                    refused?.field === name && refused.detail ? withoutField(refused.detail) : undefined
                  }
                  onType={(text) => {
                    keep.reset();
                    typed.set(name, text);
                  }}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {mayChange && (
        <ChangesAside
          typed={typed}
          rules={rules}
          words={words}
          isReady={isReady}
          isPending={keep.isPending}
          error={refused ? null : keep.error}
          onBack={() => {
            keep.reset();
            typed.forget();
          }}
        />
      )}
    </form>
  );
}
