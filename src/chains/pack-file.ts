/** Reads the YAML of a pack or of one chain; every mistake is named with its line and column and what was expected. */
import { isNode, isPair, isMap, LineCounter, parseDocument, type Document } from "yaml";
import type { TSchema } from "typebox";
import { DomainError } from "../kernel/errors.ts";
import type { Language } from "../kernel/language.ts";
import { chainSchema, packSchema, type Chain, type Pack } from "./chain.ts";
import { lintChain } from "./lint.ts";
import { schemaMistakes, type Mistake } from "./mistakes.ts";
import { yamlMistakes } from "./yaml-mistakes.ts";

interface Asked {
  text: string;
  /** For the message only. */
  file: string;
  language: Language;
}

/** Throws `chain_invalid` with every mistake found. */
export function readPack(text: string, file: string, language: Language = "en"): Pack {
  return read({ text, file, language }, packSchema, (pack: Pack) => [
    ...repeatedChains(pack),
    ...pack.chains.flatMap((chain, index) => within(lintChain(chain), ["chains", String(index)])),
  ]);
}

/** Throws `chain_invalid` with every mistake found. */
export function readChain(text: string, file: string, language: Language = "en"): Chain {
  return read({ text, file, language }, chainSchema, (chain: Chain) => lintChain(chain));
}

/** Of a pack or of one chain. Throws `chain_invalid` with every mistake found. */
export const readChains = (text: string, file: string, language: Language = "en"): readonly Chain[] =>
  /^pack:/m.test(text) ? readPack(text, file, language).chains : [readChain(text, file, language)];

function read<Content>(
  { text, file, language }: Asked,
  schema: TSchema,
  lint: (content: Content) => Mistake[],
): Content {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const told = (offset: number, sentence: string): { offset: number; sentence: string } => {
    const { line, col } = lines.linePos(offset);
    return { offset, sentence: `${file}:${line}:${col}: ${sentence}` };
  };
  const refuse = (mistakes: { offset: number; sentence: string }[]): void => {
    if (mistakes.length === 0) return;
    const sentences = mistakes.sort((a, b) => a.offset - b.offset).map(({ sentence }) => sentence);
    throw new DomainError("chain_invalid", [...new Set(sentences)].join("\n"), { place: { file } });
  };
  refuse(yamlMistakes(document).map(({ offset, said }) => told(offset, said[language])));
  const content: unknown = document.toJS();
  const tell = (mistakes: Mistake[]) =>
    refuse(
      mistakes.map(({ path, said }) =>
        told(
          offsetOf(document, path),
          path.length > 0 ? `${path.join(".")}: ${said[language]}` : said[language],
        ),
      ),
    );
  tell(schemaMistakes(schema, content));
  tell(lint(content as Content));
  return content as Content;
}

function repeatedChains(pack: Pack): Mistake[] {
  const codes = pack.chains.map(({ code }) => code);
  return codes.flatMap((code, index) =>
    codes.indexOf(code) === index
      ? []
      : [
          {
            path: ["chains", String(index), "code"],
            said: { ru: `цепочка ${code} уже есть в наборе`, en: `the pack has a chain ${code} already` },
          },
        ],
  );
}

const within = (mistakes: Mistake[], path: string[]): Mistake[] =>
  mistakes.map((mistake) => ({ ...mistake, path: [...path, ...mistake.path] }));

/** Where the key stands, or the item of a list, or the nearest parent that is there. */
function offsetOf(document: Document.Parsed, path: string[]): number {
  for (let length = path.length; length > 0; length--) {
    const keys = path.slice(0, length).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const parent: unknown = keys.length === 1 ? document.contents : document.getIn(keys.slice(0, -1), true);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && String(item.key) === path[length - 1]);
      if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node: unknown = document.getIn(keys, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return isNode(document.contents) && document.contents.range ? document.contents.range[0] : 0;
}
