/** The call an operator has taken, with all that belongs on the screen, in one answer. */
import type { Reader } from "../../business/reader.ts";
import { loadDayKinds } from "../../business/store.ts";
import { asksBesides } from "../../calls/asks-besides.ts";
import { takeCall, type CallAndMore } from "../../calls/actions/take-call.ts";
import { daysAheadAtMost } from "../../calls/outcome.ts";
import { tellCall } from "../../calls/tell-call.ts";
import { liveChains } from "../../chains/store.ts";
import { inOneGo } from "../../database/in-one-go.ts";
import type { Connection } from "../../database/sql.ts";
import { loadAgreed } from "../../dealings/store/agreed.ts";
import { sayScripts } from "../../delivery/actions/say-scripts.ts";
import type { SaidScript } from "../../delivery/script-contract.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Facts } from "../../planning/occasion.ts";
import type { TimelineEntry } from "../client-contract.ts";
import type { CallScreen } from "../call-screen-contract.ts";
import { loadGiftsAtHand, loadOffices, loadScreenRow, loadWaitingGifts } from "../store/call-screen.ts";
import { planWords } from "../words.ts";
import { readClientPage } from "./read-client-page.ts";

/** More are too many beside a conversation. */
const historyShown = 7;
/** Of these, what says nothing of the client is left out. */
const historyRead = 24;

/** Undefined: nothing can be called now. Throws `bad_input`. */
export async function takeCallScreen(
  work: { db: Connection; clock: Clock },
  reader: Reader,
  asked: {
    staffMember: string;
    ending?: readonly string[] | undefined;
    touch?: string | undefined;
    dials: boolean;
  },
): Promise<CallScreen | undefined> {
  const call = await takeCall(work, asked);
  return call && readCallScreen(work.db, reader, { call, dials: asked.dials });
}

async function readCallScreen(
  db: Connection,
  reader: Reader,
  { call, dials }: { call: CallAndMore; dials: boolean },
): Promise<CallScreen> {
  const { client } = call;
  const told = tellCall(call, reader);
  const all = [told, ...told.takenAlong];
  const subjects = [call, ...call.takenAlong].map(({ facts }) => subjectOf(facts));
  const asking = inOneGo(db);
  const [{ timeline, ...page }, row, scripts, chains, gifts, atHand, offices, daysOff] = await Promise.all([
    readClientPage(asking, reader, { id: client, timeline: { limit: historyRead } }),
    loadScreenRow(asking, client),
    sayScripts(asking, { client, touches: all.map(({ touch }) => touch) }),
    liveChains(asking),
    loadWaitingGifts(asking, client),
    loadGiftsAtHand(asking),
    loadOffices(asking),
    loadDayKinds(asking, promisable(reader)),
  ]);
  const words = planWords(reader, chains);
  return {
    now: reader.now.toString(),
    call: told,
    reasons: all.map(({ touch, chain, occasion }, at) => ({
      touch,
      chain,
      occasion,
      chainName: words.chainName(chain),
      subject: subjects[at] ?? null,
      script: scripts.get(touch) ?? null,
    })),
    questions: asksBesides(all.map(({ purpose }) => purpose)) ? (page.completeness?.missing ?? []) : [],
    page: { ...page, timeline: null },
    place: row?.place ?? null,
    trips: row?.trips ?? 0,
    lastTalk: row?.talkedAt
      ? { at: row.talkedAt.toString(), by: row.talkedWith, words: row.talkWords ?? "" }
      : null,
    history: tellingOf(timeline?.entries ?? []),
    gifts: gifts.map(({ reservedOn, name, ...gift }) => ({
      ...gift,
      name: name[reader.language],
      reservedOn: reservedOn.toString(),
    })),
    giftsAtHand: atHand.map(({ name, ...gift }) => ({ ...gift, name: name[reader.language] })),
    appointments: asksWhenToCome(scripts) ? await loadBooked(db, client) : [],
    offices,
    daysOff,
    dials,
  };
}

/** The client's day may be the one before or after ours. */
const promisable = ({ today }: Reader) => ({
  from: today.subtract({ days: 1 }),
  through: today.add({ days: daysAheadAtMost + 1 }),
});

function subjectOf(facts: Facts): string | null {
  const subject = facts["appointment"] ?? facts["reservation"] ?? facts["number"];
  return typeof subject === "string" ? subject : null;
}

const asksWhenToCome = (scripts: ReadonlyMap<string, SaidScript>): boolean =>
  [...scripts.values()].some(({ questions }) => questions.some(({ fact }) => fact === "appointment"));

async function loadBooked(db: Connection, client: string): Promise<CallScreen["appointments"]> {
  const { appointments } = await loadAgreed(db, client);
  return appointments
    .filter(({ state }) => state === "booked")
    .map(({ id, office, on, time, withWhom }) => ({ id, office, on, time, withWhom }));
}

const made = new Set(["sent", "delivered", "done", "no_answer", "failed"]);

/** What happened with the client, and not what was written down about them; a card shown to buy is told by the purchase. */
function tellingOf(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const bought = new Set(entries.flatMap((entry) => (entry.kind === "dealing" ? [entry.on] : [])));
  return entries
    .filter((entry) => {
      if (entry.kind === "touch") return made.has(entry.state);
      if (entry.kind === "presentation") return !bought.has(entry.on);
      return !["change", "consent", "import", "posting"].includes(entry.kind);
    })
    .slice(0, historyShown);
}
