/**
 * A stream of what has changed, for screens that are open: names of topics, never data. Every request that changed something
 * tells its topic, which is the first part of its address; jobs tell theirs.
 */
import type { FastifyInstance, FastifyReply } from "fastify";
import { Type } from "typebox";
import type { News } from "../database/news.ts";
import { Problem } from "../kernel/wire.ts";

const beatMs = 20_000;
/** A browser that lost the stream comes back after so long. */
const comeBackMs = 3_000;
/** They change nothing that anybody else shows. */
const quiet = /\/(?:keep|dial|line|quotes|preview|forecast)$/;

export function liveRoutes(server: FastifyInstance, news: News | undefined): void {
  const open = new Set<FastifyReply>();
  const send = (text: string) => open.forEach(({ raw }) => raw.write(text));
  const stop = news?.hear((topics) => send(`data: ${topics.join(" ")}\n\n`));
  const beat = setInterval(() => send(": still here\n\n"), beatMs).unref();
  server.addHook("onResponse", (request, reply, done) => {
    if (request.method !== "GET" && reply.statusCode < 300) tellOf(request.routeOptions.url ?? "", news);
    done();
  });
  server.addHook("preClose", (done) => {
    clearInterval(beat);
    stop?.();
    open.forEach(({ raw }) => raw.end());
    done();
  });
  const schema = {
    summary: "A stream of what has changed: each message names topics, such as calls or plan",
    tags: ["live"],
    response: {
      200: {
        description: "Server-sent events.",
        content: { "text/event-stream": { schema: Type.String() } },
      },
      "4xx": Problem,
    },
  };
  server.get("/api/v1/live", { config: { right: "signed in" }, schema }, (request, reply) => {
    reply.hijack();
    const headers = Object.fromEntries(
      Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, Array.isArray(value) ? value : String(value)]],
      ),
    );
    reply.raw.writeHead(200, {
      ...headers,
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    reply.raw.write(`retry: ${comeBackMs}\n\n`);
    open.add(reply);
    request.raw.on("close", () => open.delete(reply));
  });
}

function tellOf(url: string, news: News | undefined): void {
  const topic = /^\/api\/v1\/([a-z-]+)/.exec(url)?.[1];
  if (topic !== undefined && !quiet.test(url)) news?.tell(topic);
}
