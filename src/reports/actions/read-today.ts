/** The numbers of a day. */
import type { Reader } from "../../business/reader.ts";
import { liveChains } from "../../chains/store.ts";
import type { Connection } from "../../database/sql.ts";
import { toDecimal } from "../../kernel/money.ts";
import type { Today } from "../contract.ts";
import { burningBetween, countTouches } from "../store/day.ts";
import { countDay } from "../today.ts";
import { planWords } from "../words.ts";

export async function readToday(db: Connection, reader: Reader, on: Temporal.PlainDate): Promise<Today> {
  const counts = await countTouches(db, on);
  const burning = await burningBetween(db, { from: on.add({ days: 1 }), to: on.add({ days: 30 }) });
  const words = planWords(reader, await liveChains(db));
  return { ...countDay(on.toString(), counts, words), burningIn30Days: toDecimal(burning) };
}
