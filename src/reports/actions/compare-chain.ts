/** What would change in the coming days if the newest version of a chain were live. */
import type { Connection } from "../../database/sql.ts";
import { compareChain as compare, type ComparisonRequest } from "../../planning/actions/try-chain.ts";
import type { ChainComparison } from "../trial-contract.ts";

export async function compareChain(db: Connection, request: ComparisonRequest): Promise<ChainComparison> {
  const { differences, from, to, counts, examples } = await compare(db, request);
  return {
    chain: request.chain,
    from: from.toString(),
    to: to.toString(),
    differences,
    counts: counts.map(({ chain, occasion_kind: occasion, other_channel: otherChannel, ...rest }) => ({
      chain,
      occasion,
      otherChannel,
      new: rest.new,
      gone: rest.gone,
      same: rest.same,
    })),
    examples: examples.map(({ on, ...touch }) => ({ ...touch, on: on.toString() })),
  };
}
