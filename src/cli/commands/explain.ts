/** `povod explain --client ID --on DAY`: why this client gets what, and when at the earliest. */
import { loadSettings } from "../../business/store.ts";
import { findClient } from "../../clients/store/find-client.ts";
import { sayDay, type Language } from "../../kernel/language.ts";
import { explainDay, type Explanation } from "../../planning/actions/explain-day.ts";
import type { ComingStep } from "../../planning/store/coming-steps.ts";
import { notKnownThen } from "../../planning/not-known.ts";
import { sayOccasion } from "../../planning/occasion-words.ts";
import type { SayContext } from "../../planning/occasion.ts";
import type { PlannedTouch } from "../../planning/store/touches.ts";
import { nameState, sayVerdict } from "../../planning/verdict-words.ts";
import { decisive } from "../../planning/verdict.ts";
import type { Connection } from "../../database/sql.ts";
import {
  databaseOptions,
  jsonOption,
  requiredDayOption,
  UsageError,
  type Command,
  type CommandContext,
  type Invocation,
} from "../command.ts";
import { withDatabase } from "../open.ts";

export const explainCommand: Command = {
  name: "explain",
  usage: "--client ID --on DAY [--json] [--data DIR]",
  options: { client: { type: "string" }, on: { type: "string" }, ...jsonOption, ...databaseOptions },
  positionals: [0, 0],
  async run(context, invocation) {
    const on = requiredDayOption(invocation, "on");
    const asked = invocation.options["client"];
    if (typeof asked !== "string" || asked === "") throw new UsageError("--client ID is missing");
    await withDatabase(context, invocation, async ({ db }) => {
      const client = await findClient(db, asked);
      const explanation = await explainDay(db, { client: client.id, on, at: context.clock.now() });
      await tellExplanation(context, invocation, { db, client, on, explanation });
    });
  },
};

/** In words, or as JSON where that is asked for. */
export async function tellExplanation(
  context: CommandContext,
  invocation: Invocation,
  told: {
    db: Connection;
    client: { id: string; name: string };
    on: Temporal.PlainDate;
    explanation: Explanation;
  },
): Promise<void> {
  const { db, client, on, explanation } = told;
  const { currency } = await loadSettings(db);
  const say: SayContext = { language: context.language, today: on, currency };
  await context.out(
    invocation.options["json"] === true
      ? `${JSON.stringify(explanationJson(explanation, client.id, on, say), null, 2)}\n`
      : inWords(explanation, client.name, on, say),
  );
}

function explanationJson(
  explanation: Explanation,
  client: string,
  on: Temporal.PlainDate,
  say: SayContext,
): unknown {
  return {
    client,
    on: on.toString(),
    touches: explanation.touches.map((touch) => ({
      id: touch.id,
      chain: touch.chain,
      step: touch.step,
      occasion: { kind: touch.occasion_kind, key: touch.occasion_key, date: touch.occasion_date.toString() },
      reason: sayOccasion(touch.occasion_kind, touch.facts, say),
      purpose: touch.purpose,
      channel: touch.channel,
      state: touch.state,
      notBefore: touch.not_before?.toString() ?? null,
      verdicts: touch.verdicts.map((verdict) => ({ ...verdict, text: sayVerdict(verdict, say) })),
    })),
    coming: explanation.coming.map((step) => ({
      chain: step.chain,
      step: step.step,
      dueOn: step.due_on.toString(),
      reason: sayOccasion(step.occasion_kind, step.facts, say),
    })),
    notKnown: notKnown(explanation, say),
  };
}

const notKnown = ({ lookedBackBy }: Explanation, { language }: SayContext): string[] =>
  lookedBackBy.length === 0
    ? []
    : notKnownThen(
        lookedBackBy.map(({ definition }) => definition.occasion),
        language,
      );

function inWords(explanation: Explanation, name: string, on: Temporal.PlainDate, say: SayContext): string {
  const { language } = say;
  const head = `${name}, ${sayDay(language, on)}`;
  const none = { ru: "В этот день повода нет.", en: "There is no reason that day." }[language];
  const touches = explanation.touches.map((touch) => touchWords(touch, say));
  const coming = explanation.coming.map((step) => comingWords(step, say));
  const unknown = notKnown(explanation, say);
  const notKept = { ru: "О прошлом не записано:", en: "Not kept of the past:" }[language];
  const later = { ru: "Дальше:", en: "Coming:" }[language];
  return [
    head,
    "",
    ...(touches.length > 0 ? touches : [none]),
    ...(coming.length > 0 ? ["", later, ...coming] : []),
    ...(unknown.length > 0 ? ["", notKept, ...unknown.map((words) => `  ${words}`)] : []),
    "",
  ].join("\n");
}

function touchWords(touch: PlannedTouch, say: SayContext): string {
  const { language } = say;
  const decided = decisive(touch.verdicts);
  const marks = { allow: "✓", hold: "…", refuse: "✗" };
  const verdicts = touch.verdicts.map((verdict) => `    ${marks[verdict.says]} ${sayVerdict(verdict, say)}`);
  const channel = { call: { ru: "звонок", en: "call" }, email: { ru: "письмо", en: "letter" } }[
    touch.channel
  ];
  const title = `  ${sayOccasion(touch.occasion_kind, touch.facts, say)} (${touch.chain}, ${channel?.[language] ?? touch.channel})`;
  const state = `    ${capital(nameState(touch.state, language), language)}${decided ? `: ${sayVerdict(decided, say)}` : "."}`;
  return [title, state, ...verdicts].join("\n");
}

function comingWords(step: ComingStep, say: SayContext): string {
  return `  ${sayDay(say.language, step.due_on, say.today).padEnd(22)} ${sayOccasion(step.occasion_kind, step.facts, say)} (${step.chain})`;
}

const capital = (text: string, language: Language): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
