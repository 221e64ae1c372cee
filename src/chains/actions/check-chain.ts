/** What is wrong with a chain's text, without saving it. */
import { DomainError } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/language.ts";
import type { ChainCheck } from "../contract.ts";
import { readChain } from "../pack-file.ts";
import { warningsOf } from "../show.ts";

export function checkChain(yaml: string, file: string, language: Language): ChainCheck {
  try {
    return { mistakes: [], warnings: warningsOf(readChain(yaml, file, language), language) };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "chain_invalid") throw error;
    return { mistakes: error.message.split("\n"), warnings: [] };
  }
}
