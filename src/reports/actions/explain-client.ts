/** What a day holds for one client, why, and what comes after. `chain`: as if its newest version were live. */
import type { Reader } from "../../business/reader.ts";
import { findChain } from "../../chains/actions/keep-chains.ts";
import { liveChains } from "../../chains/store.ts";
import type { Purpose } from "../../chains/chain.ts";
import { zoneOfClient } from "../../clients/actions/zone-of-client.ts";
import type { Connection } from "../../database/sql.ts";
import { explainDay } from "../../planning/actions/explain-day.ts";
import { notKnownThen } from "../../planning/not-known.ts";
import { tryChain } from "../../planning/actions/try-chain.ts";
import { decisive } from "../../planning/verdict.ts";
import type { Explanation } from "../client-contract.ts";
import type { TouchState } from "../contract.ts";
import { leftOutStates } from "../today.ts";
import { planWords } from "../words.ts";

export async function explainClient(
  db: Connection,
  reader: Reader,
  { client, on, chain }: { client: string; on: Temporal.PlainDate; chain?: string },
): Promise<Explanation> {
  await zoneOfClient(db, client);
  const asked = { client, on, at: reader.now };
  const known = await liveChains(db);
  if (chain !== undefined) known.push((await findChain(db, chain)).at);
  const words = planWords(reader, known);
  const { touches, coming, lookedBackBy } =
    chain === undefined ? await explainDay(db, asked) : await tryChain(db, { ...asked, chain });
  return {
    on: on.toString(),
    touches: touches.map(({ chain, step, channel, verdicts, ...touch }) => {
      const state = touch.state as TouchState;
      return {
        chain,
        step,
        channel,
        state,
        chainName: words.chainName(chain),
        occasion: words.occasion(touch.occasion_kind, touch.occasion_date, touch.facts),
        purpose: touch.purpose as Purpose,
        decidedBy: leftOutStates.includes(state) ? (decisive(verdicts)?.rule ?? null) : null,
        verdicts: words.verdicts(verdicts),
        notBefore: touch.not_before?.toString() ?? null,
      };
    }),
    coming: coming.map(({ chain, step, ...next }) => ({
      chain,
      step,
      chainName: words.chainName(chain),
      occasion: words.occasion(next.occasion_kind, next.occasion_date, next.facts),
      dueOn: next.due_on.toString(),
    })),
    notKnown:
      lookedBackBy.length === 0
        ? []
        : notKnownThen(
            lookedBackBy.map(({ definition }) => definition.occasion),
            reader.language,
          ),
  };
}
