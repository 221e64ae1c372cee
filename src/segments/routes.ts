import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { RouteContext } from "../business/reader.ts";
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

const config = { right: "segments.read" } as const;

export function segmentRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  const tags = ["segments"];
  return async (server) => {
    const all = { summary: "The saved segments", tags, response: { 200: Segments, "4xx": Problem } };
    server.get("/api/v1/segments", { config, schema: all }, async () => ({
      items: await readSegments(db),
    }));
    const count = {
      summary: "How many clients conditions fit, for editing them",
      tags,
      body: Conditions,
      response: { 200: SegmentCount, "4xx": Problem },
    };
    server.post(
      "/api/v1/segment-counts",
      { config: { right: "segments.read", audit: "nothing" }, schema: count },
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
      { config: { right: "segments.change" }, schema: put },
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
