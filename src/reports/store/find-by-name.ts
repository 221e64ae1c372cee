/** Clients by words of their names: in any order, each the beginning of a family name, a given name or a patronymic. */
import type { RawBuilder } from "kysely";
import { list, sql, type Connection } from "../../database/sql.ts";
import { likeText } from "../find.ts";
import { mayBeBeginning, misses } from "../typo.ts";
import { begins, both, either, type Stage } from "./find-stage.ts";

/** What is known of one typed word: how it begins, or the whole words that may have been meant. */
export type Word = { begins: string } | { anyOf: readonly string[] };

type Name = "family" | "given" | "patronymic";
const key: Record<Name, RawBuilder<unknown>> = {
  family: sql.ref("client.family_key"),
  given: sql.ref("client.given_key"),
  patronymic: sql.ref("client.patronymic_key"),
};
/** By the first of them an index exists, with the second in it. */
const orders: Record<Name, readonly Name[]> = {
  family: ["family", "given", "patronymic"],
  given: ["given", "patronymic", "family"],
  patronymic: ["patronymic", "family", "given"],
};
/** Which names the words are, by their number: what people usually mean first. */
const meanings: Record<number, readonly (readonly Name[])[]> = {
  0: [[]],
  1: [["family"], ["given"], ["patronymic"]],
  2: [
    ["family", "given"],
    ["given", "family"],
    ["given", "patronymic"],
    ["family", "patronymic"],
    ["patronymic", "family"],
    ["patronymic", "given"],
  ],
  3: [
    ["family", "given", "patronymic"],
    ["given", "patronymic", "family"],
    ["given", "family", "patronymic"],
    ["family", "patronymic", "given"],
    ["patronymic", "given", "family"],
    ["patronymic", "family", "given"],
  ],
};

/** The names as people compare them; keys of texts in their order. */
export async function nameKeys(db: Connection, texts: readonly string[]): Promise<string[]> {
  if (texts.length === 0) return [];
  const { rows } = await sql<{ key: string }>`
    select name_key(text) as key from unnest(${list(texts, "text")}) with ordinality as typed (text, at)
    order by at`.execute(db);
  return rows.map((row) => row.key);
}

/** Readings one after another, each the words in the order they were typed; nobody is shown twice. */
export function nameStages(
  readings: readonly (readonly Word[])[],
  { outsideId, email }: { outsideId?: string | undefined; email?: string | undefined } = {},
): Stage[] {
  const stages: Stage[] = [];
  const shown: RawBuilder<unknown>[] = [];
  if (outsideId !== undefined) {
    const own = sql`client.id in (select client_id from client_external_id where external_id = ${outsideId})`;
    stages.push({ from: sql`client`, where: own, id: sql.ref("client.id"), order: byName("family") });
    shown.push(own);
  }
  for (const words of readings) stages.push(...wordStages(words, shown));
  if (email !== undefined) stages.push(emailStage(email, shown));
  return stages;
}

/** Adds to `shown` whom these stages show. */
function wordStages(words: readonly Word[], shown: RawBuilder<unknown>[]): Stage[] {
  const stages: Stage[] = [];
  for (const meaning of meanings[words.length] ?? []) {
    const meant = both(meaning.map((name, at) => holds(key[name], words[at])));
    const lead = (["family", "given", "patronymic"] as const).find((name) => meaning.includes(name));
    stages.push({
      from: sql`client`,
      where: both([meant, ...shown.map(not)]),
      id: sql.ref("client.id"),
      order: byName(lead ?? "family"),
    });
    shown.push(sql`(${meant})`);
  }
  for (const at of words.keys()) {
    stages.push(otherWordStage(words, at, shown));
    shown.push(hasWords(words, at));
  }
  return stages;
}

const byName = (name: Name): RawBuilder<unknown>[] => orders[name].map((each) => key[each]);
const not = (condition: RawBuilder<unknown>): RawBuilder<unknown> => sql`not ${condition}`;

function holds(column: RawBuilder<unknown>, word: Word | undefined): RawBuilder<unknown> {
  if (!word) return sql`true`;
  if ("begins" in word) return begins(column, word.begins);
  const [first, ...more] = word.anyOf.map((whole) => sql`${whole}::text`);
  return more.length === 0 ? sql`${column} = ${first}` : sql`${column} in (${sql.join([first, ...more])})`;
}

/** Корсаков of Римский-Корсаков; the other words may be anywhere. */
function otherWordStage(words: readonly Word[], at: number, shown: readonly RawBuilder<unknown>[]): Stage {
  const twice = sql`exists (
    select from client_other_word as before
    where before.client_id = client.id and before.word < other.word and ${holds(sql.ref("before.word"), words[at])})`;
  return {
    from: sql`client_other_word as other join client on client.id = other.client_id`,
    where: both([
      holds(sql.ref("other.word"), words[at]),
      anywhere(words.filter((_, place) => place !== at)),
      ...[twice, ...shown].map(not),
    ]),
    id: sql.ref("other.client_id"),
    order: [sql.ref("other.word")],
  };
}

const hasWords = (words: readonly Word[], at: number): RawBuilder<unknown> =>
  sql`(${hasOther(words[at])} and ${anywhere(words.filter((_, place) => place !== at))})`;

const hasOther = (word: Word | undefined): RawBuilder<unknown> =>
  sql`exists (select from client_other_word as more where more.client_id = client.id and ${holds(sql.ref("more.word"), word)})`;

const anywhere = (words: readonly Word[]): RawBuilder<unknown> =>
  both(
    words.map((word) => either([...Object.values(key).map((column) => holds(column, word)), hasOther(word)])),
  );

function emailStage(part: string, shown: readonly RawBuilder<unknown>[]): Stage {
  return {
    from: sql`contact_address as address join client on client.id = address.client_id`,
    where: both([
      sql`address.kind = 'email'`,
      sql`address.value ilike ${`%${likeText(part)}%`}::text`,
      ...shown.map(not),
    ]),
    id: sql.ref("address.client_id"),
    order: [sql.ref("address.value")],
  };
}

/** Those of `words` with which somebody's name begins, or a word of it. */
export async function knownBeginnings(db: Connection, words: readonly string[]): Promise<Set<string>> {
  if (words.length === 0) return new Set();
  const within = (column: RawBuilder<unknown>, table: RawBuilder<unknown>) => sql`exists (
    select from ${table} where ${column} >= typed.word and ${column} < typed.word || ${last})`;
  const anywhere = [
    ...Object.values(key).map((column) => within(column, sql`client`)),
    within(sql.ref("other.word"), sql`client_other_word as other`),
  ];
  const { rows } = await sql<{ word: string }>`
    select word from unnest(${list(words, "text")}) as typed (word) where ${either(anywhere)}`.execute(db);
  return new Set(rows.map(({ word }) => word));
}

/** The words of names near to `typed`; look at them closely: not all are one slip apart. */
export async function namesLike(db: Connection, typed: string): Promise<string[]> {
  const shorter = list(misses(typed), "text");
  const { rows } = await sql<{ word: string }>`${
    mayBeBeginning(typed)
      ? sql`
        select found.word from unnest(${shorter}) as part cross join lateral (
          select word from name_word where word >= part and word < part || ${last} order by word limit ${perPart}
        ) as found
        union
        select found.word from unnest(${shorter} || ${typed}::text) as part cross join lateral (
          select word from name_miss where miss >= part and miss < part || ${last} order by miss limit ${perPart}
        ) as found`
      : sql`
        select word from name_word where word = any(${shorter})
        union select word from name_miss where miss = any(${shorter} || ${typed}::text)`
  }`.execute(db);
  return rows.map(({ word }) => word);
}

/** The last sign there is: a range up to it holds everything that begins with what stands before. */
const last = sql.lit("\u{10FFFF}");
const perPart = 200;
