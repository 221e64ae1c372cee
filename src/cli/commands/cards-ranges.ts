/** `povod cards range` gives an office card numbers to sell, `povod cards ranges` tells how many are left. */
import { addNumberRange, listNumberRanges } from "../../loyalty/actions/keep-number-ranges.ts";
import type { NumberRange } from "../../loyalty/desk-contract.ts";
import { databaseOptions, jsonOption, type Command, requiredOption } from "../command.ts";
import { sayCount } from "../figures.ts";
import { withDatabase } from "../open.ts";

export const cardsRangeCommand: Command = {
  name: "cards range",
  usage: "--office ID|NAME --from NUMBER --to NUMBER [--json] [--data DIR]",
  options: {
    office: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    ...jsonOption,
    ...databaseOptions,
  },
  positionals: [0, 0],
  async run(context, invocation) {
    const asked = {
      office: requiredOption(invocation, "office"),
      from: requiredOption(invocation, "from"),
      to: requiredOption(invocation, "to"),
    };
    await withDatabase(context, invocation, async ({ db }) => {
      const range = await addNumberRange({ db, clock: context.clock }, asked);
      await context.out(
        invocation.options["json"] === true
          ? `${JSON.stringify(range)}\n`
          : inWords(context.language, range, range.officeName.length),
      );
    });
  },
};

export const cardsRangesCommand: Command = {
  name: "cards ranges",
  usage: "[--office ID|NAME] [--json] [--data DIR]",
  options: { office: { type: "string" }, ...jsonOption, ...databaseOptions },
  positionals: [0, 0],
  async run(context, invocation) {
    const { office } = invocation.options;
    await withDatabase(context, invocation, async ({ db }) => {
      const ranges = await listNumberRanges({ db }, typeof office === "string" ? office : undefined);
      if (invocation.options["json"] === true) {
        await context.out(`${JSON.stringify({ ranges })}\n`);
        return;
      }
      const { language } = context;
      const width = Math.max(0, ...ranges.map(({ officeName }) => officeName.length));
      const none = language === "ru" ? "Диапазонов нет.\n" : "There are no ranges.\n";
      await context.out(ranges.map((range) => inWords(language, range, width)).join("") || none);
    });
  },
};

function inWords(language: "ru" | "en", range: NumberRange, width: number): string {
  const left = sayCount(language, range.left);
  const says = language === "ru" ? `осталось ${left}` : `${left} left`;
  return `${range.officeName.padEnd(width)}  ${range.first}…${range.last}  ${says}\n`;
}
