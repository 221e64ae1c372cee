/** A step's words with the facts of a real client, before anybody gets them. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { ChainPage } from "../../src/chains/contract.ts";
import { StepPreview } from "../../src/reports/preview-contract.ts";
import { Value } from "typebox/value";
import { sql } from "../../src/database/sql.ts";
import { get, openServer } from "../http/server.ts";
import { SmallBase } from "../planning/small-base.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("a preview", (database) => {
  let base: SmallBase;
  let server: FastifyInstance;
  let yaml: string;
  beforeAll(async () => {
    server = await openServer(database());
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    base = new SmallBase(database().db);
    await base.reset();
    ({ yaml } = await get(server, "/api/v1/chains/after-trip", ChainPage));
  });
  const ask = async (asked: object) => {
    const response = await server.inject({
      method: "POST",
      url: "/api/v1/chain-previews?lang=ru",
      payload: { yaml, step: "ask", ...asked },
    });
    const body = response.json<StepPreview & { detail?: string }>();
    if (response.statusCode === 200) expect([...Value.Errors(StepPreview, body)]).toEqual([]);
    return { status: response.statusCode, ...body };
  };
  const touches = async () => (await sql`select from touch`.execute(base.db)).rows.length;

  it("shows the letter and the conversation of who has the occasion soonest, and plans nothing", async () => {
    const later = await base.client();
    await base.trip(later, "2026-11-25");
    const sooner = await base.client();
    await base.trip(sooner, "2026-11-20");
    const shown = await ask({});
    expect(shown).toMatchObject({ status: 200, client: sooner, language: "ru", problems: [] });
    expect(shown.occasion).toMatchObject({ date: "2026-11-20", dueOn: "2026-11-23" });
    expect(shown.letter?.subject).toBe("Как прошла поездка?");
    expect(shown.letter?.html).toContain("Анна, с возвращением!");
    expect(shown.letter?.text).toContain("Направление: Пхукет.");
    expect(shown.script?.opening).toContain("Анна, добрый день!");
    expect(shown.script?.questions[0]?.answers[0]).toEqual({ text: "Всё хорошо", next: "next-trip" });
    expect(shown.clients.map(({ id }) => id)).toEqual([sooner, later]);
    expect(await touches()).toBe(0);
  });

  it("shows another client, in another language, with words that nobody has saved", async () => {
    const client = await base.client();
    await base.trip(client, "2026-11-25");
    yaml = yaml.replace("How was the trip?", "Back from {{ facts.destination }}");
    const shown = await ask({ client, language: "en" });
    expect(shown.letter?.subject).toBe("Back from Пхукет");
    yaml = yaml.replace("Back from {{ facts.destination }}", "For {{ client.patronymic }}");
    const holed = await ask({ client, language: "en" });
    expect(holed.letter).toBeNull();
    expect(holed.problems).toEqual([expect.stringContaining("after-trip v0, ask.subject.en")]);
    expect(holed.script?.opening).toContain("Анна, good day!");
  });

  it("says so where nobody has the occasion, and refuses what it does not know", async () => {
    const client = await base.client();
    expect(await ask({})).toMatchObject({ status: 200, client: null, letter: null, clients: [] });
    expect(await ask({ client })).toMatchObject({ status: 200, client: null });
    expect((await ask({ step: "none" })).status).toBe(404);
    expect((await ask({ client: "0199b6a5-0000-7000-8000-000000000000" })).status).toBe(404);
    expect((await ask({ yaml: "code: x" })).status).toBe(422);
  });
});
