/** The whole ledger. A verification reads all of it. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { toDecimal } from "../../kernel/money.ts";
import type { Till } from "../actions/run-command.ts";
import { checkLedger } from "../actions/verify-ledger.ts";
import { parseHead } from "../head.ts";
import { Verification, VerificationQuery, WireLedgerTotals } from "../ledger-contract.ts";
import { ledgerTotals } from "../store/ledger.ts";
import { answers } from "./command.ts";

export function ledgerRoutes({ db }: Pick<Till, "db">): FastifyPluginAsyncTypebox {
  return async (server) => {
    const totals = {
      summary: "How much bonus was issued, redeemed, burned and is outstanding",
      tags: ["ledger"],
      response: answers(WireLedgerTotals),
    };
    server.get("/api/v1/ledger/totals", { config: { right: "ledger.read" }, schema: totals }, async () => {
      const { issued, adjusted, redeemed, burned, outstanding } = await ledgerTotals(db);
      return {
        issued: toDecimal(issued),
        adjusted: toDecimal(adjusted),
        redeemed: toDecimal(redeemed),
        burned: toDecimal(burned),
        outstanding: toDecimal(outstanding),
      };
    });
    const verification = {
      summary: "Whether the ledger holds together, and the first that does not fit. Reads all of it",
      tags: ["ledger"],
      querystring: VerificationQuery,
      response: answers(Verification),
    };
    server.get(
      "/api/v1/ledger/verification",
      { config: { right: "ledger.read" }, schema: verification },
      ({ query }) => checkLedger(db, { head: query.head === undefined ? undefined : parseHead(query.head) }),
    );
  };
}
