/** What is wrong with a chain's text, without saving it, and what its words may name. */
import { DomainError } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/language.ts";
import { isOccasionKind } from "../chain.ts";
import type { ChainCheck } from "../contract.ts";
import { readChain } from "../pack-file.ts";
import { sayableAt, written } from "../sayable.ts";
import { warningsOf } from "../show.ts";

export function checkChain(yaml: string, file: string, language: Language): ChainCheck {
  const sayable = sayableIn(yaml, language);
  try {
    return { mistakes: [], warnings: warningsOf(readChain(yaml, file, language), language), sayable };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "chain_invalid") throw error;
    return { mistakes: error.message.split("\n"), warnings: [], sayable };
  }
}

/** Whatever else is wrong with the text. */
function sayableIn(yaml: string, language: Language): ChainCheck["sayable"] {
  const occasion = /^occasion:\s*["']?([a-z][a-z:-]*)/m.exec(yaml)?.[1] ?? "";
  if (!isOccasionKind(occasion)) return [];
  return sayableAt(occasion).flatMap((one) =>
    one.means ? [{ written: written(one), means: one.means[language], only: one.only ?? null }] : [],
  );
}
