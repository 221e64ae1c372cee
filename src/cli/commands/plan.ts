/** `povod plan --on DAY`: plans the day and prints it, touch by touch, as JSON or in words. */
import { installPack } from "../../chains/actions/install-pack.ts";
import { liveChains } from "../../chains/store.ts";
import type { Connection } from "../../database/sql.ts";
import { planDay } from "../../planning/actions/plan-day.ts";
import { countDay, touchesOfDay, type Counts, type PlannedTouch } from "../../planning/store/touches.ts";
import { nameRule } from "../../planning/verdict-words.ts";
import { sayDay, type Language } from "../../kernel/language.ts";
import {
  databaseOptions,
  jsonOption,
  requiredDayOption,
  type Command,
  type CommandContext,
} from "../command.ts";
import { withDatabase } from "../open.ts";

export const planCommand: Command = {
  name: "plan",
  usage: "--on DAY [--json] [--data DIR]",
  options: { on: { type: "string" }, ...jsonOption, ...databaseOptions },
  positionals: [0, 0],
  async run(context, invocation) {
    const on = requiredDayOption(invocation, "on");
    await withDatabase(context, invocation, async ({ db }) => {
      const at = context.clock.now();
      if ((await liveChains(db)).length === 0) await installPack(db, "travel", at);
      await planDay(db, { on, at });
      const counts = await countDay(db, on);
      if (invocation.options["json"] === true) await writeJson(context, db, on, counts);
      else await context.out(inWords(counts, on, context.language));
    });
  },
};

/** A touch as it crosses the wire, here and over HTTP. */
function touchJson(touch: PlannedTouch): unknown {
  return {
    id: touch.id,
    client: touch.client_id,
    chain: touch.chain,
    step: touch.step,
    occasion: { kind: touch.occasion_kind, key: touch.occasion_key, date: touch.occasion_date.toString() },
    purpose: touch.purpose,
    channel: touch.channel,
    state: touch.state,
    verdicts: touch.verdicts,
  };
}

/** One document, written page by page: the plan of a large base is never held whole. */
async function writeJson(
  context: CommandContext,
  db: Connection,
  on: Temporal.PlainDate,
  counts: Counts,
): Promise<void> {
  await context.out(`{"on":"${on.toString()}","touches":[`);
  let separator = "\n";
  for await (const page of touchesOfDay(db, on)) {
    await context.out(separator + page.map((touch) => JSON.stringify(touchJson(touch))).join(",\n"));
    separator = ",\n";
  }
  await context.out(`\n],"counts":${JSON.stringify(counts)}}\n`);
}

function inWords(counts: Counts, on: Temporal.PlainDate, language: Language): string {
  const heads = {
    planned: { ru: "Состоится", en: "Will happen" },
    made: { ru: "Уже в пути или сделано", en: "Under way or made" },
    held: { ru: "Придержано", en: "Held" },
    refused: { ru: "Не состоится", en: "Will not happen" },
    lapsed: { ru: "Срок прошёл", en: "Lapsed" },
    withdrawn: { ru: "Отозвано", en: "Withdrawn" },
  };
  const sum = (reasons: Record<string, number>) => Object.values(reasons).reduce((a, b) => a + b, 0);
  const row = (label: string, count: number, indent = "") =>
    `${(indent + label).padEnd(34)}${String(count).padStart(8)}`;
  const lines = [sayDay(language, on), "", row(heads.planned[language], counts.planned)];
  for (const state of ["made", "held", "refused", "lapsed", "withdrawn"] as const) {
    if (sum(counts[state]) === 0) continue;
    lines.push(row(heads[state][language], sum(counts[state])));
    if (state === "made") continue;
    const reasons = Object.entries(counts[state]).sort((a, b) => b[1] - a[1]);
    lines.push(...reasons.map(([rule, count]) => row(nameRule(rule, language), count, "  ")));
  }
  return `${lines.join("\n")}\n`;
}
