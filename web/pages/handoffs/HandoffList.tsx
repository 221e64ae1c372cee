/** Clients handed over, the nearest deadline first. J and K go through them; the keys of the current one stand on its buttons. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Handoff, HandoffResult, Handoffs } from "../../../src/handoffs/contract.ts";
import { useMay, useMe } from "../../api/me.ts";
import { Chip } from "../../components/Chip.tsx";
import { Key } from "../../components/Key.tsx";
import { PhoneLink } from "../../components/PhoneLink.tsx";
import { sayMoment, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useCallKeys } from "../call/call-keys.ts";
import { useTripTime } from "../client/trip-time.ts";
import { useTroubleWords } from "../../components/trouble-words.ts";
import styles from "./HandoffsPage.module.css";
import { PassOn } from "./PassOn.tsx";
import { useStep } from "./resources.ts";
import { WriteDown } from "./WriteDown.tsx";

type Opened = "pass" | "note" | "remind" | undefined;
const results: readonly { result: HandoffResult; key: string }[] = [
  { result: "booked", key: "b" },
  { result: "later", key: "e" },
  { result: "dropped", key: "x" },
];

const others = [
  { what: "pass", word: "handoffs.pass", key: "p" },
  { what: "note", word: "handoffs.note", key: "w" },
  { what: "remind", word: "handoffs.remind", key: "r" },
] as const;

export function HandoffList({ answer, today }: { answer: Handoffs; today: Day }) {
  const { t } = useTranslation();
  const words = useTroubleWords();
  const { handoffs } = answer;
  const [current, setCurrent] = useState<string>();
  const [opened, setOpened] = useState<Opened>();
  const list = useRef<HTMLUListElement>(null);
  const mayTake = useMay()("handoffs.take");
  const step = useStep(() => setOpened(undefined));
  const at = Math.max(
    0,
    handoffs.findIndex(({ id }) => id === current),
  );
  const one = handoffs[at];
  const go = (to: number) => {
    const next = handoffs[to];
    if (!next) return;
    setCurrent(next.id);
    setOpened(undefined);
    list.current?.querySelectorAll<HTMLElement>("[data-row]")[to]?.focus();
  };
  const act = (id: string, what: "accept" | "close", body: object) => {
    // Whoever was accepted goes down the list, and stays the one the keys are for.
    setCurrent(id);
    step.mutate({ path: `/handoffs/${id}/${what}`, body });
  };
  const open = (what: Opened) => () => {
    setCurrent(one?.id);
    setOpened(what);
  };
  const keys =
    mayTake && one
      ? {
          a: () => one.state === "waiting" && act(one.id, "accept", {}),
          p: open("pass"),
          w: open("note"),
          r: open("remind"),
          ...Object.fromEntries(
            results.map(({ result, key }) => [
              key,
              () => one.state === "accepted" && act(one.id, "close", { result }),
            ]),
          ),
        }
      : {};
  useCallKeys({ j: () => go(at + 1), k: () => go(at - 1), ...keys }, () => setOpened(undefined));
  return (
    <ul className={styles.list} aria-label={t("handoffs.list")} ref={list}>
      {handoffs.map((handoff, row) => (
        <li key={handoff.id} className={styles.item} data-current={row === at}>
          <Row
            handoff={handoff}
            today={today}
            keys={mayTake && row === at}
            onFocus={() => setCurrent(handoff.id)}
            onOpen={(what) => {
              setCurrent(handoff.id);
              setOpened(what);
            }}
            onAct={(what, body) => act(handoff.id, what, body)}
            mayTake={mayTake}
          />
          {row === at && opened === "pass" && (
            <PassOn
              handoff={handoff}
              managers={answer.managers}
              step={step}
              today={today}
              onClose={() => setOpened(undefined)}
            />
          )}
          {row === at && (opened === "note" || opened === "remind") && (
            <WriteDown
              key={opened}
              client={handoff.client}
              reminds={opened === "remind"}
              today={today}
              onClose={() => setOpened(undefined)}
            />
          )}
          {row === at && step.error && (
            <p role="alert" className={styles.trouble}>
              {words(step.error)}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function Row(props: {
  handoff: Handoff;
  today: Day;
  /** Whether the keys stand on the buttons. */
  keys: boolean;
  mayTake: boolean;
  onFocus: () => void;
  onOpen: (what: Opened) => void;
  onAct: (what: "accept" | "close", body: object) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const tripTime = useTripTime();
  const { handoff, today, keys, onAct, onOpen } = props;
  const { trip, zone } = handoff;
  const mine = useMe().staffMember.id === handoff.manager?.id;
  const moment = (at: string) => sayMoment(language, at, zone, today);
  const key = (letter: string) => (keys ? <Key>{letter.toUpperCase()}</Key> : undefined);
  return (
    <div className={styles.row} data-row tabIndex={-1} onFocus={props.onFocus}>
      <div className={styles.who}>
        <Link to="/clients/$id" params={{ id: handoff.client }} className={styles.name}>
          {handoff.name}
        </Link>
        {handoff.phone && <PhoneLink phone={handoff.phone} />}
      </div>
      <div className={styles.what}>
        <p>
          {trip
            ? [trip.destination, tripTime(trip, today), trip.companions].filter(Boolean).join(", ")
            : t("handoffs.noTrip")}
        </p>
        {handoff.words && <p className={styles.words}>«{handoff.words}»</p>}
        <p className={styles.small}>
          {[
            t("handoffs.handed", { by: handoff.handedBy, when: moment(handoff.handedAt) }),
            handoff.office?.name,
            handoff.manager && (mine ? t("handoffs.yours") : handoff.manager.name),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <div className={styles.when}>
        {handoff.state === "accepted" ? (
          <Chip tone="good">{t("handoffs.accepted")}</Chip>
        ) : (
          <Chip tone={handoff.late ? "stop" : "plain"}>
            {t(handoff.late ? "handoffs.was" : "handoffs.due", { when: moment(handoff.dueAt) })}
          </Chip>
        )}
      </div>
      {props.mayTake && (
        <div className={styles.actions}>
          {handoff.state === "waiting" ? (
            <Button
              size="xs"
              variant={keys ? "filled" : "default"}
              rightSection={key("a")}
              onClick={() => onAct("accept", {})}
            >
              {t("handoffs.accept")}
            </Button>
          ) : (
            results.map(({ result, key: letter }) => (
              <Button
                key={result}
                size="xs"
                rightSection={key(letter)}
                onClick={() => onAct("close", { result })}
              >
                {t(`handoffs.${result}`)}
              </Button>
            ))
          )}
          {/* Of the others one step is enough to look at; whichever is gone to shows them all. */}
          {keys &&
            others.map(({ what, word, key: letter }) => (
              <Button key={what} size="xs" rightSection={key(letter)} onClick={() => onOpen(what)}>
                {t(word)}
              </Button>
            ))}
        </div>
      )}
    </div>
  );
}
