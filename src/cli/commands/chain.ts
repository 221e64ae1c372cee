/** `povod chain …`: chains listed, read, checked, drafted, compared, tried on one client, switched on and retired. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { checkChain } from "../../chains/actions/check-chain.ts";
import {
  findChain,
  listChains,
  pauseChain,
  resumeChain,
  retireChain,
  saveDraft,
  switchOnChain,
} from "../../chains/actions/keep-chains.ts";
import { chainYaml } from "../../chains/chain-yaml.ts";
import type { ChainCard } from "../../chains/contract.ts";
import { readChain } from "../../chains/pack-file.ts";
import { showChain, showPage, warningsOf } from "../../chains/show.ts";
import { findClient } from "../../clients/store/find-client.ts";
import { DomainError } from "../../kernel/errors.ts";
import { sayDay, type Language, type Words } from "../../kernel/language.ts";
import { tryChain } from "../../planning/actions/try-chain.ts";
import { compareChain } from "../../reports/actions/compare-chain.ts";
import type { ChainComparison } from "../../reports/trial-contract.ts";
import { loadSettings } from "../../business/store.ts";
import { dayIn } from "../../kernel/clock.ts";
import { say } from "../answer.ts";
import {
  databaseOptions,
  jsonOption,
  requiredDayOption,
  requiredOption,
  wholeOption,
  type Command,
  type Invocation,
} from "../command.ts";
import { withDatabase } from "../open.ts";
import { tellExplanation } from "./explain.ts";

const options = { ...jsonOption, ...databaseOptions };
const first = ({ positionals }: Invocation): string => positionals[0] ?? "";

/** One line: a mark, the code, the name and what it does. */
export function chainLine({ code, name, about, live, draftVersion }: ChainCard, language: Language): string {
  const draft = draftVersion === null ? "" : { ru: " (есть черновик)", en: " (has a draft)" }[language];
  return `${live ? "●" : "○"} ${code.padEnd(16)} ${name}: ${about}${draft}\n`;
}

export const chainListCommand: Command = {
  name: "chain list",
  usage: "[--json] [--data DIR]",
  options,
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const { language } = context;
      const chains = (await listChains(db)).map(({ at, versions }) =>
        showChain(at.definition, versions, { language, pack: at.pack }),
      );
      const none = {
        ru: "Цепочек нет. Включить набор: povod pack switch-on travel\n",
        en: "There are none. To switch on a pack: povod pack switch-on travel\n",
      }[language];
      await say(
        context,
        invocation,
        chains,
        chains.map((chain) => chainLine(chain, language)).join("") || none,
      );
    }),
};

export const chainShowCommand: Command = {
  name: "chain show",
  usage: "CHAIN [--version N] [--json] [--data DIR]",
  options: { ...options, version: { type: "string" } },
  positionals: [1, 1],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const version = wholeOption(invocation, "version", { least: 1, most: 1_000_000 });
      const kept = await findChain(db, first(invocation), version);
      await say(context, invocation, showPage(kept, context.language), chainYaml(kept.at.definition));
    }),
};

export const chainCheckCommand: Command = {
  name: "chain check",
  usage: "FILE.yaml [--json]",
  options: jsonOption,
  positionals: [1, 1],
  async run(context, invocation) {
    const { text, file } = read(first(invocation));
    const { mistakes, warnings } = checkChain(text, file, context.language);
    if (mistakes.length > 0) throw new DomainError("chain_invalid", mistakes.join("\n"), { place: { file } });
    const good = { ru: "Ошибок нет.", en: "No mistakes." }[context.language];
    await say(context, invocation, { mistakes, warnings }, `${[good, ...warnings].join("\n")}\n`);
  },
};

export const chainSaveCommand: Command = {
  name: "chain save",
  usage: "FILE.yaml [--json] [--data DIR]",
  options,
  positionals: [1, 1],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const { language, clock } = context;
      const { text, file } = read(first(invocation));
      const chain = readChain(text, file, language).code;
      const kept = await saveDraft({ db, clock }, { chain, tag: undefined, yaml: text, file, language });
      const said = {
        ru: `Черновик ${chain}, версия ${kept.at.version}. Что изменится: povod chain diff ${chain}`,
        en: `Draft of ${chain}, version ${kept.at.version}. What would change: povod chain diff ${chain}`,
      }[language];
      const warnings = warningsOf(kept.at.definition, language);
      await say(context, invocation, showPage(kept, language), `${[said, ...warnings].join("\n")}\n`);
    }),
};

export const chainSwitchOnCommand: Command = {
  name: "chain switch-on",
  usage: "CHAIN [--json] [--data DIR]",
  options,
  positionals: [1, 1],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const { language, clock } = context;
      const kept = await switchOnChain({ db, clock }, { chain: first(invocation), tag: undefined });
      const said = {
        ru: `Включена, версия ${kept.at.version}.`,
        en: `Live, version ${kept.at.version}.`,
      }[language];
      const warnings = warningsOf(kept.at.definition, language);
      await say(context, invocation, showPage(kept, language), `${[said, ...warnings].join("\n")}\n`);
    }),
};

const changing = (name: string, change: typeof retireChain, done: Words): Command => ({
  name,
  usage: "CHAIN [--json] [--data DIR]",
  options,
  positionals: [1, 1],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const { language, clock } = context;
      const kept = await change({ db, clock }, { chain: first(invocation), tag: undefined });
      await say(context, invocation, showPage(kept, language), `${done[language]}\n`);
    }),
});

export const chainPauseCommand = changing("chain pause", pauseChain, {
  ru: "Приостановлена.",
  en: "Paused.",
});

export const chainResumeCommand = changing("chain resume", resumeChain, {
  ru: "Снова работает.",
  en: "Live again.",
});

export const chainRetireCommand = changing("chain retire", retireChain, { ru: "Выключена.", en: "Retired." });

export const chainDiffCommand: Command = {
  name: "chain diff",
  usage: "CHAIN [--days N] [--json] [--data DIR]",
  options: { ...options, days: { type: "string" } },
  positionals: [1, 1],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const days = wholeOption(invocation, "days", { least: 1, most: 31 }) ?? 7;
      const at = context.clock.now();
      const on = dayIn((await loadSettings(db)).zone, at);
      const { signal } = context;
      const comparison = await compareChain(db, { chain: first(invocation), on, days, at, signal });
      await say(context, invocation, comparison, comparisonWords(comparison, context.language));
    }),
};

export const chainTryCommand: Command = {
  name: "chain try",
  usage: "CHAIN --client ID --on DAY [--json] [--data DIR]",
  options: { ...options, client: { type: "string" }, on: { type: "string" } },
  positionals: [1, 1],
  async run(context, invocation) {
    const on = requiredDayOption(invocation, "on");
    const asked = requiredOption(invocation, "client");
    await withDatabase(context, invocation, async ({ db }) => {
      const client = await findClient(db, asked);
      const chain = first(invocation);
      const explanation = await tryChain(db, { chain, client: client.id, on, at: context.clock.now() });
      await tellExplanation(context, invocation, { db, client, on, explanation });
    });
  },
};

function comparisonWords(comparison: ChainComparison, language: Language): string {
  const { differences, counts, examples, from, to } = comparison;
  const heads = {
    ru: {
      added: "добавлено",
      removed: "убрано",
      changed: "изменено",
      steps: "шаги",
      templates: "шаблоны",
      fields: "поля",
    },
    en: {
      added: "added",
      removed: "removed",
      changed: "changed",
      steps: "steps",
      templates: "templates",
      fields: "fields",
    },
  }[language];
  const lines = (["steps", "templates"] as const).flatMap((part) =>
    (["added", "removed", "changed"] as const).flatMap((how) => {
      const names = differences[part][how];
      return names.length > 0 ? [`${heads[part]}, ${heads[how]}: ${names.join(", ")}`] : [];
    }),
  );
  if (differences.fields.length > 0) lines.push(`${heads.fields}: ${differences.fields.join(", ")}`);
  const day = (text: string) => sayDay(language, Temporal.PlainDate.from(text));
  lines.push("", `${day(from)} – ${day(to)}`);
  for (const count of counts) {
    const said = {
      ru: `новых ${count.new}, отпадёт ${count.gone}, другим способом ${count.otherChannel}, без перемен ${count.same}`,
      en: `new ${count.new}, gone ${count.gone}, another way ${count.otherChannel}, the same ${count.same}`,
    }[language];
    lines.push(`  ${count.chain.padEnd(16)} ${said}`);
  }
  if (counts.length === 0) lines.push({ ru: "  касаний нет", en: "  no touches" }[language]);
  if (examples.length > 0) lines.push("");
  for (const { name, on, chain, step, before, after } of examples)
    lines.push(`  ${day(on)}  ${name}  ${chain}/${step}: ${before ?? "–"} → ${after ?? "–"}`);
  return `${lines.join("\n").trimStart()}\n`;
}

/** Throws `bad_file`. */
function read(path: string): { text: string; file: string } {
  try {
    return { text: readFileSync(path, "utf8"), file: basename(path) };
  } catch (error) {
    throw new DomainError("bad_file", `${path}: ${(error as Error).message}`, { place: { file: path } });
  }
}
