/** Open screens hear which topic changed, whichever process changed it, and nothing more. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openNews, type News } from "../../src/database/news.ts";
import { keyForEverything } from "../support/as-program.ts";
import { onEveryEngine } from "../support/database.ts";
import { Desk } from "../clients/desk.ts";
import { openServer } from "./server.ts";

onEveryEngine("the stream of what changed", (database) => {
  let server: FastifyInstance;
  let news: News;
  let address: string;
  let authorization: string;

  beforeAll(async () => {
    news = await openNews(database());
    server = await openServer(database(), { news });
    address = await server.listen({ host: "127.0.0.1", port: 0 });
    authorization = `Bearer ${await keyForEverything(database().db)}`;
    await new Desk(server, database().db).open();
  });
  afterAll(async () => {
    await server.close();
    await news.close();
  });

  let marks = 0;
  /** What is heard of `change`, message by message, through the one that has a mark told after it: nothing is left on its way. */
  async function heard(change: () => unknown): Promise<string[][]> {
    const mark = `mark-${++marks}`;
    const messages: string[][] = [];
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const stop = news.hear((topics) => {
      messages.push(topics.filter((topic) => topic !== mark));
      if (topics.includes(mark)) resolve(undefined);
    });
    await change();
    news.tell(mark);
    await promise;
    stop();
    return messages;
  }

  it("tells a change by the first part of its address, and looks not at all", async () => {
    const desk = new Desk(server, database().db);
    const messages = await heard(async () => {
      await server.inject("/api/v1/today");
      await desk.client([{ kind: "phone", value: "+79161112233" }]);
    });
    // Two requests: on a slow machine they are told one after the other.
    expect([...new Set(messages.flat())]).toEqual(["clients"]);
  });

  it("gathers what happens at one moment, and says each topic once", async () => {
    const messages = await heard(() => {
      for (const topic of ["plan", "calls", "plan"]) news.tell(topic);
    });
    expect(messages).toEqual([["plan", "calls"]]);
  });

  it("reaches a program that listens, which must be let in", async () => {
    const refused = await fetch(`${address}/api/v1/live`);
    expect(refused.status).toBe(401);
    // A key is a program, and screens are for people.
    expect((await fetch(`${address}/api/v1/live`, { headers: { authorization } })).status).toBe(403);
  });

  it("is heard in another process of the same database", async () => {
    const other = await openNews(database());
    const { promise, resolve } = Promise.withResolvers<readonly string[]>();
    other.hear(resolve);
    news.tell("calls");
    expect(await promise).toEqual(["calls"]);
    await other.close();
  });
});
