/** What is said in a conversation, with a client's facts in it. Throws as `sayWords` does. */
import { questionsOf, type Template } from "../chains/script.ts";
import { sayWords, type Saying, type Scope } from "./words.ts";

export interface SaidScript {
  opening: string;
  questions: { code: string; ask: string; answers: { text: string; next: string | null }[] }[];
  closing: string | null;
}

/** Undefined where the template has no script. */
export function sayScript(
  { script }: Template,
  scope: Scope,
  saying: Saying,
  where: string,
): SaidScript | undefined {
  if (!script) return undefined;
  const { language } = saying;
  const say = (words: { ru: string; en: string }, what: string) =>
    sayWords(words[language], scope, saying, `${where}.script.${what}.${language}`).trim();
  if (!("questions" in script)) return { opening: say(script, "opening"), questions: [], closing: null };
  return {
    opening: say(script.opening, "opening"),
    questions: questionsOf(script).map(({ code, ask, answers = [] }) => ({
      code,
      ask: say(ask, code),
      answers: answers.map(({ text, next }) => ({ text: say(text, code), next: next ?? null })),
    })),
    closing: script.closing ? say(script.closing, "closing") : null,
  };
}
