/** An import of clients in words and as JSON. */
import { columnFacts } from "../../clients/import/facts.ts";
import type { ImportCounts, ImportState, RowCounts } from "../../clients/import/import.ts";
import type { ImportRow } from "../../clients/store/imports.ts";
import type { Language, Words } from "../../kernel/language.ts";
import { sayCount } from "../figures.ts";

export function importAsJson(
  { id, fileName, state, startedAt, endedAt, preview, counts, options }: ImportRow,
  dryRun = false,
) {
  return {
    import: dryRun ? null : id,
    file: fileName,
    state,
    startedAt: startedAt.toString(),
    endedAt: endedAt?.toString() ?? null,
    options,
    preview,
    counts,
  };
}

export function sayPreview(language: Language, { preview, counts, options }: ImportRow): string {
  const ru = language === "ru";
  const lines = (preview.columns ?? []).map(({ heading, fact, by }) => {
    const what = columnFacts[fact][language];
    const guessed = by === "unknown" ? (ru ? " (не узнан)" : " (not recognised)") : "";
    return `  ${heading} → ${what}${guessed}`;
  });
  const source = preview.sheet ?? `${preview.encoding ?? ""}, ${JSON.stringify(preview.delimiter ?? "")}`;
  const told = [
    `${ru ? "Столбцы" : "Columns"} (${source}):`,
    ...lines,
    ...(preview.otherSheets ?? []).map((name) =>
      ru ? `Лист «${name}» не читается.` : `The sheet “${name}” is not read.`,
    ),
    ...(preview.suspiciousBirthdays ?? []).map(({ day, rows, isToday }) => {
      const today = isToday ? (ru ? ", это сегодня" : ", which is today") : "";
      return ru
        ? `День рождения ${day} стоит в ${sayCount("ru", rows)} строках${today}: похоже, его поставила программа. Чтобы не вносить: --not-birthdays ${day}`
        : `The birthday ${day} stands on ${sayCount("en", rows)} rows${today}: a program seems to have set it. To leave it out: --not-birthdays ${day}`;
    }),
    ...wordingRemark(language, counts, options.wording),
  ];
  return `${told.join("\n")}\n`;
}

function wordingRemark(
  language: Language,
  { consentsWithoutWording = 0 }: ImportCounts,
  wording: string | null,
): string[] {
  if (consentsWithoutWording === 0 || wording !== null) return [];
  const count = sayCount(language, consentsWithoutWording);
  return [
    language === "ru"
      ? `Согласий в файле: ${count}; они не записываются, пока не названа версия формулировки, на которую их дали: --wording ВЕРСИЯ`
      : `Consents in the file: ${count}; they are not recorded until the version of the wording they were given to is named: --wording VERSION`,
  ];
}

export function sayDone(language: Language, { id, state, counts }: ImportRow, dryRun: boolean): string {
  const rows = (dryRun ? counts.expected : counts.done) ?? counts.expected;
  const told = rows ? sayRows(language, rows, counts) : "";
  if (dryRun) return `${language === "ru" ? "Было бы" : "It would be"}: ${told}\n`;
  return `${language === "ru" ? "Импорт" : "Import"} ${id} (${states[state][language]}): ${told}\n`;
}

function sayRows(
  language: Language,
  { made, changed, unchanged, differing }: RowCounts,
  { leftOut = 0 }: ImportCounts,
): string {
  const count = (value: number) => sayCount(language, value);
  return language === "ru"
    ? `новых клиентов ${count(made)}, дополнено ${count(changed)}, без изменений ${count(unchanged)}, расходится с базой ${count(differing)}, не вошло строк ${count(leftOut)}.`
    : `${count(made)} new clients, ${count(changed)} added to, ${count(unchanged)} unchanged, ${count(differing)} differ from the base, rows left out: ${count(leftOut)}.`;
}

const states: Record<ImportState, Words> = {
  reading: { ru: "читается", en: "being read" },
  previewed: { ru: "ждёт подтверждения", en: "waits to be confirmed" },
  importing: { ru: "вносится", en: "going in" },
  done: { ru: "внесён", en: "done" },
  undoing: { ru: "отменяется", en: "being undone" },
  undone: { ru: "отменён", en: "undone" },
};

export function sayUndone(language: Language, { id, counts: { undone } }: ImportRow): string {
  if (!undone) return "";
  const { removed, restored, kept, factsKept, wishesRemoved } = undone;
  const count = (value: number) => sayCount(language, value);
  return language === "ru"
    ? `Импорт ${id} отменён: клиентов удалено ${count(removed)}, возвращено к прежнему ${count(restored)}; осталось, потому что с ними уже работали, ${count(kept)}; сведений оставлено, потому что их изменили после, ${count(factsKept)}; просьб не беспокоить снято ${count(wishesRemoved)}.\n`
    : `Import ${id} is undone: ${count(removed)} clients removed, ${count(restored)} as they were; ${count(kept)} stay because more has happened with them since; ${count(factsKept)} facts stay because they were changed since; ${count(wishesRemoved)} wishes not to be disturbed went with it.\n`;
}
