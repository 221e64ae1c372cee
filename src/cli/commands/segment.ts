/** `povod segment` lists segments, `count` and `clients` say who is in one, `save` and `drop` keep them. */
import { readFileSync } from "node:fs";
import { Value } from "typebox/value";
import { badInput } from "../../clients/bad-input.ts";
import { DomainError } from "../../kernel/errors.ts";
import {
  countSegment,
  dropSegment,
  listSegment,
  readSegment,
  readSegments,
  saveSegment,
} from "../../segments/actions/keep-segments.ts";
import { Conditions } from "../../segments/contract.ts";
import { misfitOf, unknownMisfit } from "../../segments/misfit.ts";
import { say } from "../answer.ts";
import { databaseOptions, jsonOption, type Command } from "../command.ts";
import { sayCount } from "../figures.ts";
import { withDatabase } from "../open.ts";

const options = { ...databaseOptions, ...jsonOption };

export const segmentCommand: Command = {
  name: "segment",
  usage: "[--json] [--data DIR]",
  options,
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const segments = await readSegments(db);
      const none = { ru: "Сегментов нет.\n", en: "There are none.\n" }[context.language];
      await say(context, invocation, segments, segments.map(({ name }) => `${name}\n`).join("") || none);
    }),
};

export const segmentCountCommand: Command = {
  name: "segment count",
  usage: "NAME | FILE.json [--json] [--data DIR]",
  options,
  positionals: [1, 1],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const [asked = ""] = invocation.positionals;
      const conditions = asked.endsWith(".json")
        ? readConditions(asked)
        : (await readSegment(db, asked)).conditions;
      const count = await countSegment({ db, clock: context.clock }, conditions);
      const [clients, of] = [count.clients, count.of].map((each) => sayCount(context.language, each));
      const text = { ru: `${clients} из ${of}\n`, en: `${clients} of ${of}\n` }[context.language];
      await say(context, invocation, count, text);
    }),
};

export const segmentClientsCommand: Command = {
  name: "segment clients",
  usage: "NAME [--json] [--data DIR]",
  options,
  positionals: [1, 1],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const { conditions } = await readSegment(db, invocation.positionals[0] ?? "");
      const json = invocation.options["json"] === true;
      let cursor: string | undefined;
      let separator = "";
      if (json) await context.out("[");
      do {
        const page = await listSegment({ db, clock: context.clock }, conditions, cursor);
        for (const client of page.clients) {
          await context.out(
            json ? `${separator}${JSON.stringify(client)}` : `${client.id}\t${client.name}\n`,
          );
          separator = ",";
        }
        cursor = page.next ?? undefined;
      } while (cursor !== undefined && !context.signal.aborted);
      if (json) await context.out("]\n");
    }),
};

export const segmentSaveCommand: Command = {
  name: "segment save",
  usage: "NAME FILE.json [--json] [--data DIR]",
  options,
  positionals: [2, 2],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const [name = "", file = ""] = invocation.positionals;
      const work = { db, clock: context.clock };
      const segment = await saveSegment(work, { name, conditions: readConditions(file) });
      await say(context, invocation, segment, `${segment.name}\n`);
    }),
};

export const segmentDropCommand: Command = {
  name: "segment drop",
  usage: "NAME [--json] [--data DIR]",
  options,
  positionals: [1, 1],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      await dropSegment(db, invocation.positionals[0] ?? "");
      const left = await readSegments(db);
      await say(context, invocation, left, left.map(({ name }) => `${name}\n`).join(""));
    }),
};

/** Throws `bad_file` with the first mistake. */
function readConditions(file: string): Conditions {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new DomainError("bad_file", `${file}: ${(error as Error).message}`, { place: { file } });
  }
  if (Value.Check(Conditions, content)) return content;
  const { place, expected } = misfitOf(content) ?? unknownMisfit;
  throw new DomainError("bad_file", `${file}: ${badInput(place || "conditions", expected).message}`, {
    place: { file, ...(place === "" ? {} : { field: place }) },
  });
}
