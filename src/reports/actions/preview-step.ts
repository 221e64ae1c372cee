/** A step's letter and script with the facts of one client, as they are now; nothing is planned or sent. */
import type { Reader } from "../../business/reader.ts";
import type { Chain, Step } from "../../chains/chain.ts";
import { zoneOfClient } from "../../clients/actions/zone-of-client.ts";
import { fullName } from "../../clients/person-name.ts";
import type { Connection } from "../../database/sql.ts";
import { letterLayout } from "../../delivery/channels/email/layout.ts";
import { renderLetter, scopeOf, type LetterFacts } from "../../delivery/channels/email/render.ts";
import { DeliveryError } from "../../delivery/intent.ts";
import { withStatement } from "../../delivery/actions/with-statements.ts";
import { sayScript } from "../../delivery/say-script.ts";
import { imaginedFacts } from "../../delivery/store/letter-facts.ts";
import { DomainError } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/language.ts";
import { findExamples } from "../../planning/actions/find-examples.ts";
import type { StepPreview } from "../preview-contract.ts";
import { planWords } from "../words.ts";

export interface PreviewAsked {
  chain: Chain;
  step: string;
  /** Absent: who has the occasion soonest. */
  client?: string | undefined;
  /** Absent: the client's own. */
  language?: Language | undefined;
}

/** Throws `not_found` where there is no such step or client. */
export async function previewStep(db: Connection, reader: Reader, asked: PreviewAsked): Promise<StepPreview> {
  const { chain } = asked;
  const step = chain.steps.find(({ code }) => code === asked.step);
  if (!step) throw new DomainError("not_found", `The chain ${chain.code} has no step ${asked.step}.`);
  if (asked.client !== undefined) await zoneOfClient(db, asked.client);
  const { chosen, near } = await findExamples(
    db,
    { chain, step },
    { on: reader.today, at: reader.now, client: asked.client },
  );
  const clients = near.map((example) => ({
    id: example.client,
    name: fullName(example),
    dueOn: example.dueOn.toString(),
  }));
  const nobody = { client: null, name: null, language: null, occasion: null, letter: null, script: null };
  if (!chosen) return { ...nobody, problems: [], clients };
  const known = await imaginedFacts(db, chain, step, {
    client: chosen.client,
    on: chosen.dueOn,
    facts: chosen.facts,
  });
  if (!known) return { ...nobody, problems: [], clients };
  const language = asked.language ?? known.language;
  const why = planWords(reader, []).why(chain.occasion, chosen.facts);
  return {
    client: chosen.client,
    name: fullName(chosen),
    language,
    occasion: { date: chosen.date.toString(), dueOn: chosen.dueOn.toString(), text: why },
    ...(await said(
      await withStatement({ db, clock: { now: () => reader.now } }, { ...known, language }),
      step,
    )),
    clients,
  };
}

async function said(
  known: LetterFacts,
  step: Step,
): Promise<Pick<StepPreview, "letter" | "script" | "problems">> {
  const problems: string[] = [];
  const tried = <Words>(say: () => Words): Words | null => {
    try {
      return say();
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      problems.push(error.message);
      return null;
    }
  };
  const layout = await letterLayout();
  const saying = { language: known.language, currency: known.business.currency, today: known.today };
  const { template } = known;
  const letter = template.body && template.subject ? tried(() => renderLetter(known, layout)) : null;
  const script = tried(
    () => sayScript(template, scopeOf(known, saying), saying, `${known.chain}, ${step.template}`) ?? null,
  );
  return { letter: letter && { ...letter }, script, problems };
}
