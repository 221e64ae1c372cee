/** One question and its answer: typed, chosen, or given with one press. */
import { Button, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { NamedAttribute } from "../../../src/clients/change-contract.ts";
import type { Question } from "../../../src/clients/completeness-contract.ts";
import { useDraft } from "../../api/draft.ts";
import { useDesk } from "../../api/resources.ts";
import { sayShortMonth, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { note, type Who } from "./acts.ts";
import { comingMonths, textAnswer, type Told } from "./answers.ts";
import { Choice } from "./Choice.tsx";
import styles from "./Desk.module.css";
import visit from "./Visitor.module.css";
import type { DeskPlace } from "./place.ts";
import { useOutbox } from "./use-outbox.ts";

interface Asked {
  who: Who;
  question: Question;
  attributes: readonly NamedAttribute[];
  office: DeskPlace["office"];
  today: Day;
}

export function AnswerField({ who, question, attributes, office, today }: Asked) {
  const { t } = useTranslation();
  const { put } = useOutbox();
  const wording = useDesk().data?.wording.version ?? "";
  const { fact, text, name: what } = question;
  const tell = (told: Told) => put(note(who, { ...told, what }));
  const patch = (body: object) => tell({ method: "PATCH", path: "", body });
  const attribute = attributes.find(({ name }) => `attribute.${name}` === fact);
  const presses = (options: { text: string; act: () => void }[]) => (
    <Presses question={text} options={options} />
  );
  if (fact === "planned_trip")
    return <TripAnswer draft={`trip of ${who.client}`} question={text} today={today} onTell={tell} />;
  if (fact === "sex")
    return presses(
      (["female", "male"] as const).map((sex) => ({ text: t(`desk.sex.${sex}`), act: () => patch({ sex }) })),
    );
  if (fact === "contact_consent" || fact === "advertising_consent") {
    const purpose = fact === "contact_consent" ? "contact" : "advertising";
    return presses(
      [true, false].map((given) => ({
        text: t(given ? "desk.yes" : "desk.no"),
        act: () =>
          tell({
            path: "/consents",
            body: { consents: [{ purpose, given }], how: "till", wordingVersion: wording },
          }),
      })),
    );
  }
  if (fact === "home_office")
    return presses(
      office
        ? [
            {
              text: t("desk.thisOffice", { office: office.name }),
              act: () => patch({ homeOffice: office.id }),
            },
          ]
        : [],
    );
  if (attribute?.type === "yes_no")
    return presses(
      [true, false].map((value) => ({
        text: t(value ? "desk.yes" : "desk.no"),
        act: () => patch({ attributes: { [attribute.name]: value } }),
      })),
    );
  if (attribute?.type === "choice")
    return presses(
      attribute.choices.map((value) => ({
        text: value,
        act: () => patch({ attributes: { [attribute.name]: value } }),
      })),
    );
  return (
    <TextAnswer
      question={text}
      fact={fact}
      draft={`answer ${who.client} ${fact}`}
      today={today}
      read={(typed) => textAnswer(fact, typed, attribute)}
      onTell={tell}
    />
  );
}

function Presses(props: { question: string; options: readonly { text: string; act: () => void }[] }) {
  return (
    <div role="group" aria-label={props.question}>
      <p className={visit.asked}>{props.question}</p>
      <div className={styles.buttons}>
        {props.options.map(({ text, act }) => (
          <Button key={text} onClick={act}>
            {text}
          </Button>
        ))}
      </div>
    </div>
  );
}

const hints = ["birthday", "birth_year", "hours"] as const;

function TextAnswer(props: {
  question: string;
  fact: string;
  draft: string;
  today: Day;
  read: (typed: string) => Told | undefined;
  onTell: (told: Told) => void;
}) {
  const { t } = useTranslation();
  const [{ typed }, keep] = useDraft(props.draft, { empty: { typed: "" }, today: props.today });
  const told = props.read(typed);
  const hint = hints.find((one) => one === props.fact);
  return (
    <form
      className={styles.inline}
      onSubmit={(event) => {
        event.preventDefault();
        if (!told) return;
        props.onTell(told);
        keep({ typed: "" });
      }}
    >
      <TextInput
        label={props.question}
        placeholder={hint && t(`desk.ask.${hint}`)}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={({ currentTarget: { value } }) => keep({ typed: value })}
      />
      <Button type="submit" disabled={!told}>
        {t("desk.ask.keep")}
      </Button>
    </form>
  );
}

const monthsShown = 6;

const noTrip: { month: string | undefined; destination: string } = { month: undefined, destination: "" };

/** When and where next: a month of the next half-year, and a place. */
function TripAnswer(props: { draft: string; question: string; today: Day; onTell: (told: Told) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [trip, keep] = useDraft(props.draft, { empty: noTrip, today: props.today });
  const { month, destination } = trip;
  const right = month !== undefined && destination.trim() !== "";
  return (
    <form
      className={styles.trip}
      onSubmit={(event) => {
        event.preventDefault();
        if (!right) return;
        props.onTell({
          path: "/planned-trips",
          body: { startsOn: month, precision: "month", destination: destination.trim() },
        });
        keep(noTrip);
      }}
    >
      <Choice
        label={props.question}
        options={comingMonths(props.today, monthsShown + 1)
          .slice(1)
          .map((first) => ({ value: first, text: sayShortMonth(language, first.slice(0, 7), props.today) }))}
        chosen={month}
        onChoose={(next) => keep({ ...trip, month: next })}
      />
      <div className={styles.inline}>
        <TextInput
          label={t("desk.trip.where")}
          autoComplete="off"
          value={destination}
          onChange={({ currentTarget: { value } }) => keep({ ...trip, destination: value })}
        />
        <Button type="submit" disabled={!right}>
          {t("desk.ask.keep")}
        </Button>
      </div>
    </form>
  );
}
