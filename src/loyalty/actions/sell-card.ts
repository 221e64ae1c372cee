import { findClient } from "../../clients/store/find-client.ts";
import { formatDay } from "../../kernel/calendar.ts";
import { newId } from "../../kernel/ids.ts";
import { cardExpiresOn } from "../card-expiry.ts";
import type { CardState, Sale } from "../contract.ts";
import { validThrough } from "../expiry.ts";
import { inputHash } from "../idempotency.ts";
import { programOn, standardType } from "../program-versions.ts";
import { insertCards } from "../store/cards.ts";
import { prolongationsOfNewCard } from "../store/grace.ts";
import { loadPrograms } from "../store/programs.ts";
import { isOffice, lockClient, roleOf, zoneForSale } from "../store/till-card.ts";
import { refuse, showCard, sumOf, todayAt } from "../till.ts";
import { later } from "../true-burns.ts";
import { giveCardNumber } from "./give-card-number.ts";
import { once, type Command, type CommandRun, type Till } from "./run-command.ts";

/** To a client who is there already. Throws `bad_input`, `idempotency_conflict`, `not_found`, `number_taken`, `range_used_up`. */
export const sellCard = ({ db, clock }: Till, command: Command<Sale>): Promise<CardState> =>
  db.transaction().execute(async (trx) => {
    const { id: clientId } = await findClient(trx, command.input.client);
    await lockClient(trx, clientId);
    const run = { ...command, trx, now: clock.now() };
    return once(run, { clientId, hash: inputHash("sell", command.input) }, () => sell(run, clientId));
  });

async function sell({ trx, now, input }: CommandRun<Sale>, clientId: string): Promise<CardState> {
  const { office, staffMember } = input;
  if (office !== undefined && !(await isOffice(trx, office))) refuse("office", "an office's id");
  if (staffMember !== undefined && !(await roleOf(trx, staffMember)))
    refuse("staffMember", "a staff member's id");
  const soldOn = todayAt(await zoneForSale(trx, office), now);
  const { cardType = standardType } = input;
  const programs = await loadPrograms(trx);
  if (!programs.some((program) => program.cardType === cardType))
    refuse("cardType", "a type of card that there is a program for");
  const program = programOn(programs, { cardType }, soldOn);
  const id = newId();
  const number = await giveCardNumber(trx, { clientId, cardId: id }, input);
  const card = {
    soldOn,
    expiresOn: cardExpiresOn(soldOn),
    lastPresentedOn: soldOn,
    validThrough: (await prolongationsOfNewCard(trx, office))
      .filter(({ on }) => on >= soldOn)
      .reduce((day, { through }) => later(day, through), validThrough(soldOn, program.validity)),
  };
  await insertCards(trx, [
    {
      clientId,
      id,
      number,
      cardType,
      price: input.price === undefined ? program.cardPrice : sumOf("price", input.price),
      soldOn: formatDay(card.soldOn),
      expiresOn: formatDay(card.expiresOn),
      lastPresentedOn: formatDay(card.lastPresentedOn),
      validThrough: formatDay(card.validThrough),
      balance: 0n,
      soldAtOfficeId: office ?? null,
      soldById: staffMember ?? null,
    },
  ]);
  const unused = {
    state: "active",
    numberState: "active",
    renewalOpen: false,
    balance: 0n,
    deposit: 0n,
  } as const;
  return showCard({ ...card, ...unused, clientId, number }, soldOn);
}
