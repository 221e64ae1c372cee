/** A touch's facts of this moment as a letter: subject, text and HTML that say the same. */
import type { Template } from "../../../chains/script.ts";
import {
  sayCardNumber,
  sayDay,
  sayMoney,
  sayPhone,
  writtenIn,
  type Language,
  type Words,
} from "../../../kernel/language.ts";
import type { Statement } from "../../../loyalty/statement.ts";
import { sayMonth } from "../../../loyalty/statement-words.ts";
import { DeliveryError } from "../../intent.ts";
import { stoppableOf, type Stoppable } from "../../stop-link.ts";
import { addressOf, onlyKnown, sayWords, type Saying, type Scope } from "../../words.ts";
import type { FooterLine, Layout } from "./layout.ts";
import type { Letter } from "./transport.ts";

/** What is known, at release, about one touch and the client it is for. */
export interface LetterFacts {
  chain: string;
  chainVersion: number;
  templateName: string;
  template: Template;
  purpose: string;
  occasionKind: string;
  /** The day the touch is for, on the client's calendar. */
  today: Temporal.PlainDate;
  facts: Scope;
  language: Language;
  client: { givenName: string; patronymic: string; familyName: string };
  card:
    | {
        number: string;
        balance: bigint;
        validThrough: Temporal.PlainDate;
        lastPresentedOn: Temporal.PlainDate;
        office: string | null;
      }
    | undefined;
  /** The client's home office, else the card's; signs the letter. */
  office: { name: string; address: string; phone: string | null } | undefined;
  issue: { subject: Partial<Words>; body: Partial<Words>; conditions: Partial<Words> } | undefined;
  business: { name: string; currency: string };
  /** Of the month that is over, where the letter is about one. */
  statement?: Statement;
  /** Where its reader stops such letters; undefined where nobody can reach the program. */
  stopPage?: string | undefined;
}

/** Throws DeliveryError, permanent, that names the template and what it lacks. */
export function renderLetter(known: LetterFacts, layout: Layout): Omit<Letter, "to" | "messageId"> {
  const { language, business } = known;
  const saying: Saying = { language, currency: business.currency, today: known.today };
  const where = `${known.chain} v${known.chainVersion}, ${known.templateName}`;
  const scope = scopeOf(known, saying);
  const { subject: subjectWords, body: bodyWords } = known.template;
  if (!subjectWords || !bodyWords)
    throw new DeliveryError(`template ${where}: it has no words for a letter`, { permanent: true });
  const subject = sayWords(subjectWords[language], scope, saying, `${where}.subject.${language}`)
    .replace(/[\r\n\t ]+/g, " ")
    .trim();
  const body = sayWords(bodyWords[language], scope, saying, `${where}.body.${language}`)
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  if (!subject || !body) throw new DeliveryError(`template ${where}: no words left`, { permanent: true });
  const offer = offerOf(known, scope, saying, where);
  const footer = footerOf(known);
  const whole = offer === undefined || body.includes(offer) ? body : `${body}\n\n${offer}`;
  return {
    subject,
    text: footer.length > 0 ? `${whole}\n\n-- \n${footer.map(inText).join("\n")}\n` : `${whole}\n`,
    html: layout({
      language,
      subject,
      business: business.name,
      burning: burningOf(known),
      body: whole,
      footer,
    }),
  };
}

/** An offer never goes out without all of its conditions, wherever the words have put it. */
function offerOf(known: LetterFacts, scope: Scope, saying: Saying, where: string): string | undefined {
  const { offer } = known.template;
  if (!offer) return undefined;
  const { language } = saying;
  const what = sayWords(offer.what[language], scope, saying, `${where}.offer.what.${language}`).trim();
  const conditions = sayWords(
    offer.conditions[language],
    scope,
    saying,
    `${where}.offer.conditions.${language}`,
  ).trim();
  return `${what}\n\n${language === "ru" ? "Условия" : "Conditions"}: ${conditions}`;
}

/** The figures of a month, as they stand on its statement. */
function statedOf({ statement }: LetterFacts, { language, currency, today }: Saying): Scope | undefined {
  if (!statement) return undefined;
  const { totals, opening, closing, burns, lines } = statement;
  const money = (sum: bigint): string => sayMoney(language, sum, currency);
  return {
    month: sayMonth(statement.month, language),
    purchases: lines.filter(({ kind }) => kind === "purchase").length,
    opening: money(opening.bonus),
    closing: money(closing.bonus),
    paid: money(totals.paid),
    earned: money(totals.earned),
    spent: money(totals.spent),
    burned: totals.burned === 0n ? undefined : money(totals.burned),
    deposit: closing.deposit === 0n ? undefined : money(closing.deposit),
    burns: burns ? money(burns.amount) : undefined,
    burns_on: burns ? sayDay(language, Temporal.PlainDate.from(burns.on), today) : undefined,
  };
}

/** What words about a touch may name. */
export function scopeOf(known: LetterFacts, saying: Saying): Scope {
  const { language, currency, today } = saying;
  const { client, card, facts, issue } = known;
  const day = (date: Temporal.PlainDate): string => sayDay(language, date, today);
  const returnedOn = facts["returnedOn"];
  return onlyKnown({
    client: {
      given_name: client.givenName,
      patronymic: client.patronymic,
      family_name: client.familyName,
      address: addressOf(client, language),
    },
    card: card && {
      number: sayCardNumber(card.number),
      balance: sayMoney(language, card.balance, currency),
      valid_through: day(card.validThrough),
      burns_on: day(card.validThrough.add({ days: 1 })),
      last_presented_on: day(card.lastPresentedOn),
      office: card.office,
    },
    trip: {
      destination: facts["destination"],
      returned_on: typeof returnedOn === "string" ? day(Temporal.PlainDate.from(returnedOn)) : undefined,
    },
    issue: issue && issueWords(issue, language),
    business: { name: known.business.name },
    statement: statedOf(known, saying),
    facts,
  });
}

/** In the reader's language, or in the one it was written in; what its offers depend on ends it. */
function issueWords(
  { subject, body, conditions }: NonNullable<LetterFacts["issue"]>,
  language: Language,
): { subject: string | undefined; body: string | undefined } {
  const said = writtenIn(body, language);
  const terms = conditions[said];
  const depends = terms && { ru: `Условия: ${terms}`, en: `Conditions: ${terms}` }[said];
  return { subject: subject[said], body: depends ? `${body[said]}\n\n${depends}` : body[said] };
}

function burningOf(known: LetterFacts): { sum: string; when: string } | undefined {
  if (known.occasionKind !== "bonus-burn" || !known.card) return undefined;
  const burnsOn = sayDay(known.language, known.card.validThrough.add({ days: 1 }), known.today);
  return {
    sum: sayMoney(known.language, known.card.balance, known.business.currency),
    when: known.language === "ru" ? `сгорят ${burnsOn}` : `burns on ${burnsOn}`,
  };
}

/** Where we are and how to make us stop. */
function footerOf({ office, purpose, language, stopPage }: LetterFacts): FooterLine[] {
  const lines: FooterLine[] = [];
  if (office) lines.push([office.name, office.address].filter(Boolean).join(", "));
  const phone = office?.phone ? sayPhone(office.phone) : undefined;
  if (phone) lines.push(phone);
  const stoppable = stoppableOf(purpose);
  if (!stoppable) return lines;
  const stop = stopWords[stoppable];
  if (stop.why) lines.push(stop.why[language]);
  if (stopPage !== undefined) lines.push({ words: stop.link[language], to: stopPage });
  else
    lines.push(
      stop.reply[language] +
        (phone ? { ru: ` или позвоните ${phone}`, en: ` or call ${phone}` }[language] : "") +
        ".",
    );
  return lines;
}

const inText = (line: FooterLine): string => (typeof line === "string" ? line : `${line.words}: ${line.to}`);

const stopWords: Record<Stoppable, { why?: Words; link: Words; reply: Words }> = {
  advertising: {
    why: { ru: "Это реклама, на которую Вы согласились.", en: "This is advertising that you agreed to." },
    link: { ru: "Больше не присылать", en: "Send no more of it" },
    reply: {
      ru: "Чтобы мы перестали её присылать, ответьте на это письмо",
      en: "To stop it, reply to this letter",
    },
  },
  contact: {
    link: { ru: "Больше не писать мне об этом", en: "Write to me no more about this" },
    reply: {
      ru: "Чтобы мы больше не писали об этом, ответьте на это письмо",
      en: "To hear no more about this, reply to this letter",
    },
  },
};
