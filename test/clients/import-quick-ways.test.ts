/** What is read and told apart the quick way comes to what the thorough way says. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { clean, isEmpty } from "../../src/clients/import/cell.ts";
import { isMadeWith, madeIds } from "../../src/clients/import/made-id.ts";
import { isUsualName, splitName } from "../../src/clients/import/names.ts";
import type { GuessedColumn } from "../../src/clients/import/headings.ts";
import { contentOfAny, contentText, readRow } from "../../src/clients/import/read-row.ts";
import { hashOf, twoHashesOf } from "../../src/clients/import/hash.ts";
import { readPhones } from "../../src/clients/import/phones.ts";
import { readEmails } from "../../src/clients/import/emails.ts";
import { sightings } from "../../src/clients/import/sightings.ts";

it("a Russian phone in any usual form", () => {
  const number = fc
    .tuple(fc.constantFrom("", "7", "8", "+7"), fc.stringMatching(/^[1-9]\d{8,10}$/), fc.nat(3))
    .map(([country, own, form]) => {
      const [a, b, c, d] = [own.slice(0, 3), own.slice(3, 6), own.slice(6, 8), own.slice(8)];
      return [
        `${country}${own}`,
        `${country} (${a}) ${b}-${c}-${d}`,
        `${country} ${a} ${b}${c}${d}`,
        `${country}-${a}-${b}-${c}-${d}`,
      ][form] as string;
    });
  fc.assert(
    fc.property(number, (text) => {
      // With a comma behind it there might be another one, so it is taken apart.
      expect(readPhones(text, "RU").phones).toEqual(readPhones(`${text},`, "RU").phones);
    }),
    { numRuns: 2000 },
  );
});

it("a cell in which nothing is seen", () => {
  const sign = fc.constantFrom(
    ...'aЯ7-"',
    " ",
    "\t",
    "\u00a0",
    "\u200b",
    "\u2028",
    "\ufeff",
    "\u0007",
    "é",
    "漢",
  );
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 4 }), (signs) => {
      expect(isEmpty(signs.join(""))).toBe(clean(signs.join("")) === "");
    }),
  );
});

it("what a row says", () => {
  const name = fc.constantFrom(
    "",
    "Иванов",
    "ПЁТР",
    "Римский-Корсаков",
    "И.",
    "Анна Мария",
    "O'Neil",
    "İlker",
    "ё",
  );
  const row = fc.record({
    externalId: fc.oneof(fc.constantFrom("", "C1", 'a"b', "a\\b", "Ё 1"), fc.string({ maxLength: 5 })),
    familyName: name,
    givenName: name,
    patronymic: name,
    sex: fc.constant(null),
    birthday: fc.constantFrom(null, { year: null, month: 2, day: 1 }, { year: 1985, month: 12, day: 31 }),
    homeOffice: fc.constant(null),
    hours: fc.constantFrom("", "09:00-18:00"),
    phones: fc.uniqueArray(
      fc.constantFrom("+79161234567", "+79031234567").map((value) => ({ value, extension: null })),
    ),
    emails: fc.uniqueArray(fc.constantFrom("b@example.org", "a@example.org", "ё@пример.рф")),
  });
  fc.assert(
    fc.property(row, (said) => {
      const facts = { ...said, consents: [], wishes: [], keys: [] };
      expect(contentText(facts)).toBe(contentOfAny(facts));
    }),
    { numRuns: 1000 },
  );
});

it("a day as it is usually written", () => {
  const two = (number: number) => String(number).padStart(2, "0");
  const day = fc
    .tuple(fc.nat(32), fc.nat(13), fc.oneof(fc.integer({ min: 1895, max: 2030 }), fc.nat(9999)))
    .map(([date, month, year]) => `${two(date)}.${two(month)}.${String(year).padStart(4, "0")}`);
  const columns: GuessedColumn[] = [
    { heading: "Имя", fact: "givenName", by: "guess" },
    { heading: "ДР", fact: "birthday", by: "guess" },
  ];
  const today = Temporal.PlainDate.from("2026-11-22");
  const read = (text: string, notBirthdays: string[]) => {
    const offices = new Map<string, string>();
    const terms = { region: "RU", today, wording: null, offices, notBirthdays: new Set(notBirthdays) };
    const { facts, problems } = readRow(["Анна", text], columns, terms);
    return { birthday: facts?.birthday, problems: problems.map(({ code }) => code) };
  };
  fc.assert(
    fc.property(day, (text) => {
      // With the word for a year behind it, it is read the thorough way.
      expect(read(text, [])).toEqual(read(`${text} г.`, []));
      expect(read(text, ["1985-02-01"])).toEqual(read(`${text} г.`, ["1985-02-01"]));
    }),
    { numRuns: 3000, examples: [["00.00.0000"]] },
  );
});

it("an e-mail", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9.+_-]{1,8}@[a-z0-9.-]{1,10}$/), (text) => {
      expect(readEmails(text).emails).toEqual(readEmails(`<${text}>`).emails);
    }),
    { numRuns: 2000 },
  );
});

it("a name of plain words", () => {
  const word = fc.constantFrom("Иванов", "Анна", "Пётр", "Гершович", "Ильинична", "Оглы", "Римский-Корсаков");
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      expect(isUsualName(words.join(" "))).toBe(true);
      expect(splitName(words.join(" "))).toEqual(splitName(words.join("  ")));
    }),
  );
});

it("two hashes at once", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(twoHashesOf(1, 2, text)).toEqual([hashOf(1, text), hashOf(2, text)]);
    }),
  );
});

it("rows with a key in common are found, and only those", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(..."abcdefghij"), { maxLength: 12 }), fc.nat(9000), (keys, more) => {
      const seen = sightings();
      const all = [...keys, ...Array.from({ length: more }, (_, at) => `more ${at}`), ...keys];
      const again = all.flatMap((key, at) => (seen.see(key, at + 1) ? [at + 1] : []));
      const first = new Map(all.map((key, at) => [key, at + 1] as const).toReversed());
      expect(again).toEqual(all.flatMap((key, at) => (first.get(key) === at + 1 ? [] : [at + 1])));
      expect(seen.metAgain().sort((a, b) => a - b)).toEqual(
        [...new Set(keys)].map((key) => first.get(key)).sort((a, b) => Number(a) - Number(b)),
      );
    }),
    { numRuns: 20 },
  );
});

it("somebody known by a key keeps the row that has it from being alone", () => {
  const seen = sightings();
  for (const key of ["b", "d"]) seen.know(key);
  expect(["a", "b", "c", "c", "d"].map((key, at) => seen.see(key, at + 1))).toEqual([
    false,
    true,
    false,
    true,
    true,
  ]);
  expect(seen.metAgain()).toEqual([3]);
  expect(["a", "d", "e"].map((key) => seen.has(key))).toEqual([true, true, false]);
});

it("what an import made with a client is known by its id", () => {
  const ids = madeIds("01a2135b-5f63-7000-8123-a3ae01234567");
  const client = `${ids.firstClient.slice(0, 28)}0000002a`;
  expect(client > ids.firstClient && client < ids.lastClient).toBe(true);
  expect(isMadeWith(ids, client, "01a2135b-5f63-7000-8001-a3ae0000002a")).toBe(true);
  expect(isMadeWith(ids, client, "01a2135b-5f63-7000-8001-a3ae0000002b")).toBe(false);
  expect(isMadeWith(ids, client, "01a2135b-5f63-7000-8001-a3af0000002a")).toBe(false);
});
