/**
 * Clients by what somebody remembers of them. What was typed is read as it stands; only if that finds nobody, as typed
 * in the other keyboard layout, and then with a slip of the finger.
 */
import type { Reader } from "../../business/reader.ts";
import type { FoundClients } from "../../clients/contract.ts";
import { fullName } from "../../clients/person-name.ts";
import type { Connection } from "../../database/sql.ts";
import { fromCursor, keyPart, toCursor } from "../../kernel/cursor.ts";
import { spendable } from "../card-today.ts";
import { emailPart, readings, wordsOf, type Sought } from "../find.ts";
import { digitStages, emailStages } from "../store/find-by-address.ts";
import { knownBeginnings, nameKeys, namesLike, nameStages, type Word } from "../store/find-by-name.ts";
import { meet, type Met, type Stage } from "../store/find-stage.ts";
import { readFound } from "../store/found-clients.ts";
import { corrections } from "../typo.ts";

const limit = 50;
/** A shorter word is one slip from too many. */
const shortestWithTypo = 4;

/** Throws `bad_input` for a cursor of another list. */
export async function findClients(
  db: Connection,
  { now, business }: Reader,
  asked: { find: string | undefined; cursor: string | undefined },
): Promise<FoundClients> {
  const { met, guess, next } = await search(db, asked);
  const rows = await readFound(db, { ids: met.map(({ id }) => id), now });
  const clients = rows.map((row) => {
    const { id, phone, email, office, city, card, doNotDisturb, balance, validThrough } = row;
    return {
      id,
      phone,
      email,
      office,
      city,
      card,
      doNotDisturb,
      name: fullName(row),
      balance:
        balance === null || validThrough === null
          ? null
          : spendable({ balance, validThrough, zone: row.cardZone }, now, business.zone),
    };
  });
  return { clients, guess, next };
}

type Guess = FoundClients["guess"];

async function search(
  db: Connection,
  asked: { find: string | undefined; cursor: string | undefined },
): Promise<{ met: Met[]; guess: Guess; next: string | null }> {
  const { number, text, id } = keyPart;
  const after = fromCursor(asked.cursor, [number, number, text, text, text, id]);
  const attempts = await waysToUnderstand(db, asked.find ?? "");
  for (let at = Number(after?.[0] ?? 0); at < attempts.length; at++) {
    const attempt = attempts[at];
    const stages = (await attempt?.stages()) ?? [];
    const from = after && { stage: Number(after[1]), met: { key: after.slice(2, 5), id: after[5] ?? "" } };
    const found = await walk(db, stages, from);
    if (found.length === 0 && !after) continue;
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next =
      found.length > limit && last
        ? toCursor([String(at), String(last.stage), ...padded(last.key), last.id])
        : null;
    return { met: page, guess: attempt?.guess ?? null, next };
  }
  return { met: [], guess: null, next: null };
}

const padded = (key: readonly string[]): string[] => [0, 1, 2].map((at) => key[at] ?? "");

/** Stage after stage until a page and one more are found. */
async function walk(
  db: Connection,
  stages: readonly Stage[],
  from: { stage: number; met: Met } | undefined,
): Promise<(Met & { stage: number })[]> {
  const found = new Map<string, Met & { stage: number }>();
  for (let stage = from?.stage ?? 0; stage < stages.length && found.size <= limit; stage++) {
    const asked = stages[stage];
    if (!asked) break;
    const rows = await meet(db, asked, {
      after: stage === from?.stage ? from.met : undefined,
      limit: limit + 1 - found.size,
    });
    for (const met of rows) if (!found.has(met.id)) found.set(met.id, { ...met, stage });
  }
  return [...found.values()];
}

interface Attempt {
  guess: Guess;
  stages(): Promise<Stage[]>;
}

async function waysToUnderstand(db: Connection, typed: string): Promise<Attempt[]> {
  const { asTyped, otherwise } = readings(typed);
  const spoken = [asTyped, otherwise].filter((sought) => sought?.by === "words");
  const keys = await nameKeys(
    db,
    spoken.map(({ text }) => text),
  );
  const wordsBy = new Map<Sought | undefined, string[]>(
    spoken.map((sought, at) => [sought, wordsOf(keys[at] ?? "")]),
  );
  const known = await knownBeginnings(db, [...wordsBy.values()].flat());
  const exactly = (sought: Sought) => async () => exactStages(sought, wordsBy.get(sought) ?? [], known);
  const attempts: Attempt[] = [{ guess: null, stages: exactly(asTyped) }];
  if (otherwise) attempts.push({ guess: "keyboard", stages: exactly(otherwise) });
  for (const words of wordsBy.values())
    attempts.push({ guess: "typo", stages: () => correctedStages(db, words, known) });
  return attempts;
}

function exactStages(sought: Sought, words: readonly string[], known: ReadonlySet<string>): Stage[] {
  switch (sought.by) {
    case "nothing":
      return nameStages([[]]);
    case "email":
      return emailStages(sought);
    case "digits":
      return digitStages(sought);
    case "words": {
      const somebody = words.length > 0 && words.every((word) => known.has(word));
      return nameStages(somebody ? [words.map((begins) => ({ begins }))] : [], {
        outsideId: sought.text,
        email: emailPart(sought.text),
      });
    }
  }
}

/** Words with which no name begins are corrected. One alone: each correction in turn, the likeliest first. */
async function correctedStages(
  db: Connection,
  words: readonly string[],
  known: ReadonlySet<string>,
): Promise<Stage[]> {
  if (words.every((word) => known.has(word))) return [];
  const corrected: Word[] = [];
  for (const typed of words) {
    if (known.has(typed)) {
      corrected.push({ begins: typed });
      continue;
    }
    const anyOf = typed.length < shortestWithTypo ? [] : corrections(typed, await namesLike(db, typed));
    if (anyOf.length === 0) return [];
    corrected.push({ anyOf });
  }
  const [only, ...more] = corrected;
  if (more.length > 0 || !only || !("anyOf" in only)) return nameStages([corrected]);
  return nameStages(only.anyOf.map((whole) => [{ anyOf: [whole] }]));
}
