/** The rules, and what is done to many cards at once. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { giveGrace, readGraces } from "../actions/give-grace.ts";
import type { Till } from "../actions/run-command.ts";
import { readPrograms, startProgram } from "../actions/start-program.ts";
import { CommandHeaders } from "../contract.ts";
import { GracePeriod, GracePeriodState, GracePeriods } from "../grace-contract.ts";
import { NewProgram, ProgramState, Programs } from "../program-contract.ts";
import { answers } from "./command.ts";

export function programRoutes(till: Till): FastifyPluginAsyncTypebox {
  return async (server) => {
    const tags = ["programs"];
    const programs = {
      summary: "Every version of the rules by type of card",
      tags,
      response: answers(Programs),
    };
    server.get("/api/v1/programs", { config: { right: "business.read" }, schema: programs }, async () => ({
      items: await readPrograms(till.db),
    }));
    const version = {
      summary: "New rules for a type of card from a day on",
      tags,
      body: NewProgram,
      response: answers(ProgramState),
    };
    server.post("/api/v1/programs", { config: { right: "cards.rules" }, schema: version }, ({ body }) =>
      startProgram(till, body),
    );
    const graces = { summary: "Grace periods, the newest first", tags, response: answers(GracePeriods) };
    server.get("/api/v1/grace-periods", { config: { right: "business.read" }, schema: graces }, async () => ({
      items: await readGraces(till.db),
    }));
    const grace = {
      summary: "Let every card's bonus, or an office's, be spent for longer",
      tags,
      headers: CommandHeaders,
      body: GracePeriod,
      response: answers(GracePeriodState),
    };
    server.post(
      "/api/v1/grace-periods",
      { config: { right: "cards.grace" }, schema: grace },
      ({ headers, body }) => giveGrace(till, { key: headers["idempotency-key"], input: body }),
    );
  };
}
