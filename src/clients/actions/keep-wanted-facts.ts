/** What the business wants to know of its clients, and what each fact is worth to it. */
import type { Connection } from "../../database/sql.ts";
import type { Language, Words } from "../../kernel/language.ts";
import { badInput } from "../bad-input.ts";
import {
  attributeOf,
  commonFactNames,
  isCommonFact,
  questionOf,
  wordsOf,
  type WantedFact,
} from "../completeness.ts";
import type { WantedFacts } from "../completeness-contract.ts";
import { loadWanted, replaceWanted } from "../store/completeness.ts";
import { loadAttributes } from "../store/facts.ts";

export async function readWantedFacts(db: Connection, language: Language): Promise<WantedFacts> {
  const wanted = await loadWanted(db);
  const attributes = await loadAttributes(db);
  const offered = [...commonFactNames, ...attributes.map(({ name }) => `attribute.${name}`)];
  return {
    facts: wanted.map((one) => ({
      fact: one.fact,
      worth: one.worth,
      name: wordsOf(one.fact, attributes, language).name,
      question: questionOf(one, attributes, language),
      ownQuestion: one.question ?? null,
      usualQuestion: usualQuestion(one.fact, attributes),
    })),
    offered: offered
      .filter((fact) => !wanted.some((one) => one.fact === fact))
      .map((fact) => ({
        fact,
        name: wordsOf(fact, attributes, language).name,
        usualQuestion: usualQuestion(fact, attributes),
      })),
  };
}

const usualQuestion = (fact: string, attributes: Parameters<typeof wordsOf>[1]): Words => ({
  ru: wordsOf(fact, attributes, "ru").question,
  en: wordsOf(fact, attributes, "en").question,
});

/** Throws `bad_input` for a fact that nobody can know. */
export const keepWantedFacts = (db: Connection, wanted: readonly WantedFact[]): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await refuseUnknownFacts(trx, wanted);
    await replaceWanted(trx, wanted);
  });

/** Throws `bad_input` for a fact that nobody can know, or that is there twice. */
export async function refuseUnknownFacts(db: Connection, wanted: readonly WantedFact[]): Promise<void> {
  const attributes = new Set((await loadAttributes(db)).map(({ name }) => name));
  wanted.forEach(({ fact }, at) => {
    const attribute = attributeOf(fact);
    if (attribute === undefined ? !isCommonFact(fact) : !attributes.has(attribute))
      throw badInput(
        `facts.${at}.fact`,
        `one of ${commonFactNames.join(", ")}, or attribute. and the name of an attribute that the business keeps`,
      );
    if (wanted.findIndex((other) => other.fact === fact) !== at)
      throw badInput(`facts.${at}.fact`, "each fact once");
  });
}

/** One of them; a worth of 0: no longer wanted. Throws `bad_input`. */
export async function wantFact(db: Connection, fact: string, worth: number): Promise<void> {
  const all = await loadWanted(db);
  const others = all.filter((wanted) => wanted.fact !== fact);
  const question = all.find((wanted) => wanted.fact === fact)?.question ?? null;
  await keepWantedFacts(db, worth === 0 ? others : [...others, { fact, worth, question }]);
}
