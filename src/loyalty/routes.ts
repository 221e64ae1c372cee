/** Everything of the loyalty room over HTTP. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Till } from "./actions/run-command.ts";
import { newRecall } from "./recall.ts";
import { cardPlanRoutes } from "./routes/card-plans.ts";
import { deskRoutes } from "./routes/desk.ts";
import { ledgerRoutes } from "./routes/ledger.ts";
import { programRoutes } from "./routes/programs.ts";
import { statementRoutes } from "./routes/statements.ts";
import { tillRoutes } from "./routes/till.ts";

const rooms = [tillRoutes, deskRoutes, statementRoutes, programRoutes, ledgerRoutes, cardPlanRoutes];

export function loyaltyRoutes(context: Till): FastifyPluginAsyncTypebox {
  return async (server) => {
    const till = { ...context, recall: newRecall() };
    for (const routes of rooms) await server.register(routes(till));
  };
}
