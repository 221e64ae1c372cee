/** What the business sets about its etiquette and its operators, over HTTP. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { RouteContext } from "../business/reader.ts";
import { Problem } from "../kernel/wire.ts";
import { changeEtiquette, readEtiquette, setOperatorHours } from "./actions/change-etiquette.ts";
import {
  AllOperatorHours,
  Etiquette,
  EtiquettePatch,
  NewOperatorHours,
  type EtiquettePatch as Patch,
} from "./contract.ts";
import { averageCallSeconds } from "./store/operators.ts";
import { loadOperatorHours } from "./store/etiquette.ts";

const tags = ["etiquette"];

export function etiquetteRoutes({ db, clock }: RouteContext): FastifyPluginAsyncTypebox {
  const allHours = async () => {
    const hours = await loadOperatorHours(db);
    const callSeconds = await averageCallSeconds(db, clock.now(), await readEtiquette(db));
    return { hours: hours.map((row) => ({ ...row, on: row.on?.toString() ?? null })), callSeconds };
  };
  return async (server) => {
    server.get(
      "/api/v1/etiquette",
      {
        config: { right: "business.read" },
        schema: { summary: "The figures of the etiquette", tags, response: { 200: Etiquette } },
      },
      () => readEtiquette(db),
    );
    server.patch(
      "/api/v1/etiquette",
      {
        config: { right: "business.change" },
        schema: {
          summary: "Change figures of the etiquette, within their hard bounds",
          tags,
          body: EtiquettePatch,
          response: { 200: Etiquette, "4xx": Problem },
        },
      },
      ({ body }) => changeEtiquette(db, typed(body)),
    );
    server.get(
      "/api/v1/operator-hours",
      {
        config: { right: "business.read" },
        schema: {
          summary: "How long operators are on the phone, by office and day, and how long a call takes",
          tags,
          response: { 200: AllOperatorHours },
        },
      },
      allHours,
    );
    server.put(
      "/api/v1/operator-hours",
      {
        config: { right: "business.change" },
        schema: {
          summary: "Say how long operators are on the phone on a day of the week or on one day",
          tags,
          body: NewOperatorHours,
          response: { 200: AllOperatorHours, "4xx": Problem },
        },
      },
      async ({ body: { office = null, weekday = null, on = null, minutes } }) => {
        await setOperatorHours(db, { office, weekday, on, minutes });
        return allHours();
      },
    );
  };
}

/** As a person would type them: one place knows what fits. */
const typed = (patch: Patch): Map<string, string> =>
  new Map(
    Object.entries(patch).map(([name, value]) => [
      name,
      typeof value === "object" ? `${value.opens}-${value.closes}` : String(value),
    ]),
  );
