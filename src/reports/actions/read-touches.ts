/** The list behind a number of a day, with every verdict in words. */
import type { Reader } from "../../business/reader.ts";
import { liveChains } from "../../chains/store.ts";
import { fullName } from "../../clients/person-name.ts";
import type { Connection } from "../../database/sql.ts";
import type { Touch, Touches, TouchesQuery } from "../contract.ts";
import { countMatching, loadTouches, type TouchRow } from "../store/touches.ts";
import { happeningStates, leftOutStates, madeStates } from "../today.ts";
import { planWords, type PlanWords } from "../words.ts";

const parts = { happening: happeningStates, made: madeStates, left_out: leftOutStates };

export async function readTouches(
  db: Connection,
  reader: Reader,
  { on, ...asked }: Omit<TouchesQuery, "on" | "lang"> & { on: Temporal.PlainDate },
): Promise<Touches> {
  const part = asked.part === undefined ? undefined : parts[asked.part];
  const { state } = asked;
  const filter = {
    on,
    states: state === undefined ? part : (part ?? [state]).filter((known) => known === state),
    chain: asked.chain,
    rule: asked.rule,
    channel: asked.channel,
  };
  const { page, next } = await loadTouches(db, filter, asked.cursor);
  const total = await countMatching(db, filter);
  const words = planWords(reader, await liveChains(db));
  return { on: on.toString(), total, touches: page.map((row) => tell(row, words)), next };
}

function tell(row: TouchRow, words: PlanWords): Touch {
  const { id, client, chain, step, purpose, channel, state, decidedBy } = row;
  return {
    id,
    client,
    chain,
    step,
    purpose,
    channel,
    state,
    decidedBy,
    name: fullName(row),
    on: row.on.toString(),
    chainName: words.chainName(chain),
    occasion: words.occasion(row.occasionKind, row.occasionDate, row.facts),
    verdicts: words.verdicts(row.verdicts),
    notBefore: row.notBefore?.toString() ?? null,
    notAfter: row.notAfter?.toString() ?? null,
  };
}
