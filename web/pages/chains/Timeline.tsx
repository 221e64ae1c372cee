/** The steps on a line of time, in the order in which they are due, and the day they hang on. */
import { Link } from "@tanstack/react-router";
import {
  IconBuildingStore,
  IconCornerDownRight,
  IconMail,
  IconMessage,
  IconPhone,
  IconPlus,
  IconSend,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ChainDefinition } from "../../../src/chains/contract.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useChannelWord } from "../../language/words.ts";
import { freeCode, withFields, type Step, type Template } from "./chain-text.ts";
import { useChainWords } from "./chain-words.ts";
import type { Sayable } from "./Insertable.tsx";
import { roughDays } from "./period.ts";
import { Said } from "./Said.tsx";
import styles from "./Timeline.module.css";

const icons = {
  call: IconPhone,
  email: IconMail,
  sms: IconMessage,
  telegram: IconSend,
  max: IconSend,
  in_person: IconBuildingStore,
} as const;

export function Timeline(props: {
  chain: ChainDefinition;
  selected: string | undefined;
  text: string;
  /** Undefined: only looked at. */
  onText: ((text: string) => void) | undefined;
  sayable: Sayable;
}) {
  const { t } = useTranslation();
  const { chain, text, onText } = props;
  const before = chain.steps.filter((step) => roughDays(step.offset) < 0);
  const after = chain.steps.filter((step) => roughDays(step.offset) >= 0);
  const byDay = (steps: readonly Step[]) =>
    steps.toSorted((a, b) => roughDays(a.offset) - roughDays(b.offset));
  const place = (step: Step) => (
    <StepPlace
      key={step.code}
      step={step}
      template={chain.templates[step.template]}
      isSelected={step.code === props.selected}
      sayable={props.sayable}
    />
  );
  return (
    <section aria-label={t("chain.line")} className={styles.scroll}>
      <ol className={styles.line}>
        {byDay(before).map(place)}
        <TheDay chain={chain} />
        {byDay(after).map(place)}
        {chain.occasion !== "missing-facts" && onText && (
          <li className={styles.add}>
            <AddStep chain={chain} text={text} onText={onText} />
          </li>
        )}
      </ol>
    </section>
  );
}

function TheDay({ chain }: { chain: ChainDefinition }) {
  const words = useChainWords();
  return (
    <li className={styles.day} data-burns={chain.occasion === "bonus-burn"}>
      <span className={styles.dot} aria-hidden />
      <p>{words.theDay(chain.occasion)}</p>
    </li>
  );
}

function StepPlace(props: {
  step: Step;
  template: Template | undefined;
  isSelected: boolean;
  sayable: Sayable;
}) {
  const { t } = useTranslation();
  const words = useChainWords();
  const channel = useChannelWord();
  const { step, isSelected } = props;
  const [first, ...others] = step.channels.map((entry) =>
    typeof entry === "string" ? entry : entry.channel,
  );
  const Icon = icons[first ?? "email"] ?? IconMail;
  const window = words.period(step.window);
  const said = useFirstWords(props.template, first);
  return (
    <li className={styles.step}>
      <span className={styles.dot} aria-hidden />
      <Link
        className={styles.card}
        from="/chains/$code"
        to="."
        search={(before) => ({
          ...before,
          step: step.code,
          tab: before.tab === "words" ? before.tab : undefined,
        })}
        data-selected={isSelected}
        aria-current={isSelected ? "step" : undefined}
        activeProps={{ "aria-current": isSelected ? "step" : undefined }}
        resetScroll={false}
        replace
      >
        <span className={styles.when}>
          {words.offset(step.offset)}
          {window && <span className={styles.window}>{t("chain.window.short", { period: window })}</span>}
        </span>
        <span className={styles.way}>
          <Icon size={18} stroke={1.75} aria-hidden />
          <span className={styles.channel}>{channel(first ?? "")}</span>
        </span>
        {said && (
          <span className={styles.said}>
            <Said words={said} sayable={props.sayable} />
          </span>
        )}
        {others.length > 0 && (
          <span className={styles.others}>
            <IconCornerDownRight size={14} aria-hidden />
            {t("chain.otherwise", { channels: others.map(channel).join(", ").toLowerCase() })}
          </span>
        )}
      </Link>
    </li>
  );
}

/** The first words that the client hears or reads. */
function useFirstWords(template: Template | undefined, channel: string | undefined): string {
  const language = useLanguage();
  const script = template?.script;
  const opening = script && ("opening" in script ? script.opening : script)?.[language];
  const subject = template?.subject?.[language];
  return (channel === "call" ? (opening ?? subject) : (subject ?? opening)) ?? "";
}

function AddStep({
  chain,
  text,
  onText,
}: {
  chain: ChainDefinition;
  text: string;
  onText: (text: string) => void;
}) {
  const { t } = useTranslation();
  const add = () => {
    const code = freeCode(
      "step",
      chain.steps.map((step) => step.code),
    );
    const last = chain.steps.at(-1);
    const [template = code] = Object.keys(chain.templates);
    onText(
      withFields(text, [
        {
          path: ["steps", chain.steps.length],
          value: {
            code,
            offset: last?.offset ?? "P0D",
            window: last?.window ?? "P3D",
            late: "skip",
            channels: last?.channels ?? ["email"],
            purpose: last?.purpose ?? "care",
            template: last?.template ?? template,
          },
        },
      ]),
    );
  };
  return (
    <button type="button" className={styles.addButton} onClick={add}>
      <IconPlus size={16} aria-hidden />
      {t("chain.step.add")}
    </button>
  );
}
