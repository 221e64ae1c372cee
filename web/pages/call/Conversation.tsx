/** One call: whom, why now, what was said, what to say and ask, and the keys that end it. */
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { CallOutcome } from "../../../src/calls/contract.ts";
import { serverNow } from "../../api/passed.ts";
import { Trouble } from "../../components/Trouble.tsx";
import { isoOf } from "../../language/zones.ts";
import { Key } from "../../components/Key.tsx";
import { CallBack } from "./CallBack.tsx";
import { useCallKeys } from "./call-keys.ts";
import styles from "./Conversation.module.css";
import { useDraft } from "./draft.ts";
import { useDial } from "./dial.ts";
import { Head } from "./Head.tsx";
import { onFactSaved } from "./outbox.ts";
import { outcomeKeys, Outcomes } from "./Outcomes.tsx";
import { outcomeOf, suggestedOutcome } from "./outcome.ts";
import { Pending } from "./Pending.tsx";
import { Script } from "./Script.tsx";
import { factName, isKnown, stepsOf } from "./script-path.ts";
import { Side } from "./Side.tsx";
import type { Phone, Screen } from "./use-call.ts";
import { Why } from "./Why.tsx";

/** More questions than these are too many for one conversation. */
const askedBesides = 2;

export function Conversation(props: {
  screen: Screen;
  phone: Phone;
  /** Nobody may call this client any more. */
  stopped: boolean;
  staffMember: string;
  business: Business;
}) {
  const { t } = useTranslation();
  const { screen, phone, stopped, staffMember, business } = props;
  const { touch } = screen.call;
  const [draft, change] = useDraft(touch);
  const { profile, saved } = useProfile(screen);
  const [promising, setPromising] = useState(false);
  const [needsWords, setNeedsWords] = useState(false);
  const note = useRef<HTMLTextAreaElement>(null);
  const number = useRef<HTMLAnchorElement>(null);
  const dial = useDial(screen, staffMember);
  const missing = useMemo(
    () => new Set(screen.page.completeness?.missing.map(({ fact }) => fact)),
    [screen.page.completeness],
  );
  const steps = stepsOf(
    screen.reasons,
    draft,
    (fact) => missing.has(fact) || !isKnown(screen.page.profile, fact),
  );
  const scripted = new Set(
    steps.flatMap(({ question }) => (question?.fact ? [factName(question.fact)] : [])),
  );
  const besides = screen.questions.filter(({ fact }) => !scripted.has(fact)).slice(0, askedBesides);
  const isTripReview = screen.reasons.some(({ occasion }) => occasion.kind === "returned");

  const end = (outcome: CallOutcome, callBackAt?: string) => {
    const body = outcomeOf({
      outcome,
      draft,
      steps,
      isTripReview,
      cards: screen.page.cards.filter(({ state }) => state === "active").map(({ number: card }) => card),
      anywhere: t("call.trip.anywhere"),
      silence: t("call.dnd.words"),
      endedAt: isoOf(serverNow(screen)),
      ...(callBackAt === undefined ? {} : { callBackAt }),
    });
    if (body) return phone.end(body);
    setNeedsWords(true);
    note.current?.focus();
  };
  const press = (outcome: CallOutcome) => (outcome === "call_back" ? setPromising(true) : end(outcome));
  const keys = Object.fromEntries(outcomeKeys.map(({ outcome, key }) => [key, () => press(outcome)]));
  useCallKeys(
    promising
      ? {}
      : {
          ...keys,
          space: () => number.current?.click(),
          r: () => void phone.giveBack(),
          w: () => note.current?.focus(),
        },
    () => number.current?.focus(),
  );
  return (
    <>
      <div className={styles.call}>
        <div className={styles.talk}>
          <Head
            screen={screen}
            dial={dial}
            number={number}
            stopped={stopped}
            onGiveBack={() => void phone.giveBack()}
          />
          <Gone why={phone.lost ? "lost" : stopped ? "stopped" : undefined} />
          <Why screen={screen} business={business} />
          <Script
            screen={screen}
            steps={steps}
            besides={besides}
            asking={{ profile, draft, change, offices: screen.offices, staffMember, saved }}
          />
          <Note
            field={note}
            words={draft.words}
            needed={needsWords}
            onChange={(words) => change(() => ({ words }))}
          />
          {phone.trouble && <Trouble error={phone.trouble} onRetry={() => void phone.next()} />}
        </div>
        <Side screen={screen} profile={profile} business={business} staffMember={staffMember} />
      </div>
      <footer className={styles.foot}>
        <Pending phone={phone} />
        {promising && (
          <CallBack
            screen={screen}
            onChoose={(at) => end("call_back", at)}
            onClose={() => {
              setPromising(false);
              number.current?.focus();
            }}
          />
        )}
        <Outcomes suggested={suggestedOutcome(draft, steps)} promising={promising} onPress={press} />
      </footer>
    </>
  );
}

/** The call is not this operator's to make any more. */
function Gone({ why }: { why: "lost" | "stopped" | undefined }) {
  const { t } = useTranslation();
  return (
    why && (
      <p className={styles.gone} role="alert">
        {t(`call.${why}`)}
      </p>
    )
  );
}

/** What the client said, as the next operator will read it. */
function Note(props: {
  field: RefObject<HTMLTextAreaElement | null>;
  words: string;
  needed: boolean;
  onChange: (words: string) => void;
}) {
  const { t } = useTranslation();
  const { field, words, needed, onChange } = props;
  return (
    <label className={styles.note}>
      <span className={styles.noteLabel}>
        {needed && words.trim() === "" ? (
          <b className={styles.needed}>{t("call.words.needed")}</b>
        ) : (
          t("call.words")
        )}{" "}
        <Key>W</Key>
      </span>
      <textarea
        ref={field}
        className={styles.noteField}
        rows={2}
        maxLength={2000}
        value={words}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}

/** The profile as it is known since facts were typed into it. */
function useProfile(screen: Screen) {
  const [profile, setProfile] = useState(screen.page.profile);
  const [saved, setSaved] = useState<ReadonlySet<string>>(new Set());
  const hear = useCallback(
    (one: { client: string; name: string; profile: typeof profile }) => {
      if (one.client !== screen.call.client) return;
      setProfile(one.profile);
      setSaved((before) => new Set([...before, one.name]));
    },
    [screen.call.client],
  );
  useEffect(() => onFactSaved(hear), [hear]);
  return { profile, saved };
}
