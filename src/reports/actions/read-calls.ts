/** The calls of a day that can still be made: whom, why now, since when, what burns. */
import type { Reader } from "../../business/reader.ts";
import { asksBesides } from "../../calls/asks-besides.ts";
import { liveChains } from "../../chains/store.ts";
import { questionsFor } from "../../clients/actions/questions-for.ts";
import { formOfAddress, fullName } from "../../clients/person-name.ts";
import type { Connection } from "../../database/sql.ts";
import { toDecimal } from "../../kernel/money.ts";
import type { Call, Calls } from "../contract.ts";
import { loadCalls, type CallRow } from "../store/calls.ts";
import { countOpenCalls } from "../store/day.ts";
import { openCallStates } from "../today.ts";
import { planWords, type PlanWords } from "../words.ts";

const mostCalls = 50;
/** More are too many for one conversation. */
const questionsShown = 3;

export interface CallsAsked {
  on: Temporal.PlainDate;
  cursor?: string | undefined;
  limit?: number | undefined;
  /** Without those that somebody is making. */
  waiting?: boolean | undefined;
}

export async function readCalls(
  db: Connection,
  reader: Reader,
  { on, cursor, limit = mostCalls, waiting = false }: CallsAsked,
): Promise<Calls> {
  const states = waiting ? openCallStates.filter((state) => state !== "claimed") : openCallStates;
  const { page, next } = await loadCalls(db, {
    on,
    states,
    businessZone: reader.business.zone,
    cursor,
    limit,
  });
  const total = await countOpenCalls(db, { on, states: openCallStates });
  const asking = page.filter((row) => asksBesides(row.purposes));
  const clients = asking.map(({ client }) => client);
  const asked = await questionsFor(db, { clients, on, language: reader.language });
  const words = planWords(reader, await liveChains(db));
  return {
    on: on.toString(),
    total,
    calls: page.map((row) => ({
      ...tell(row, words, reader.now),
      questions: (asked.get(row.client)?.missing ?? []).slice(0, questionsShown),
    })),
    next,
  };
}

function tell(row: CallRow, words: PlanWords, now: Temporal.Instant): Omit<Call, "questions"> {
  const { touch, client, phone, chain, step, occasionKind, zone, state } = row;
  return {
    touch,
    client,
    phone,
    chain,
    step,
    occasionKind,
    zone,
    state,
    name: fullName(row),
    address: formOfAddress(row),
    chainName: words.chainName(chain),
    why: words.why(occasionKind, row.facts),
    since: since(row),
    burn:
      row.burnSum === null || row.burnOn === null
        ? null
        : { sum: toDecimal(row.burnSum), on: row.burnOn.toString() },
    localTime: now.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: "minute" }),
    place: row.city,
    notBefore: row.notBefore?.toString() ?? null,
    notAfter: row.notAfter?.toString() ?? null,
  };
}

/** Since when the reason stands: the card was last shown, the trip ended; else the occasion's own day. */
function since({ facts, occasionDate }: CallRow): string {
  const day = facts["lastPresentedOn"] ?? facts["returnedOn"];
  return typeof day === "string" ? day : occasionDate.toString();
}
