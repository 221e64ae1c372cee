/** Whose wish was ended while two records were one, nobody knows: taken apart, whoever brought it is silent again. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { Changes } from "../../src/clients/change-contract.ts";
import { planDay } from "../../src/planning/actions/plan-day.ts";
import { onEveryEngine } from "../support/database.ts";
import { get, now, openServer } from "../http/server.ts";
import { Desk, today } from "./desk.ts";

onEveryEngine("a wish that was ended while two records were one", (database) => {
  let desk: Desk;
  let at = now;
  beforeAll(async () => {
    const clock = { now: () => (at = at.add({ milliseconds: 10 })) };
    desk = new Desk(await openServer(database(), { clock }), database().db);
    await desk.open();
  });
  afterAll(() => desk.server.close());

  let last = 0;
  const phone = () => ({ kind: "phone" as const, value: `+7916${String(5_000_000 + ++last)}` });
  const person = (...points: ReturnType<typeof phone>[]) => {
    const number = [...String(100 + ++last)].map((digit) => "абвгдежзик"[Number(digit)]).join("");
    return desk.client(points, { familyName: `П${number}` });
  };
  const merge = (survivor: string, other: string) =>
    desk.change("POST", `/clients/${survivor}/merge`, { other });
  const unmerge = (survivor: string, other: string) =>
    desk.change("POST", `/clients/${survivor}/unmerge`, { other });
  const end = (client: string, wish: string | null) =>
    desk.change("POST", `/clients/${client}/wishes/${wish}/end`, { words: "можно" });
  /** By whom the wish is held and whether it is in force, as the client's page says. */
  const wishes = async (client: string) =>
    (await desk.profile(client)).wishes.map(({ heldBy, inForce }) => `${heldBy} ${inForce}`);
  const history = async (client: string) =>
    (await get(desk.server, `/api/v1/clients/${client}/changes?field=wish`, Changes)).changes
      .filter(({ before }) => before !== null)
      .map(({ subject, before, after }) => ({ subject, before, after }));
  const plan = () => planDay(desk.db, { on: today, at });
  const silent = "refused by do_not_disturb";

  it("is in force again on the record that brought it, by all its addresses, and stays ended on the survivor", async () => {
    const quiet = phone();
    const [a, b] = [await person(phone()), await person(quiet, phone())];
    await plan();
    const { id } = await desk.wish(b);
    await merge(a, b);
    expect(await desk.planned(a)).toBe(silent);
    await end(a, id);
    expect(await desk.planned(a)).toBe("planned call");
    await unmerge(a, b);
    expect([await desk.planned(a), await desk.planned(b)]).toEqual(["planned call", silent]);
    expect([await wishes(a), await wishes(b)]).toEqual([["address false"], ["client true"]]);
    expect([await desk.showsSilence(a), await desk.showsSilence(b)]).toEqual([
      [false, false],
      [true, true],
    ]);
    expect((await history(b))[0]).toEqual({
      subject: id,
      before: { ended: true },
      after: { ended: false },
    });
    const third = await person(quiet);
    expect(await desk.showsSilence(third)).toEqual([true, true]);
    // Said by the record itself, so ended by it everywhere.
    await end(b, id);
    expect(await desk.showsSilence(third)).toEqual([false, false]);
    expect([await desk.showsSilence(a), await desk.showsSilence(b)]).toEqual([
      [false, false],
      [false, false],
    ]);
  });

  it("holds the address that both have, as before, until it is ended there", async () => {
    const shared = phone();
    const [a, b] = [await person(shared, phone()), await person(shared)];
    const { id } = await desk.wish(b);
    await merge(a, b);
    await end(a, id);
    await unmerge(a, b);
    expect([await wishes(a), await wishes(b)]).toEqual([["address true"], ["client true"]]);
    await plan();
    expect([await desk.planned(a), await desk.planned(b)]).toEqual([silent, silent]);
    await end(a, id);
    expect([await wishes(a), await wishes(b)]).toEqual([["address false"], ["client true"]]);
    expect([await desk.planned(a), await desk.planned(b)]).toEqual(["planned call", silent]);
  });

  it("came to it with an address: that address is silent again", async () => {
    const shared = phone();
    const [a, b, stranger] = [await person(phone()), await person(shared), await person(shared)];
    const { id } = await desk.wish(stranger);
    await merge(a, b);
    await end(a, id);
    expect(await desk.showsSilence(a)).toEqual([false, false]);
    await unmerge(a, b);
    expect([await desk.showsSilence(a), await desk.showsSilence(b)]).toEqual([
      [false, false],
      [true, true],
    ]);
    // Whoever said it ends it for everybody.
    await merge(a, b);
    await end(stranger, id);
    await unmerge(a, b);
    expect(await desk.showsSilence(b)).toEqual([false, false]);
  });

  it("is in force again with whoever kept it of the record", async () => {
    const shared = phone();
    const [a, b, kept] = [await person(phone()), await person(shared), await person(shared, phone())];
    const { id } = await desk.wish(b);
    const { contactPoints } = await desk.profile(kept);
    const point = contactPoints.find(({ value }) => value === shared.value);
    await desk.change("DELETE", `/clients/${kept}/contact-points/${point?.id}`);
    await plan();
    await merge(a, b);
    await end(a, id);
    expect(await desk.planned(kept)).toBe("planned call");
    await unmerge(a, b);
    expect([await desk.planned(a), await desk.planned(b), await desk.planned(kept)]).toEqual([
      "planned call",
      silent,
      silent,
    ]);
  });

  it("and that one of them only kept of the other is the other's alone afterwards", async () => {
    const shared = phone();
    const [a, b] = [await person(shared, phone()), await person(shared)];
    const { id } = await desk.wish(b);
    const { contactPoints } = await desk.profile(a);
    const point = contactPoints.find(({ value }) => value === shared.value);
    await desk.change("DELETE", `/clients/${a}/contact-points/${point?.id}`);
    await merge(a, b);
    expect(await wishes(a)).toEqual(["client true"]);
    await unmerge(a, b);
    expect([await wishes(a), await wishes(b)]).toEqual([["address true"], ["client true"]]);
    await end(a, id);
    expect([await wishes(a), await wishes(b)]).toEqual([["address false"], ["client true"]]);
  });

  it("stays ended where the survivor said it, or where it was ended before", async () => {
    const [a, b] = [await person(phone()), await person(phone())];
    const [own, earlier] = [await desk.wish(a), await desk.wish(b)];
    await end(b, earlier.id);
    await merge(a, b);
    await end(a, own.id);
    await unmerge(a, b);
    for (const client of [a, b]) expect(await desk.showsSilence(client)).toEqual([false, false]);
    expect(await history(b)).toHaveLength(1);
  });

  it("comes back along a chain of merges", async () => {
    const [a, b, c] = [await person(phone()), await person(phone()), await person(phone())];
    const { id } = await desk.wish(c);
    await merge(b, c);
    await merge(a, b);
    await end(a, id);
    await unmerge(a, b);
    expect([await wishes(a), await wishes(b)]).toEqual([["address false"], ["client true"]]);
    await unmerge(b, c);
    expect([await wishes(b), await wishes(c)]).toEqual([["address true"], ["client true"]]);
  });
});
