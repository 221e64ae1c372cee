import { afterAll, beforeAll, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { onEveryEngine } from "../support/database.ts";
import { addStaff } from "../loyalty/till-base.ts";
import { openServer } from "../http/server.ts";
import { Desk, today } from "./desk.ts";

onEveryEngine("a wish not to be disturbed", (database) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
  });
  afterAll(() => desk.server.close());

  const phone = (value: string) => ({ kind: "phone" as const, value });
  let last = 1_000_000;
  const newPhone = () => phone(`+7916${++last}`);

  it("stops what is planned, for today and for days to come, in the request that records it", async () => {
    const client = await desk.client([newPhone()]);
    const other = await desk.client([newPhone()]);
    const inAYear = today.add({ years: 1 });
    await desk.plan();
    await desk.plan(inAYear);
    expect(await desk.planned(client)).toBe("planned call");
    expect(await desk.planned(client, inAYear)).toBe("planned call");
    await desk.wish(client);
    expect(await desk.planned(client)).toBe("refused by do_not_disturb");
    expect(await desk.planned(client, inAYear)).toBe("refused by do_not_disturb");
    expect(await desk.planned(other)).toBe("planned call");
  });

  it("stops it for everybody who shares an address, and the next record with the phone is born silent", async () => {
    const shared = newPhone();
    const first = await desk.client([shared], { familyName: "Первый" });
    const second = await desk.client([shared], { familyName: "Второй" });
    await desk.plan();
    expect(await desk.planned(first)).toBe("planned call");
    expect(await desk.planned(second)).toBe("held by same_person");
    await desk.wish(first);
    expect(await desk.planned(second)).toBe("refused by do_not_disturb");
    const third = await desk.client([phone(shared.value.replace("+7", "8 "))], { familyName: "Третий" });
    expect(await desk.planned(third)).toBe("refused by do_not_disturb");
    for (const client of [first, second, third])
      expect(await desk.showsSilence(client)).toEqual([true, true]);
    expect((await desk.profile(third)).wishes).toMatchObject([{ heldBy: "address", inForce: true }]);
  });

  it("takes a queued call out of the queue, and leaves there what it does not cover", async () => {
    const client = await desk.client([newPhone()]);
    const calls = await desk.client([newPhone()]);
    await desk.plan();
    await sql`update touch set state = 'queued' where client_id in (${client}::text::uuid, ${calls}::text::uuid)`.execute(
      desk.db,
    );
    await desk.wish(client);
    await desk.wish(calls, { scope: "advertising" });
    expect(await desk.planned(client)).toBe("refused by do_not_disturb");
    expect(await desk.planned(calls)).toBe("queued call");
  });

  it("covers one channel alone where that is what was said, until its last day", async () => {
    const client = await desk.client([newPhone(), { kind: "email", value: `${newId()}@Example.org` }]);
    await desk.plan();
    expect(await desk.planned(client)).toBe("planned call");
    await desk.wish(client, { scope: "channel", channel: "call", until: today.toString() });
    expect(await desk.planned(client)).toBe("planned email");
    const refusal = await desk.send("POST", `/clients/${client}/wishes`, {
      scope: "channel",
      words: "не звоните",
    });
    expect(refusal).toMatchObject({ status: 400, body: { field: "channel" } });
    const past = { scope: "everything", words: "хватит", until: "2026-11-21" };
    expect(await desk.send("POST", `/clients/${client}/wishes`, past)).toMatchObject({
      status: 400,
      body: { field: "until" },
    });
  });

  it("is recorded once however often it is sent, by whom and in which words", async () => {
    const client = await desk.client([newPhone()]);
    const staffMember = await addStaff(desk.db, "operator");
    const wish = { scope: "everything", words: "  больше не звоните ", staffMember };
    const key = { "idempotency-key": newId() };
    const first = await desk.change("POST", `/clients/${client}/wishes`, wish, key);
    const again = await desk.change("POST", `/clients/${client}/wishes`, wish, key);
    expect(again.id).toBe(first.id);
    expect(first.profile.wishes).toMatchObject([
      { id: first.id, recordedBy: "A. B.", words: "больше не звоните", inForce: true, heldBy: "client" },
    ]);
    expect(again.profile.wishes).toHaveLength(1);
    const otherWords = { ...wish, words: "другое" };
    expect(await desk.send("POST", `/clients/${client}/wishes`, otherWords, key)).toMatchObject({
      status: 409,
      body: { code: "idempotency_conflict" },
    });
  });

  it("ends everywhere when the client allows it again, and nowhere else when somebody with the phone does", async () => {
    const shared = newPhone();
    const first = await desk.client([shared]);
    const second = await desk.client([shared]);
    await desk.plan();
    const { id } = await desk.wish(first);
    await desk.change("POST", `/clients/${second}/wishes/${id}/end`, { words: "номер теперь мой" });
    expect(await desk.planned(second)).toBe("planned call");
    expect(await desk.planned(first)).toBe("refused by do_not_disturb");
    const third = await desk.client([shared]);
    expect(await desk.planned(third)).toBe("held by same_person");

    const other = await desk.wish(first, { words: "и всё же" });
    expect(await desk.planned(third)).toBe("refused by do_not_disturb");
    for (const wish of [id, other.id])
      await desk.change("POST", `/clients/${first}/wishes/${wish}/end`, { words: "можно" });
    expect(await desk.planned(first)).toBe("planned call");
    for (const client of [second, third]) expect(await desk.planned(client)).toBe("held by same_person");
    const nobody = await desk.send("POST", `/clients/${first}/wishes/${newId()}/end`, { words: "можно" });
    expect(nobody).toMatchObject({ status: 404, body: { field: "wish" } });
  });

  it("a consent withdrawn, a death and a dead phone stop what is planned as well", async () => {
    const withdrawn = await desk.client([newPhone()]);
    const dead = await desk.client([newPhone()]);
    const wrong = await desk.client([newPhone()]);
    await desk.plan();
    await desk.change("POST", `/clients/${withdrawn}/consents`, {
      consents: [{ purpose: "contact", given: false }],
      how: "call",
      wordingVersion: "1",
    });
    await desk.change("PATCH", `/clients/${dead}`, { deceasedOn: "2026-11-01" });
    const [point] = (await desk.profile(wrong)).contactPoints;
    await desk.change("PATCH", `/clients/${wrong}/contact-points/${point?.id}`, { state: "wrong" });
    expect(await desk.planned(withdrawn)).toBe("refused by no_consent");
    expect(await desk.planned(dead)).toBe("refused by deceased");
    expect(await desk.planned(wrong)).toBe("refused by no_contact_point");
  });
});
