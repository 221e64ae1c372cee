/** One issue: the day, whom it is for, its words and what its offers depend on. What is typed outlives a reload. */
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Issue } from "../../../src/newsletters/contract.ts";
import { useSegments } from "../../api/chains.ts";
import { useDraft } from "../../api/draft.ts";
import { ApiTrouble } from "../../api/fetch.ts";
import { useMay } from "../../api/me.ts";
import { Trouble } from "../../components/Trouble.tsx";
import { withoutField } from "../../components/trouble-words.ts";
import type { Day } from "../../language/days.ts";
import { IssueWords } from "./IssueWords.tsx";
import styles from "./Newsletter.module.css";
import { ReadIssue } from "./ReadIssue.tsx";
import { useDropIssue, useKeepIssue } from "./resources.ts";
import { issueFrom, typedFrom } from "./typed-issue.ts";

export function IssueEditor(props: { issue: Issue | undefined; number: number; on: Day; today: Day }) {
  const { t } = useTranslation();
  const { issue, number, on, today } = props;
  const mayChange = useMay()("chains.change");
  const answers = useQueryClient();
  const navigate = useNavigate();
  const known = typedFrom(issue, on);
  const [typed, put] = useDraft(`issue ${issue?.number ?? "new"}`, { empty: known, today });
  const [dropped, setDropped] = useState(false);
  const keep = useKeepIssue((kept) => {
    put(typedFrom(issue ? kept : undefined, on));
    setDropped(false);
    void navigate({ to: "/newsletter", search: { number: kept.number } });
  });
  const drop = useDropIssue(() => setDropped(true));
  if (issue && (issue.begun || !mayChange)) return <ReadIssue issue={issue} today={today} />;
  if (!mayChange) return <p>{t("newsletter.choose")}</p>;
  const save = () =>
    keep.mutate({ number, issue: issueFrom(typed), etag: dropped ? null : (issue?.etag ?? null) });
  const refused = keep.error instanceof ApiTrouble ? keep.error : undefined;
  const wrong =
    refused?.field === undefined
      ? undefined
      : { field: refused.field, why: withoutField(refused.detail ?? "") };
  const isChanged = JSON.stringify(typed) !== JSON.stringify(known);
  if (dropped)
    return (
      <div role="status" className={styles.actions}>
        <p>{t("newsletter.dropped")}</p>
        <Button onClick={save}>{t("newsletter.undo")}</Button>
        <Button
          variant="subtle"
          onClick={() => {
            void answers.invalidateQueries();
            void navigate({ to: "/newsletter", search: {} });
          }}
        >
          {t("newsletter.toList")}
        </Button>
      </div>
    );
  return (
    <form
      aria-label={issue ? t("newsletter.issue", { number }) : t("newsletter.new")}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className={styles.top}>
        <label className={styles.field}>
          <span className={styles.label}>{t("newsletter.on")}</span>
          <input
            className="field"
            type="date"
            min={today}
            required
            value={typed.on}
            aria-invalid={wrong?.field === "on"}
            onChange={({ currentTarget: { value } }) => put({ ...typed, on: value })}
          />
          {wrong?.field === "on" && <span className={styles.wrong}>{wrong.why}</span>}
        </label>
        <Whom value={typed.segment} onChange={(segment) => put({ ...typed, segment })} />
      </div>
      <IssueWords typed={typed} wrong={wrong} onChange={put} />
      {keep.error && !isShown(wrong?.field) && <Trouble error={keep.error} onRetry={save} />}
      {drop.error && <Trouble error={drop.error} onRetry={() => drop.reset()} />}
      <div className={styles.actions}>
        <Button
          type="submit"
          variant="filled"
          loading={keep.isPending}
          disabled={issue !== undefined && !isChanged}
        >
          {t("newsletter.save")}
        </Button>
        {isChanged && <Button onClick={() => put(known)}>{t("newsletter.back")}</Button>}
        {issue && (
          <Button variant="subtle" loading={drop.isPending} onClick={() => drop.mutate(issue)}>
            {t("newsletter.drop")}
          </Button>
        )}
      </div>
    </form>
  );
}

const isShown = (field: string | undefined): boolean =>
  field !== undefined && /^(?:on|(?:subject|body|conditions)\.(?:ru|en))$/.test(field);

function Whom({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const segments = useSegments().data?.items ?? [];
  return (
    <label className={styles.field}>
      <span className={styles.label}>{t("newsletter.whom")}</span>
      <select
        className={`field ${styles.whom}`}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        <option value="">{t("newsletter.everybody")}</option>
        {[...new Set([...segments.map(({ name }) => name), ...(value === "" ? [] : [value])])].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
