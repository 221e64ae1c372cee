import { afterAll, beforeAll, expect, it } from "vitest";
import { Allowed } from "../../src/clients/change-contract.ts";
import { newId } from "../../src/kernel/ids.ts";
import { insert } from "../http/rows.ts";
import { get, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { Desk } from "./desk.ts";

onEveryEngine("what a client allowed", (database) => {
  let desk: Desk;
  let client: string;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    client = (await desk.change("POST", "/clients", { zone: "Asia/Vladivostok" })).id as string;
    const say = (at: string, consents: unknown, wordingVersion: string) =>
      desk.change("POST", `/clients/${client}/consents`, { at, consents, how: "form", wordingVersion });
    await say("2026-03-01T00:00:00Z", [{ purpose: "contact", given: true }], "2026-01");
    // Noon of 3 March in Vladivostok; the withdrawal is on the 4th there, and still on the 3rd in Moscow.
    await say("2026-03-03T02:00:00Z", [{ purpose: "advertising", channel: "email", given: true }], "2026-03");
    await say("2026-03-03T14:30:00Z", [{ purpose: "advertising", given: false }], "2026-03");
    await insert(desk.db, "do_not_disturb", {
      client_id: client,
      id: newId(),
      scope: "channel",
      channel: "call",
      since: "2026-03-02T00:00:00Z",
      until: "2026-03-10",
      ended_at: "2026-03-05T03:00:00Z",
      recorded_by: "A. B.",
      words: "не звоните",
      inherited: false,
    });
  });
  afterAll(() => desk.server.close());

  const on = async (day: string) => {
    const answer = await get(desk.server, `/api/v1/clients/${client}/consents?on=${day}`, Allowed);
    const allowed = answer.allowed.filter((one) => one.allowed).map((one) => `${one.purpose} ${one.channel}`);
    return { ...answer, allowed };
  };
  const contact = ["email", "sms", "telegram", "max"].map((channel) => `contact ${channel}`);

  it("on a day, by the client's own calendar: the newest word on each purpose and channel, and the wishes then", async () => {
    expect((await on("2026-02-28")).allowed).toEqual([]);
    expect((await on("2026-03-01")).allowed).toEqual(["contact call", ...contact]);
    const third = await on("2026-03-03");
    expect(third.allowed).toEqual([...contact, "advertising email"]);
    expect(third.consents.map(({ wordingVersion }) => wordingVersion)).toEqual(["2026-03", "2026-01"]);
    expect(third.wishes).toMatchObject([{ scope: "channel", channel: "call", heldBy: "client" }]);
    expect((await on("2026-03-04")).allowed).toEqual(contact);
    expect((await on("2026-03-05")).allowed).toEqual(["contact call", ...contact]);
  });

  it("is not foretold, and is not evidence from a time to come", async () => {
    const tomorrow = await desk.server.inject(`/api/v1/clients/${client}/consents?on=2026-11-24`);
    expect(tomorrow.json()).toMatchObject({ status: 400, field: "on" });
    const early = {
      consents: [{ purpose: "contact", given: true }],
      how: "form",
      wordingVersion: "1",
      at: "2026-11-22T09:21:00Z",
    };
    expect(await desk.send("POST", `/clients/${client}/consents`, early)).toMatchObject({
      status: 400,
      body: { field: "at" },
    });
  });
});
