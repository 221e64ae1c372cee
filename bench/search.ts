/**
 * Searching as one types: a million clients with Russian names on PostgreSQL, fifty thousand on the embedded engine, which
 * serves one office. Each search as the screen asks it, to the finished page. Last line of stdout: JSON.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, type DatabaseTarget } from "../src/database/database.ts";
import { sql, type Connection } from "../src/database/sql.ts";
import { elapsedMs, systemClock } from "../src/kernel/clock.ts";
import { findClients } from "../src/reports/actions/find-clients.ts";
import { inOtherLayout } from "../src/reports/keyboard.ts";
import { generateNames } from "./name-base.ts";
import { benchPostgres } from "./postgres.ts";

const clients = { postgres: 1_000_000, pglite: 50_000 };
const asked = { postgres: 120, pglite: 40 };

interface Person {
  family: string;
  given: string;
  patronymic: string;
  phone: string;
  email: string;
  card: string;
}

/** What people type, from a person they look for. */
const kinds: Record<string, (person: Person, at: number) => string> = {
  name: ({ family }) => family,
  nameBegun: ({ family }, at) => family.slice(0, 2 + (at % 4)),
  namesInAnyOrder: ({ family, given }, at) =>
    at % 2 ? `${family} ${given}` : `${given} ${family.slice(0, 4)}`,
  givenAndPatronymic: ({ given, patronymic }) => `${given} ${patronymic}`,
  latin: ({ family }) => inLatin(family),
  otherLayout: ({ family, given }, at) => inOtherLayout(at % 2 ? family : `${family} ${given}`) ?? "",
  typo: ({ family }, at) => slip(family, at),
  typoInOneOfTwo: ({ family, given }, at) => `${given} ${slip(family, at)}`,
  typoInOtherLayout: ({ family }, at) => inOtherLayout(slip(family, at)) ?? "",
  phoneWhole: ({ phone }) =>
    `8 (${phone.slice(2, 5)}) ${phone.slice(5, 8)}-${phone.slice(8, 10)}-${phone.slice(10)}`,
  phoneBegun: ({ phone }, at) => phone.slice(0, 4 + (at % 6)),
  phoneEnd: ({ phone }, at) => phone.slice(-3 - (at % 4)),
  phoneMiddle: ({ phone }, at) => phone.slice(5, 9 + (at % 2)),
  cardEnd: ({ card }) => card.slice(-4),
  cardPart: ({ card }, at) => card.slice(0, 8 + (at % 8)),
  emailPart: ({ email }, at) =>
    at % 3 === 0 ? email : at % 3 === 1 ? email.slice(0, 7) : email.slice(3, 12),
  emailHost: ({ email }) => email.slice(email.indexOf("@")),
  nobody: (_, at) => `ъыь${at}жщ`,
  everybody: () => "",
};

const latin = new Map(
  Object.entries({ ж: "zh", х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch", ю: "yu", я: "ya", ь: "" }),
);
const plain = new Map(
  [..."абвгдеёзийклмнопрстуфыэ"].map((letter, at) => [letter, "abvgdeezijklmnoprstufye"[at] ?? ""]),
);
const inLatin = (name: string): string =>
  [...name.toLowerCase()].map((letter) => latin.get(letter) ?? plain.get(letter) ?? letter).join("");

/** A letter left out, doubled, wrong, or swapped with the next. */
function slip(name: string, at: number): string {
  const place = 1 + (at % Math.max(name.length - 2, 1));
  const [before, here, after] = [name.slice(0, place), name.slice(place, place + 1), name.slice(place + 1)];
  return (
    [
      before + after,
      before + here + here + after,
      `${before}ы${after}`,
      before + after.slice(0, 1) + here + after.slice(1),
    ][at % 4] ?? ""
  );
}

/** Everybody a few thousandths apart, so that frequent names are asked for as often as they occur. */
async function sample(db: Connection, count: number): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select family_name as family, given_name as given, patronymic, phone.value as phone, email.value as email, card.number as card
    from (select *, row_number() over (order by id) as at from client) as client
    join contact_point as phone on phone.client_id = client.id and phone.kind = 'phone'
    join contact_point as email on email.client_id = client.id and email.kind = 'email'
    join card on card.client_id = client.id
    where at % 997 = 0 order by at limit ${count}`.execute(db);
  return rows;
}

async function measure(target: DatabaseTarget) {
  const database = await openDatabase(target);
  const { db } = database;
  try {
    const startedMs = elapsedMs();
    await generateNames(db, clients[target.engine]);
    const generatedSeconds = Math.round((elapsedMs() - startedMs) / 1000);
    const people = await sample(db, asked[target.engine]);
    const now = systemClock.now();
    const reader = {
      language: "ru" as const,
      now,
      today: now.toZonedDateTimeISO("UTC").toPlainDate(),
      business: { name: "Bench", currency: "RUB", zone: "Europe/Moscow", language: "ru" as const },
    };
    const figures: Record<string, { p50Ms: number; p95Ms: number; found: number }> = {};
    const all: number[] = [];
    for (const [kind, type] of Object.entries(kinds)) {
      const ms: number[] = [];
      let found = 0;
      for (const [at, person] of people.entries()) {
        const begunMs = elapsedMs();
        const page = await findClients(db, reader, { find: type(person, at), cursor: undefined });
        ms.push(elapsedMs() - begunMs);
        if (page.clients.length > 0) found++;
      }
      all.push(...ms);
      figures[kind] = { ...spread(ms), found: found / people.length };
    }
    return { clients: clients[target.engine], generatedSeconds, all: spread(all), ...figures };
  } finally {
    await database.close();
  }
}

function spread(ms: readonly number[]): { p50Ms: number; p95Ms: number } {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

const folder = await mkdtemp(join(tmpdir(), "povod-bench-search-"));
const server = await benchPostgres();
try {
  const pglite = await measure({ engine: "pglite", folder });
  const postgres = server ? await measure({ engine: "postgres", url: server.url }) : "not measured";
  console.log(JSON.stringify({ bench: "search", pglite, postgres }));
} finally {
  await server?.drop();
  await rm(folder, { recursive: true, force: true });
}
