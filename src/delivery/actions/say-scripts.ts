/** What an operator says on a call: the script of each touch, filled in with the facts of this moment. */
import { questionsOf } from "../../chains/script.ts";
import type { Words } from "../../kernel/language.ts";
import type { Connection } from "../../database/sql.ts";
import { scopeOf, type LetterFacts } from "../channels/email/render.ts";
import { DeliveryError } from "../intent.ts";
import type { SaidScript } from "../script-contract.ts";
import { letterFacts } from "../store/letter-facts.ts";
import { sayWords, type Saying } from "../words.ts";

/** By touch; one whose step has no script is absent. Words that lack a fact are left out rather than said with a hole. */
export async function sayScripts(
  db: Connection,
  { client, touches }: { client: string; touches: readonly string[] },
): Promise<Map<string, SaidScript>> {
  const facts = await letterFacts(
    db,
    touches.map((touchId) => ({ clientId: client, touchId })),
  );
  const said = new Map<string, SaidScript>();
  for (const [touch, known] of facts) {
    const script = sayScript(known);
    if (script) said.set(touch, script);
  }
  return said;
}

function sayScript(known: LetterFacts): SaidScript | undefined {
  const { language, template, business, today } = known;
  const { script } = template;
  if (!script) return undefined;
  const saying: Saying = { language, currency: business.currency, today };
  const scope = scopeOf(known, saying);
  const say = (words: Words, where: string): string | null => {
    try {
      return sayWords(words[language], scope, saying, `${known.chain}.${where}.${language}`).trim() || null;
    } catch (error) {
      if (error instanceof DeliveryError) return null;
      throw error;
    }
  };
  const opening = say("opening" in script ? script.opening : script, "opening");
  const closing = "opening" in script && script.closing ? say(script.closing, "closing") : null;
  const questions = questionsOf(script).map((question) => ({
    code: question.code,
    ask: say(question.ask, question.code),
    fact: question.fact ?? null,
    onlyIfMissing: question.onlyIfMissing ?? false,
    next: question.next ?? null,
    answers: (question.answers ?? []).map((answer) => ({
      code: answer.code,
      text: say(answer.text, `${question.code}.${answer.code}`) ?? answer.code,
      store: answer.store ?? {},
      opens: answer.opens ?? null,
      outcome: answer.outcome ?? null,
      next: answer.next ?? null,
    })),
  }));
  return { language, opening, questions, closing };
}
