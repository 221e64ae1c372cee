/** Where a text is no YAML that can be kept, before anybody asks whether it is a chain; said in both languages. */
import { visit, type Document, type ErrorCode, type YAMLError } from "yaml";
import type { Words } from "../kernel/language.ts";

export interface YamlMistake {
  /** In characters from the beginning of the text. */
  offset: number;
  said: Words;
}

export function yamlMistakes(document: Document.Parsed): YamlMistake[] {
  // An unknown tag is a warning to the library, which then drops it; whoever wrote it meant something.
  const unknownTags = document.warnings.filter(({ code }) => code === "TAG_RESOLVE_FAILED");
  const errors: readonly YAMLError[] = [...document.errors, ...unknownTags];
  if (errors.length > 0) return errors.map(({ code, message, pos }) => at(pos[0], wordsOf(code, message)));
  return [...astray(document), ...unkeepable(document)];
}

const at = (offset: number, said: Words): YamlMistake => ({ offset, said });

const russian: Partial<Record<ErrorCode, string>> = {
  BAD_DQ_ESCAPE: "такой последовательности после \\ в кавычках не бывает",
  BAD_INDENT: "отступ не такой, как у соседних строк",
  BAD_SCALAR_START: "с этого знака текст без кавычек не начинается",
  BLOCK_AS_IMPLICIT_KEY: "вложенные поля не могут стоять в той же строке",
  BLOCK_IN_FLOW: "в скобках [ ] и { } списки и поля пишут в одну строку",
  DUPLICATE_KEY: "это поле уже есть выше",
  KEY_OVER_1024_CHARS: "имя поля слишком длинное",
  MISSING_CHAR: "не хватает знака: кавычки, скобки, запятой, двоеточия, дефиса или пробела",
  MULTILINE_IMPLICIT_KEY: "имя поля и двоеточие стоят в одной строке",
  MULTIPLE_DOCS: "второй документ после ---; ожидается один",
  RESOURCE_EXHAUSTION: "слишком глубоко вложено",
  TAB_AS_INDENT: "отступ сделан табуляцией; ожидаются пробелы",
  TAG_RESOLVE_FAILED: "такого тега нет",
  UNEXPECTED_TOKEN: "этого знака здесь не ожидали",
};
const english: Partial<Record<ErrorCode, string>> = {
  MULTIPLE_DOCS: "a second document after ---; expected one",
  RESOURCE_EXHAUSTION: "nested too deep",
};

function wordsOf(code: ErrorCode, message: string): Words {
  const known = /call stack/i.test(message) ? "RESOURCE_EXHAUSTION" : code;
  return { ru: russian[known] ?? "это не читается как YAML", en: english[known] ?? message };
}

/** References to anchors that are not there, or so many of them that they would unfold without end. */
function astray(document: Document.Parsed): YamlMistake[] {
  const mistakes: YamlMistake[] = [];
  let first: number | undefined;
  visit(document, {
    Alias(_, alias) {
      const [offset] = alias.range ?? [0];
      first ??= offset;
      const { source } = alias;
      if (!alias.resolve(document))
        mistakes.push(
          at(offset, { ru: `якоря &${source} выше нет`, en: `there is no anchor &${source} above` }),
        );
    },
  });
  if (mistakes.length > 0 || first === undefined) return mistakes;
  try {
    document.toJS();
    return [];
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return [at(first, { ru: "слишком много ссылок на якоря", en: "too many references to anchors" })];
  }
}

/** A database keeps neither NUL nor half a character. */
function unkeepable(document: Document.Parsed): YamlMistake[] {
  const mistakes: YamlMistake[] = [];
  visit(document, {
    Scalar(_, { value, range }) {
      if (typeof value !== "string" || (!value.includes("\0") && value.isWellFormed())) return;
      mistakes.push(
        at(range?.[0] ?? 0, {
          ru: "в тексте есть знак, который нельзя сохранить: \\0 или половина символа",
          en: "this text holds what cannot be kept: \\0 or half a character",
        }),
      );
    },
  });
  return mistakes;
}
