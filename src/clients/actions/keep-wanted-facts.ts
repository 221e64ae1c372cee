/** What the business wants to know of its clients, and what each fact is worth to it. */
import type { Connection } from "../../database/sql.ts";
import type { Language } from "../../kernel/language.ts";
import { badInput } from "../bad-input.ts";
import { attributeOf, commonFactNames, isCommonFact, wordsOf, type WantedFact } from "../completeness.ts";
import type { WantedFacts } from "../completeness-contract.ts";
import { loadWanted, replaceWanted } from "../store/completeness.ts";
import { loadAttributes } from "../store/facts.ts";

export async function readWantedFacts(db: Connection, language: Language): Promise<WantedFacts> {
  const wanted = await loadWanted(db);
  const attributes = await loadAttributes(db);
  const offered = [...commonFactNames, ...attributes.map(({ name }) => `attribute.${name}`)];
  return {
    facts: wanted.map(({ fact, worth }) => ({ fact, worth, ...wordsOf(fact, attributes, language) })),
    offered: offered
      .filter((fact) => !wanted.some((one) => one.fact === fact))
      .map((fact) => ({ fact, name: wordsOf(fact, attributes, language).name })),
  };
}

/** Throws `bad_input` for a fact that nobody can know. */
export async function keepWantedFacts(db: Connection, wanted: readonly WantedFact[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const attributes = new Set((await loadAttributes(trx)).map(({ name }) => name));
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
    await replaceWanted(trx, wanted);
  });
}

/** One of them; a worth of 0: no longer wanted. Throws `bad_input`. */
export async function wantFact(db: Connection, fact: string, worth: number): Promise<void> {
  const others = (await loadWanted(db)).filter((wanted) => wanted.fact !== fact);
  await keepWantedFacts(db, worth === 0 ? others : [...others, { fact, worth }]);
}
