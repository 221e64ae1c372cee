/** What the client says of a trip: a score, what was liked, what was not. */
import { useTranslation } from "react-i18next";
import { PickOne, PickSome } from "./Choices.tsx";
import type { ChangeDraft, Draft } from "./draft.ts";
import styles from "./AskFact.module.css";

const parts = ["hotel", "sea", "guide", "flight", "transfer", "food", "weather"] as const;
const scores = Array.from({ length: 10 }, (_, at) => String(at + 1));

export function Review({ draft, change }: { draft: Draft; change: ChangeDraft }) {
  const { t } = useTranslation();
  const choices = parts.map((part) => ({ value: t(`call.review.${part}`), label: t(`call.review.${part}`) }));
  const without = (values: readonly string[], others: readonly string[]) =>
    others.filter((other) => !values.includes(other));
  return (
    <div className={styles.review}>
      <div className={styles.row}>
        <span className={styles.caption} aria-hidden>
          {t("call.review.score")}
        </span>
        <PickOne
          label={t("call.review.score")}
          choices={scores.map((score) => ({ value: score, label: score }))}
          value={draft.score === undefined ? undefined : String(draft.score)}
          onPick={(value) => change(() => ({ score: value === undefined ? undefined : Number(value) }))}
        />
      </div>
      <PickSome
        label={t("call.review.liked")}
        choices={choices}
        values={draft.liked}
        onChange={(liked) => change(({ disliked }) => ({ liked, disliked: without(liked, disliked) }))}
        tone="good"
      />
      <PickSome
        label={t("call.review.disliked")}
        choices={choices}
        values={draft.disliked}
        onChange={(disliked) => change(({ liked }) => ({ disliked, liked: without(disliked, liked) }))}
        tone="stop"
      />
    </div>
  );
}
