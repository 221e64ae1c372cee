/** `povod duplicates`: who may be one person; `find` looks through the base, `merge`, `unmerge` and `apart` decide. */
import { recogniseReader } from "../../business/actions/recognise-reader.ts";
import { findDuplicates } from "../../clients/actions/find-duplicates.ts";
import { mergeClients } from "../../clients/actions/merge-clients.ts";
import { notTheSame } from "../../clients/actions/tell-apart.ts";
import { unmergeClient } from "../../clients/actions/unmerge-client.ts";
import type { ClientDesk } from "../../clients/desk.ts";
import { newId } from "../../kernel/ids.ts";
import type { Words } from "../../kernel/language.ts";
import { replanClients } from "../../planning/actions/replan-clients.ts";
import { listDuplicates } from "../../reports/actions/list-duplicates.ts";
import type { DuplicateSide, Duplicates } from "../../reports/duplicate-contract.ts";
import { databaseOptions, jsonOption, UsageError, type Command, type Invocation } from "../command.ts";
import { sayCount } from "../figures.ts";
import { withDatabase } from "../open.ts";

const options = { ...databaseOptions, ...jsonOption };
const changing = { ...options, staff: { type: "string" }, key: { type: "string" } } as const;

const listCommand = (name: string): Command => ({
  name,
  usage: "[--json] [--data DIR]",
  options,
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const { clock, language, signal } = context;
      const reader = await recogniseReader({ db, clock }, { lang: language, acceptLanguage: undefined });
      const json = invocation.options["json"] === true;
      let cursor: string | undefined;
      let listed = 0;
      if (json) await context.out("[");
      do {
        const { pairs, next } = await listDuplicates(db, reader, { client: undefined, cursor });
        for (const pair of pairs)
          await context.out(
            json ? `${listed++ === 0 ? "" : ","}${JSON.stringify(pair)}` : `${sayPair(pair, listed++)}\n`,
          );
        cursor = next ?? undefined;
      } while (cursor !== undefined && !signal.aborted);
      if (json) await context.out("]\n");
      else if (listed === 0) await context.out({ ru: "Двойников нет.\n", en: "There are none.\n" }[language]);
    }),
});

export const duplicatesCommand = listCommand("duplicates");
export const duplicatesListCommand = listCommand("duplicates list");

function sayPair({ score, reasons, first, second, keep }: Duplicates["pairs"][number], at: number): string {
  const line = (side: DuplicateSide) =>
    `  ${side.id === keep ? "*" : " "} ${[
      side.id,
      side.name || "–",
      ...side.phones,
      ...side.emails,
      ...side.cards.map(({ number }) => number),
    ].join("  ")}\n`;
  const why = reasons.map(({ words }) => words).join(", ");
  return `${at === 0 ? "" : "\n"}${score}  ${why}\n${line(first)}${line(second).trimEnd()}`;
}

export const duplicatesFindCommand: Command = {
  name: "duplicates find",
  usage: "[--json] [--data DIR]",
  options,
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const pairs = await findDuplicates(db);
      const count = sayCount(context.language, pairs);
      await context.out(
        invocation.options["json"] === true
          ? `${JSON.stringify({ pairs })}\n`
          : { ru: `Пар: ${count}\n`, en: `Pairs: ${count}\n` }[context.language],
      );
    }),
};

interface Decision {
  name: string;
  done: Words;
  act(
    desk: ClientDesk,
    decided: { client: string; key: string; input: { other: string; staffMember?: string } },
  ): Promise<unknown>;
}

const decisionCommand = ({ name, done, act }: Decision): Command => ({
  name,
  usage: "CLIENT OTHER [--staff ID] [--key KEY] [--json] [--data DIR]",
  options: changing,
  positionals: [2, 2],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const [client, other] = [idIn(invocation, 0), idIn(invocation, 1)];
      const { staff, key, json } = invocation.options;
      const made = await act(
        { db, clock: context.clock, replan: replanClients },
        {
          client,
          key: typeof key === "string" ? key : newId(),
          input: { other, ...(typeof staff === "string" ? { staffMember: staff } : {}) },
        },
      );
      await context.out(
        json === true ? `${JSON.stringify({ id: made ?? null, client, other })}\n` : done[context.language],
      );
    }),
});

function idIn({ positionals }: Invocation, at: number): string {
  const text = positionals[at] ?? "";
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text.toLowerCase();
  throw new UsageError(`expected a client's id, got ${text}`);
}

export const duplicatesMergeCommand = decisionCommand({
  name: "duplicates merge",
  done: { ru: "Объединены.\n", en: "Merged.\n" },
  act: mergeClients,
});

export const duplicatesUnmergeCommand = decisionCommand({
  name: "duplicates unmerge",
  done: { ru: "Разъединены.\n", en: "Two again.\n" },
  act: unmergeClient,
});

export const duplicatesApartCommand = decisionCommand({
  name: "duplicates apart",
  done: { ru: "Запомнено.\n", en: "Remembered.\n" },
  act: notTheSame,
});
