/** What would change in the coming days if the newest version of a chain were live. */
import type { Connection } from "../../database/sql.ts";
import { compareChain as compare, type ComparisonRequest } from "../../planning/actions/try-chain.ts";
import type { ChainComparison } from "../trial-contract.ts";

export async function compareChain(db: Connection, request: ComparisonRequest): Promise<ChainComparison> {
  const { from, to, examples, ...rest } = await compare(db, request);
  return {
    ...rest,
    chain: request.chain,
    from: from.toString(),
    to: to.toString(),
    examples: examples.map(({ on, ...touch }) => ({ ...touch, on: on.toString() })),
  };
}
