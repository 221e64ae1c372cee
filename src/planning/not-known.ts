/** What nobody has written down of the days that are over: a look back takes it as it is today, and says so. */
import type { OccasionKind } from "../chains/chain.ts";
import type { Language, Words } from "../kernel/language.ts";

const always: Words = {
  ru: "правила этикета, имена, часовые пояса и удобные часы взяты сегодняшними, а адреса, записанные вместе с клиентом, считаются бывшими у него и раньше",
  en: "the rules of etiquette, names, time zones and wished hours are today's, and addresses recorded along with a client count as having been there before",
};

const ofKind: Partial<Record<OccasionKind, Words>> = {
  birthday: { ru: "дни рождения взяты сегодняшними", en: "birthdays are today's" },
  holiday: { ru: "праздники взяты из сегодняшнего календаря", en: "holidays are those of today's calendar" },
  issue: {
    ru: "для кого был выпуск рассылки, судим по тому, кто подходит под его сегмент сегодня",
    en: "whom an issue of the newsletter was for is judged by who fits its segment today",
  },
  "month-end": {
    ru: "по каким картам было что показать в выписке, судим по тому, что на них сегодня",
    en: "which cards had something to state is judged by what is on them today",
  },
};

/** One sentence each, for chains about these kinds. */
export const notKnownThen = (kinds: readonly OccasionKind[], language: Language): string[] =>
  [always, ...[...new Set(kinds)].flatMap((kind) => ofKind[kind] ?? [])].map((words) => words[language]);
