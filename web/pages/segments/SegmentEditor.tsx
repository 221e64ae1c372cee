/** One segment: its conditions, how many clients fit just now, and what it is called. Unsaved lines stay in this browser. */
import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Segment } from "../../../src/segments/contract.ts";
import { isOfSegments, useSegmentClients, useSegmentCount } from "../../api/chains.ts";
import { change } from "../../api/fetch.ts";
import { Trouble } from "../../components/Trouble.tsx";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber } from "../../language/words.ts";
import { ConditionLines } from "./ConditionLines.tsx";
import { conditionsOf, isWhole, linesOf, type Line } from "./conditions.ts";
import styles from "./Segments.module.css";

const keyOf = (name: string): string => `povod-segment-${name}`;

/** Undefined: back to what is known. */
function useKept<Value>(key: string, known: Value): [Value, (next: Value | undefined) => void] {
  const [value, setValue] = useState<Value>(() => {
    try {
      const kept = sessionStorage.getItem(key);
      return kept === null ? known : (JSON.parse(kept) as Value);
    } catch {
      return known;
    }
  });
  const put = (next: Value | undefined) => {
    setValue(next ?? known);
    try {
      if (next === undefined) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Without storage it lasts until the page is closed.
    }
  };
  return [value, put];
}

function useLines(segment: Segment | undefined) {
  const key = keyOf(segment?.name ?? "");
  const known = segment ? linesOf(segment.conditions) : [];
  const [lines, put] = useKept<readonly Line[]>(key, known);
  return { lines, put, isChanged: JSON.stringify(lines) !== JSON.stringify(known) };
}

export function SegmentEditor(props: {
  segment: Segment | undefined;
  taken: readonly string[];
  /** That the program does not answer is told of elsewhere. */
  isTold: boolean;
}) {
  const { segment, taken, isTold } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const navigate = useNavigate();
  const { lines, put, isChanged } = useLines(segment);
  const [name, setName] = useKept(`${keyOf(segment?.name ?? "")} name`, segment?.name ?? "");
  const [dropped, setDropped] = useState(false);
  const whole = isWhole(lines);
  const save = useMutation({
    mutationFn: () =>
      change<Segment>("PUT", `/segments/${encodeURIComponent(name.trim())}`, {
        language,
        body: conditionsOf(lines),
      }),
    onSuccess: async (saved) => {
      put(undefined);
      setName(undefined);
      setDropped(false);
      await answers.invalidateQueries({ predicate: isOfSegments });
      await navigate({ to: "/segments", search: { name: saved.name } });
    },
  });
  const drop = useMutation({
    mutationFn: () => change("DELETE", `/segments/${encodeURIComponent(segment?.name ?? "")}`, { language }),
    onSuccess: () => setDropped(true),
  });
  const overwrites = taken.includes(name.trim()) && name.trim() !== segment?.name;
  if (dropped)
    return (
      <div role="status" className={styles.dropped}>
        <p>{t("segments.dropped", { name: segment?.name })}</p>
        <Button onClick={() => save.mutate()}>{t("segments.undo")}</Button>
        <Button
          variant="subtle"
          onClick={() => {
            put(undefined);
            void answers.invalidateQueries({ queryKey: ["/segments"] });
            void navigate({ to: "/segments", search: {} });
          }}
        >
          {t("segments.toList")}
        </Button>
      </div>
    );
  return (
    <section aria-label={segment?.name ?? t("segments.new")}>
      <Count lines={lines} whole={whole} isTold={isTold} />
      <ConditionLines lines={lines} onChange={put} />
      <form
        className={styles.save}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "" && whole) save.mutate();
        }}
      >
        <label className={styles.nameLabel}>
          <span>{t("segments.name")}</span>
          <input
            className={styles.name}
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <Button
          type="submit"
          variant="filled"
          loading={save.isPending}
          disabled={name.trim() === "" || !whole || (segment?.name === name.trim() && !isChanged)}
        >
          {overwrites ? t("segments.overwrite") : t("segments.save")}
        </Button>
        {isChanged && segment && <Button onClick={() => put(undefined)}>{t("segments.back")}</Button>}
        {segment && (
          <Button variant="subtle" loading={drop.isPending} onClick={() => drop.mutate()}>
            {t("segments.drop")}
          </Button>
        )}
      </form>
      {(save.error ?? drop.error) && (
        <Trouble
          error={save.error ?? drop.error ?? new Error()}
          onRetry={() => {
            save.reset();
            drop.reset();
          }}
        />
      )}
      {segment && !isChanged && <Clients name={segment.name} />}
    </section>
  );
}

function Count({ lines, whole, isTold }: { lines: readonly Line[]; whole: boolean; isTold: boolean }) {
  const { t } = useTranslation();
  const number = useNumber();
  const [rested] = useDebouncedValue(lines, 300);
  const asked = useSegmentCount(isWhole(rested) ? conditionsOf(rested) : undefined);
  const isOld = rested !== lines || asked.isFetching;
  return (
    <div className={styles.count} role="status" aria-live="polite">
      <span className={styles.figure} data-old={isOld}>
        {whole && asked.data ? number(asked.data.clients) : "–"}
      </span>
      <span className={styles.of}>
        {whole && asked.data
          ? t("segments.of", { count: asked.data.of, of: number(asked.data.of) })
          : t("segments.unfinished")}
      </span>
      {asked.error && !isTold && <Trouble error={asked.error} onRetry={() => void asked.refetch()} />}
    </div>
  );
}

const shown = 12;

function Clients({ name }: { name: string }) {
  const { t } = useTranslation();
  const { data } = useSegmentClients(name);
  if (!data || data.clients.length === 0) return null;
  return (
    <section aria-labelledby="segment-clients" className={styles.clients}>
      <h2 id="segment-clients">{t("segments.clients")}</h2>
      <ul>
        {data.clients.slice(0, shown).map((client) => (
          <li key={client.id}>
            <Link to="/clients/$id" params={{ id: client.id }}>
              {client.name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
