/** A chain's YAML as the screen edits it: read into fields where it can be read, each field written back in its place. */
import { isMap, parseDocument, type Document } from "yaml";
import type { ChainDefinition } from "../../../src/chains/contract.ts";

export type Step = ChainDefinition["steps"][number];
export type Template = ChainDefinition["templates"][string];
export type Path = readonly (string | number)[];

/** Undefined where the text is no chain at all; what is wrong within it the program says. */
export function readText(text: string): ChainDefinition | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const chain = document.toJS() as Partial<ChainDefinition>;
  const isWhole =
    typeof chain.code === "string" &&
    typeof chain.occasion === "string" &&
    Array.isArray(chain.steps) &&
    chain.steps.every((step) => typeof step === "object" && step !== null && Array.isArray(step.channels)) &&
    typeof chain.templates === "object" &&
    chain.templates !== null;
  return isWhole ? (chain as ChainDefinition) : undefined;
}

/** The text with one field other; undefined takes the field out. */
export function withField(text: string, path: Path, value: unknown): string {
  return changed(text, (document) => {
    if (value === undefined) document.deleteIn([...path]);
    else document.setIn([...path], document.createNode(value));
  });
}

/** The text with several fields other, in one go. */
export function withFields(text: string, fields: readonly { path: Path; value: unknown }[]): string {
  return fields.reduce((before, { path, value }) => withField(before, path, value), text);
}

export const withoutItem = (text: string, path: Path): string =>
  changed(text, (document) => document.deleteIn([...path]));

function changed(text: string, change: (document: Document) => void): string {
  const document = parseDocument(text);
  change(document);
  return document.toString({ lineWidth: 0 });
}

/** A code like `step-3` that none of these has. */
export function freeCode(prefix: string, taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${prefix}-${number}`)) number += 1;
  return `${prefix}-${number}`;
}
