import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FoundClients } from "../../src/clients/contract.ts";
import { sql } from "../../src/database/sql.ts";
import { inOtherLayout } from "../../src/reports/keyboard.ts";
import { corrections, misses, oneSlipApart } from "../../src/reports/typo.ts";
import { onEveryEngine } from "../support/database.ts";
import { addCard, addClient, addContact, insert } from "./rows.ts";
import { get, openServer } from "./server.ts";

onEveryEngine("searching as one types", (database) => {
  let server: FastifyInstance;
  beforeAll(async () => {
    const { db } = database();
    server = await openServer(database());
    const ivanov = await addClient(db, {
      family_name: "Иванов",
      given_name: "Пётр",
      patronymic: "Сергеевич",
      external_id: "A-17",
    });
    await insert(db, "client_external_id", { external_id: "A-17", client_id: ivanov });
    await addContact(db, ivanov, "phone", "+79161234567");
    await addContact(db, ivanov, "phone", "+79161234568");
    await addContact(db, ivanov, "email", "petya.ivanov@example.ru");
    await addCard(db, ivanov, { number: "7712345678901237" });
    await addClient(db, { family_name: "Иванова", given_name: "Анна", patronymic: "Петровна" });
    const petrov = await addClient(db, { family_name: "Петров", given_name: "Иван", patronymic: "Иванович" });
    await addContact(db, petrov, "phone", "+79250004567");
    await addClient(db, { family_name: "Римский-Корсаков", given_name: "Николай" });
    await addClient(db, { family_name: "Щербакова", given_name: "Юлия", patronymic: "Ильинична" });
    const smith = await addClient(db, { family_name: "Smith", given_name: "John" });
    await addContact(db, smith, "email", "John.S@Example.com");
    await addContact(db, smith, "phone", "+442079460018");
  });
  afterAll(() => server.close());

  const search = async (find: string, cursor = "") =>
    get(server, `/api/v1/clients?find=${encodeURIComponent(find)}&cursor=${cursor}`, FoundClients);
  const names = async (find: string) => (await search(find)).clients.map(({ name }) => name);
  const ivanov = "Иванов Пётр Сергеевич";
  const ivanova = "Иванова Анна Петровна";
  const petrov = "Петров Иван Иванович";
  const rimsky = "Римский-Корсаков Николай";
  const julia = "Щербакова Юлия Ильинична";
  const smith = "Smith John";

  it.each([
    ["иван", [ivanov, ivanova, petrov]],
    ["Ивановы", [petrov]],
    ["петр", [petrov, ivanov, ivanova]],
    ["петр иванов", [ivanov, petrov, ivanova]],
    ["ИВАНОВ ПЁТР", [ivanov, ivanova, petrov]],
    ["анна петровна", [ivanova]],
    ["'-", []],
    ["иван иванович петров", [petrov]],
    ["корсаков", [rimsky]],
    ["николай корсаков", [rimsky]],
    ["римский-корсаков", [rimsky]],
    ["Ivanov", [ivanov, ivanova, petrov]],
    ["Shcherbakova", [julia]],
    ["Yuliya", [julia]],
    ["смит", [smith]],
    ["smi", [smith]],
    ["A-17", [ivanov]],
  ])("finds words of a name in any order: %s", async (find, expected) => {
    const found = await search(find);
    expect(found.clients.map(({ name }) => name)).toEqual(expected);
    expect(found.guess).toBeNull();
  });

  it.each([
    ["bdfyjd", [ivanov, ivanova, petrov]],
    ["Gtnh Bdfyjd", [ivanov, petrov, ivanova]],
    ["ofn", []],
    ["ibhvfyjdf", []],
    ["oth,frjdf .kbz", [julia]],
    ["othfr", []],
    ["оср", []],
    ["Ощрт", [smith]],
    ['оршт.ы"учфьзду', []],
  ])("reads the other keyboard layout: %s", async (find, expected) => {
    const found = await search(find);
    expect(found.clients.map(({ name }) => name)).toEqual(expected);
    if (expected.length > 0) expect(found.guess).toBe("keyboard");
  });

  it("finds an e-mail typed in the other layout", async () => {
    expect(await names('зуенф.шмфтщм"')).toEqual([]);
    expect(await names('зуенфюшмфтщм"учфьздуюкг')).toEqual([ivanov]);
  });

  it.each([
    ["Ивонов", [ivanov, ivanova, petrov]],
    ["иваонв", [ivanov, ivanova, petrov]],
    ["ивааанов", []],
    ["Щирбакова", [julia]],
    ["Щербкова Юля", []],
    ["щербкова юлия", [julia]],
    ["Крсаков", [rimsky]],
    ["Щибракова", []],
    ["bdjyjd", [ivanov, ivanova, petrov]],
    ["щирбако", [julia]],
    ["анна питровна", [ivanova]],
    ["петрова анна", [ivanova]],
  ])("forgives one slip in a word: %s", async (find, expected) => {
    const found = await search(find);
    expect(found.clients.map(({ name }) => name)).toEqual(expected);
    if (expected.length > 0) expect(found.guess).toBe("typo");
  });

  it.each([
    ["+7 916 123-45-67", [ivanov]],
    ["8(916)123", [ivanov]],
    ["916123", [ivanov]],
    ["4567", [ivanov, petrov]],
    ["123-45", [ivanov]],
    ["2345", [ivanov]],
    ["9", [ivanov, petrov]],
    ["+44 20", [smith]],
    ["1237", [ivanov]],
    ["7712 3456 7890 1237", [ivanov]],
    ["56789012", [ivanov]],
    ["petya", [ivanov]],
    ["ya.ivanov@", [ivanov]],
    ["@EXAMPLE", [smith, ivanov]],
    ["john.s@ex", [smith]],
    ["john.s", [smith]],
  ])("finds a part of a phone, a card or an e-mail, each client once: %s", async (find, expected) => {
    expect((await names(find)).toSorted()).toEqual(expected.toSorted());
  });

  it("goes on where the page before ended, each client once, whatever was guessed", async () => {
    const { db } = database();
    for (let i = 0; i < 60; i++) {
      const client = await addClient(db, { family_name: "Тройкин", given_name: i % 2 ? "Олег" : "Тройка" });
      const digits = String(i).padStart(3, "0");
      await addContact(db, client, "phone", `+7903555${digits}1`);
      await addContact(db, client, "phone", `+7903555${digits}2`);
      await addContact(db, client, "email", `info${digits}@troika.example`);
    }
    for (const find of ["тройк", "nhjqr", "тройкн", "тройкин олег", "903555", "0355", "@troika", "info0"]) {
      const expected = find === "тройкин олег" ? 30 : 60;
      const ids: string[] = [];
      let cursor: string | null = "";
      do {
        const page: FoundClients = await search(find, cursor);
        ids.push(...page.clients.map(({ id }) => id));
        cursor = page.next;
      } while (cursor);
      expect([find, new Set(ids).size, ids.length]).toEqual([find, expected, expected]);
    }
  });

  it("refuses a cursor of another list", async () => {
    const cursor = Buffer.from('["1","2"]').toString("base64url");
    const response = await server.inject({ url: `/api/v1/clients?cursor=${cursor}` });
    expect(response.statusCode).toBe(400);
  });

  it("keeps in step with names, and forgets the words of whoever is erased", async () => {
    const { db } = database();
    const id = await addClient(db, { family_name: "Незабудкин-Ромашкин", given_name: "Лев" });
    expect(await names("незабуткин")).toHaveLength(1);
    expect(await names("ромашкн")).toHaveLength(1);
    await sql`update client set family_name = 'Васильков' where id = ${id}`.execute(db);
    expect(await names("незабуткин")).toEqual([]);
    expect(await names("ромашкин")).toEqual([]);
    expect(await names("василько")).toEqual(["Васильков Лев"]);
    const words = async () =>
      (
        await sql<{ word: string }>`
          select word from name_word where word in ('василков', 'незабудкин', 'ромашкин')
          union all select word from name_miss where word in ('василков', 'незабудкин', 'ромашкин')
          union all select word from client_other_word where client_id = ${id}`.execute(db)
      ).rows.length;
    expect(await words()).toBeGreaterThan(0);
    await sql`delete from client where id = ${id}`.execute(db);
    expect(await words()).toBe(0);
  });
});

describe("a slip of the finger", () => {
  const word = fc.string({ unit: fc.constantFrom("а", "б", "в", "г"), minLength: 1, maxLength: 7 });

  it("is found where a table of distances finds it", () => {
    fc.assert(
      fc.property(word, word, (typed, meant) => {
        fc.pre(typed !== meant);
        expect(oneSlipApart(typed, meant)).toBe(distance(typed, meant) === 1);
      }),
    );
  });

  it("leaves two words one letter short the same, or one short of the other", () => {
    fc.assert(
      fc.property(word, word, (typed, meant) => {
        fc.pre(distance(typed, meant) === 1);
        const short = [typed, ...misses(typed)];
        expect(short.some((each) => each === meant || misses(meant).includes(each))).toBe(true);
      }),
    );
  });

  it("is likelier at the end than on the first letter", () => {
    expect(corrections("ивонов", ["кивонов", "иванов", "ивановский", "ивонова"])).toEqual([
      "иванов",
      "ивонова",
      "кивонов",
      "ивановский",
    ]);
  });

  it("knows both layouts", () => {
    expect(inOtherLayout("bdfyjd")).toBe("иванов");
    expect(inOtherLayout("шмфтщм")).toBe("ivanov");
    expect(inOtherLayout("[fhbnjyjd")).toBe("харитонов");
    expect(inOtherLayout("123")).toBeUndefined();
  });
});

/** Insertions, deletions, substitutions and swaps of neighbours between two words. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      (table[i] ?? [])[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same, swap);
    }
  return at(a.length, b.length);
}
