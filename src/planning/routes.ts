/** What the business sets about its etiquette and its operators, over HTTP. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply } from "fastify";
import type { RouteContext } from "../business/reader.ts";
import { Problem, tagIn } from "../kernel/wire.ts";
import { changeEtiquette, readEtiquette, setOperatorHours } from "./actions/change-etiquette.ts";
import { tryEtiquette } from "./actions/try-etiquette.ts";
import {
  AllOperatorHours,
  Etiquette,
  EtiquetteBounds,
  EtiquetteHeaders,
  EtiquettePatch,
  EtiquetteTrial,
  NewOperatorHours,
  type EtiquettePatch as Patch,
} from "./contract.ts";
import {
  defaultSettings,
  etiquetteTag,
  hardBounds,
  numberBounds,
  type EtiquetteSettings,
} from "./settings.ts";
import { averageCallSeconds } from "./store/operators.ts";
import { loadOperatorHours } from "./store/etiquette.ts";

const tags = ["etiquette"];

export function etiquetteRoutes({ db, clock }: RouteContext): FastifyPluginAsyncTypebox {
  return async (server) => {
    server.get(
      "/api/v1/etiquette",
      {
        config: { right: "business.read" },
        schema: { summary: "The figures of the etiquette", tags, response: { 200: Etiquette } },
      },
      async (_, reply) => tagged(reply, await readEtiquette(db)),
    );
    server.get(
      "/api/v1/etiquette/bounds",
      {
        config: { right: "business.read" },
        schema: {
          summary: "What no figure of the etiquette may exceed, and what each is until it is set",
          tags,
          response: { 200: EtiquetteBounds },
        },
      },
      () => bounds,
    );
    server.post(
      "/api/v1/etiquette/trials",
      {
        config: { right: "business.change", audit: "nothing" },
        schema: {
          summary: "What would be different in today's plan by other figures; nothing is changed",
          tags,
          body: EtiquettePatch,
          response: { 200: EtiquetteTrial, "4xx": Problem },
        },
      },
      async ({ body }) => {
        const { on, counts } = await tryEtiquette(db, { changes: typed(body), at: clock.now() });
        return { on: on.toString(), counts };
      },
    );
    server.patch(
      "/api/v1/etiquette",
      {
        config: { right: "business.change" },
        schema: {
          summary: "Change figures of the etiquette, within their hard bounds",
          tags,
          headers: EtiquetteHeaders,
          body: EtiquettePatch,
          response: { 200: Etiquette, "4xx": Problem },
        },
      },
      async ({ headers, body }, reply) => {
        const tag = tagIn(headers["if-match"]);
        return tagged(reply, await changeEtiquette(db, typed(body), { tag }));
      },
    );
  };
}

export function operatorHoursRoutes({ db, clock }: RouteContext): FastifyPluginAsyncTypebox {
  const allHours = async () => {
    const hours = await loadOperatorHours(db);
    const callSeconds = await averageCallSeconds(db, clock.now(), await readEtiquette(db));
    return { hours: hours.map((row) => ({ ...row, on: row.on?.toString() ?? null })), callSeconds };
  };
  return async (server) => {
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

function tagged(reply: FastifyReply, settings: EtiquetteSettings): EtiquetteSettings {
  reply.header("etag", `"${etiquetteTag(settings)}"`);
  return settings;
}

const bounds = {
  defaults: defaultSettings,
  ...hardBounds,
  figures: Object.fromEntries(
    Object.entries(numberBounds).map(([name, [least, most]]) => [name, { least, most }]),
  ),
};

/** As a person would type them: one place knows what fits. */
const typed = (patch: Patch): Map<string, string> =>
  new Map(
    Object.entries(patch).map(([name, value]) => [
      name,
      typeof value === "object" ? `${value.opens}-${value.closes}` : String(value),
    ]),
  );
