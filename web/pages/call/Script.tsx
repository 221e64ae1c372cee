/** What to say, step by step: the words, the answers to pick, and what to ask besides; the way follows the answers. */
import { IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CallReason, CallScreen } from "../../../src/reports/call-screen-contract.ts";
import { AppointmentFields } from "./AppointmentFields.tsx";
import { AskFact, type Asking } from "./AskFact.tsx";
import { PickOne } from "./Choices.tsx";
import { isWhole } from "./draft.ts";
import { GiftOffice } from "./GiftOffice.tsx";
import { OfficeSelect } from "./OfficeSelect.tsx";
import { Review } from "./Review.tsx";
import { factName, type Step } from "./script-path.ts";
import { TripFields } from "./TripFields.tsx";
import styles from "./Script.module.css";

interface Props {
  screen: CallScreen;
  steps: readonly Step[];
  /** Facts to ask that no script asks for. */
  besides: readonly { fact: string; text: string }[];
  asking: Asking;
}

export function Script({ screen, steps, besides, asking }: Props) {
  const { t } = useTranslation();
  const { draft, change } = asking;
  const today = screen.page.today;
  const lastOf = new Map(steps.map((step) => [step.reason.touch, step.key]));
  const reviewAt = steps.find(({ reason }) => reason.occasion.kind === "returned")?.key;
  return (
    <ol className={styles.script} aria-label={t("call.script")}>
      {steps.map((step, at) => {
        const { question, reason } = step;
        const language = reason.script?.language;
        const closing =
          lastOf.get(reason.touch) === step.key && at === steps.length - 1 && reason.script?.closing;
        return (
          <StepView key={step.key} number={at + 1} done={isDone(step, asking)}>
            <p className={styles.say} lang={language}>
              {[step.opening, question?.ask].filter(Boolean).join(" ")}
            </p>
            {question && question.answers.length > 0 && (
              <PickOne
                label={question.ask ?? t("call.script")}
                lang={language}
                choices={question.answers.map(({ code, text }) => ({ value: code, label: text }))}
                value={draft.answers[step.key]}
                onPick={(code) => change(({ answers }) => ({ answers: withAnswer(answers, step.key, code) }))}
              />
            )}
            {step.key === reviewAt && <Review draft={draft} change={change} />}
            {question?.fact && question.fact !== "note" && (
              <FactField
                name={factName(question.fact)}
                label={question.ask ?? factName(question.fact)}
                reason={reason}
                asking={asking}
                screen={screen}
              />
            )}
            {closing && besides.length === 0 && (
              <p className={styles.closing} lang={language}>
                {closing}
              </p>
            )}
          </StepView>
        );
      })}
      {besides.map(({ fact, text }, at) => (
        <StepView key={fact} number={steps.length + at + 1} done={asking.saved.has(fact)}>
          <div className={styles.inline}>
            <p className={styles.say}>{text}</p>
            {fact === "planned_trip" ? (
              <TripFields label={text} today={today} draft={draft} change={change} />
            ) : (
              <AskFact name={fact} label={text} asking={asking} />
            )}
          </div>
        </StepView>
      ))}
    </ol>
  );
}

function StepView({ number, done, children }: { number: number; done: boolean; children: ReactNode }) {
  return (
    <li className={styles.step} data-done={done}>
      <span className={styles.number} aria-hidden>
        {done ? <IconCheck size={14} /> : number}
      </span>
      <div className={styles.body}>{children}</div>
    </li>
  );
}

function FactField(props: {
  name: string;
  label: string;
  reason: CallReason;
  asking: Asking;
  screen: CallScreen;
}) {
  const { name, label, reason, asking, screen } = props;
  const { draft, change } = asking;
  const { today } = screen.page;
  if (name === "planned_trip")
    return <TripFields label={label} today={today} draft={draft} change={change} />;
  if (name === "appointment")
    return <AppointmentFields label={label} reason={reason} asking={asking} screen={screen} />;
  if (name === "card-office")
    return (
      <OfficeSelect
        label={label}
        offices={screen.offices}
        value={draft.cardOffice}
        onPick={(cardOffice) => change(() => ({ cardOffice }))}
      />
    );
  if (name === "gift-office")
    return <GiftOffice label={label} reason={reason} asking={asking} screen={screen} />;
  return isField(name) ? <AskFact name={name} label={label} asking={asking} /> : null;
}

const fields = ["birthday", "email", "phone", "hours", "home_office", "statement_office", "contact_consent"];
const isField = (name: string): boolean => fields.includes(name) || name.startsWith("attribute.");

function withAnswer(
  answers: Record<string, string>,
  key: string,
  code: string | undefined,
): Record<string, string> {
  const { [key]: _before, ...others } = answers;
  return code === undefined ? others : { ...others, [key]: code };
}

function isDone({ key, question }: Step, { draft, saved }: Asking): boolean {
  if (draft.answers[key] !== undefined) return true;
  const fact = question?.fact ? factName(question.fact) : undefined;
  if (fact === "planned_trip") return draft.trip.precision !== "";
  if (fact === "appointment") return isWhole(draft.appointment);
  if (fact === "card-office") return draft.cardOffice !== "";
  if (fact === "gift-office") return saved.has("gift_office");
  return fact !== undefined && saved.has(fact);
}
