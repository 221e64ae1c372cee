import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { AjvCompiler } from "@fastify/ajv-compiler";
import type { FastifySchemaCompiler } from "fastify";
import type { TSchema } from "typebox";
import type { RouteContext } from "../business/reader.ts";
import { badInput } from "../clients/bad-input.ts";
import { Problem } from "../kernel/wire.ts";
import {
  countSegment,
  dropSegment,
  listSegment,
  readSegment,
  readSegments,
  saveSegment,
} from "./actions/keep-segments.ts";
import {
  Conditions,
  Segment,
  SegmentClients,
  SegmentClientsQuery,
  SegmentCount,
  SegmentPath,
  Segments,
} from "./contract.ts";
import { misfitOf, unknownMisfit } from "./misfit.ts";

const config = { right: "segments.read" } as const;
const counting = { ...config, audit: "nothing" } as const;

/**
 * Conditions are checked as they were sent. A fact is tried against one kind after the other, and the usual check takes out
 * what the kind before does not know: the kind it is would not find it any more.
 */
const compileStrictly = AjvCompiler()(
  {},
  {
    customOptions: { removeAdditional: false, coerceTypes: false },
  },
) as unknown as (part: { httpPart?: string }) => ((data: unknown) => unknown) & { errors?: unknown };

/** What does not fit is refused with the place of it. */
const compileConditions: FastifySchemaCompiler<TSchema> = (part) => {
  const fits = compileStrictly(part);
  if (part.httpPart !== "body") return fits as ReturnType<FastifySchemaCompiler<TSchema>>;
  return (data: unknown) => {
    const misfit = fits(data) === true ? undefined : (misfitOf(data) ?? unknownMisfit);
    if (!misfit) return { value: data };
    return { error: badInput(misfit.place || "conditions", misfit.expected) };
  };
};

export function segmentRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  const tags = ["segments"];
  return async (server) => {
    const all = { summary: "The saved segments", tags, response: { 200: Segments, "4xx": Problem } };
    server.get("/api/v1/segments", { config, schema: all }, async () => ({ items: await readSegments(db) }));
    const count = {
      summary: "How many clients conditions fit, for editing them",
      tags,
      body: Conditions,
      response: { 200: SegmentCount, "4xx": Problem },
    };
    server.post(
      "/api/v1/segment-counts",
      { config: counting, schema: count, validatorCompiler: compileConditions },
      ({ body }) => countSegment(context, body),
    );
    const one = {
      summary: "A saved segment",
      tags,
      params: SegmentPath,
      response: { 200: Segment, "4xx": Problem },
    };
    server.get("/api/v1/segments/:name", { config, schema: one }, ({ params }) =>
      readSegment(db, params.name),
    );
    const put = {
      summary: "Save conditions under a name, instead of what had it",
      tags,
      params: SegmentPath,
      body: Conditions,
      response: { 200: Segment, "4xx": Problem },
    };
    server.put(
      "/api/v1/segments/:name",
      { config: { right: "segments.change" }, schema: put, validatorCompiler: compileConditions },
      ({ params, body }) => saveSegment(context, { name: params.name, conditions: body }),
    );
    const drop = {
      summary: "Forget a segment; its clients stay",
      tags,
      params: SegmentPath,
      response: { 200: Segments, "4xx": Problem },
    };
    server.delete(
      "/api/v1/segments/:name",
      { config: { right: "segments.change" }, schema: drop },
      async ({ params }) => {
        await dropSegment(db, params.name);
        return { items: await readSegments(db) };
      },
    );
    const clients = {
      summary: "The clients of a segment today, by name",
      tags,
      params: SegmentPath,
      querystring: SegmentClientsQuery,
      response: { 200: SegmentClients, "4xx": Problem },
    };
    server.get("/api/v1/segments/:name/clients", { config, schema: clients }, async ({ params, query }) => {
      const { conditions } = await readSegment(db, params.name);
      return listSegment(context, conditions, query.cursor);
    });
  };
}
