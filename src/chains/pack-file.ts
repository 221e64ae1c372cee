/** Reads a pack's YAML; every mistake is named with its line and column and what was expected. */
import { isNode, LineCounter, parseDocument, type Document } from "yaml";
import { Value } from "typebox/value";
import { DomainError } from "../kernel/errors.ts";
import { packSchema, type Pack } from "./chain.ts";

/** Throws `chain_invalid` with every mistake found. `file` is for the message only. */
export function readPack(text: string, file: string): Pack {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const syntax = document.errors.map((error) => `${at(error.pos[0])}: ${error.message}`);
  if (syntax.length > 0) throw new DomainError("chain_invalid", syntax.join("\n"), { place: { file } });
  const content: unknown = document.toJS();
  const mistakes = [...Value.Errors(packSchema, content)].map((error) => {
    const path = error.instancePath.split("/").slice(1);
    return `${at(offsetOf(document, path))}: ${path.join(".") || "the file"} ${error.message}${expected(error.params)}`;
  });
  if (mistakes.length > 0) throw new DomainError("chain_invalid", mistakes.join("\n"), { place: { file } });
  const pack = content as Pack;
  pack.chains.forEach((chain, index) => {
    for (const [position, step] of chain.steps.entries()) {
      if (chain.templates[step.template]) continue;
      const place = at(offsetOf(document, ["chains", String(index), "steps", String(position), "template"]));
      throw new DomainError(
        "chain_invalid",
        `${place}: step ${step.code} names the template ${step.template}; expected one of ${Object.keys(chain.templates).join(", ")}`,
        { place: { file } },
      );
    }
  });
  return pack;
}

function expected(params: object): string {
  if ("allowedValues" in params) return `: ${(params.allowedValues as string[]).join(", ")}`;
  return "additionalProperties" in params ? `: ${(params.additionalProperties as string[]).join(", ")}` : "";
}

/** Where the value stands, or its nearest parent that is there. */
function offsetOf(document: Document.Parsed, path: string[]): number {
  for (let length = path.length; length > 0; length--) {
    const keys = path.slice(0, length).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const node: unknown = document.getIn(keys, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
