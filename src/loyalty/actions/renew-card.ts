import { loadRecords } from "../../clients/store/merged.ts";
import type { Connection } from "../../database/sql.ts";
import { formatDay, type EpochDay } from "../../kernel/calendar.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { cardExpiresOn } from "../card-expiry.ts";
import type { Renewal, RenewalMove } from "../desk-contract.ts";
import { mayFollow, type RenewalState } from "../renewal.ts";
import {
  changeNumber,
  insertMove,
  lastRenewal,
  loadMoves,
  markGivenUp,
  markWaiting,
  saveRenewal,
} from "../store/renewals.ts";
import { findTillCard, lockTillCard } from "../store/till-card.ts";
import { noSuchCard, refuse, refuseUnlessActive, showCard, todayAt, type TillCard } from "../till.ts";
import { giveCardNumber } from "./give-card-number.ts";
import { cardByNumber, refuseUnknownDesk } from "./replace-card.ts";
import { runOnCard, type CardCommand, type CardRun, type Till } from "./run-command.ts";

interface Standing {
  id: string;
  state: RenewalState | undefined;
  officeId: string | null;
  number: string | null;
}

/**
 * Moves the renewal of a card one step on; `asked` begins one. By the card's number or by the new one, which lies ready.
 * Until the new one is handed out the old one works; from then on it is dead, and the card expires three years later.
 * `liesAt` throws where it does not arrive, or is not handed out, at the office that was chosen.
 * Throws `bad_input`, `card_blocked`, `number_taken`, `range_used_up`, `wrong_state` and what `runOnCard` throws.
 */
export const renewCard = (
  till: Till,
  command: CardCommand<RenewalMove>,
  liesAt?: (office: string) => void,
): Promise<Renewal> =>
  runOnCard(
    till,
    "renew",
    command,
    async (run) => {
      const { trx, card, input, today } = run;
      const { to, office } = input;
      const last = await lastRenewal(trx, card);
      const allowed = mayFollow(last?.state);
      if (!allowed.includes(to))
        throw new DomainError(
          "wrong_state",
          `The renewal of the card ${card.number} is ${last?.state ?? "not asked for"}; expected one of ${allowed.join(", ")}.`,
          { place: { field: "to" } },
        );
      refuseMisplaced(input);
      await refuseUnknownDesk(run);
      if ((to === "arrived" || to === "handed_out") && last?.officeId) liesAt?.(last.officeId);
      if (to === "asked" || to === "handed_out") refuseUnlessActive(card);
      const before = to === "asked" || !last ? begun() : last;
      let after = await take(run, before, to);
      if (to === "asked" && office !== undefined) after = await take(run, after, "office_chosen");
      const number = to === "handed_out" ? (after.number ?? card.number) : card.number;
      return showRenewal(trx, await cardByNumber(run, number), today);
    },
    { accepts: ["active", "waiting"] },
  );

/**
 * Where the owner of a card that ends wants the new one: asks for it, or changes the office as long as none is made.
 * Within the caller's transaction. Throws `bad_input`, `card_blocked`, `not_found`, `wrong_state`.
 */
export async function chooseCardOffice(
  { trx, now }: Pick<CardRun<unknown>, "trx" | "now">,
  chosen: { client: string; number: string; office: string; staffMember: string },
): Promise<void> {
  const { client, number, office, staffMember } = chosen;
  const card = await lockTillCard(trx, number);
  if (!card || !(await loadRecords(trx, [client])).includes(card.clientId)) throw noSuchCard(number);
  const input: RenewalMove = { to: "office_chosen", office, staffMember };
  const run = { trx, now, card, today: todayAt(card.zone, now), input };
  await refuseUnknownDesk(run);
  refuseUnlessActive(card);
  const last = await lastRenewal(trx, card);
  const isOpen = last !== undefined && !mayFollow(last.state).includes("asked");
  if (isOpen && !mayFollow(last.state).includes("office_chosen"))
    throw new DomainError("wrong_state", "The new card is made: where it is handed out was chosen.", {
      place: { field: "office" },
    });
  if (isOpen && last.officeId === office.toLowerCase()) return;
  const asked = isOpen ? last : await take(run, begun(), "asked");
  await take(run, asked, "office_chosen");
}

const begun = (): Standing => ({ id: newId(), state: undefined, officeId: null, number: null });

type Step = Omit<CardRun<RenewalMove>, "key">;

/** One step, recorded with its moment and its staff member. */
async function take(
  run: Step,
  renewal: Standing,
  to: RenewalState,
): Promise<Standing & { state: RenewalState }> {
  const { trx, card, now, input } = run;
  const on = formatDay(run.today);
  const officeId = to === "office_chosen" ? (input.office ?? null) : renewal.officeId;
  const number = to === "made" ? await make(run, officeId) : renewal.number;
  if (to === "cancelled" && number !== null) await markGivenUp(trx, number, on);
  if (to === "handed_out" && number !== null)
    await changeNumber(trx, card, {
      number,
      on,
      officeId,
      staffMemberId: input.staffMember ?? null,
      expiresOn: formatDay(cardExpiresOn(run.today)),
    });
  const after = { id: renewal.id, state: to, officeId, number };
  await saveRenewal(trx, card, { ...after, since: on });
  const { clientId } = card;
  const staffMemberId = input.staffMember ?? null;
  await insertMove(trx, { clientId, renewalId: after.id, id: newId(), to, at: now, officeId, staffMemberId });
  return after;
}

async function make({ trx, card, input }: Step, officeId: string | null): Promise<string> {
  const number = await giveCardNumber(trx, card, { office: officeId ?? undefined, number: input.number });
  await markWaiting(trx, number);
  return number;
}

function refuseMisplaced({ to, office, number }: RenewalMove): void {
  if (to === "office_chosen" && office === undefined)
    refuse("office", "the id of the office where the card is handed out");
  if (office !== undefined && to !== "asked" && to !== "office_chosen")
    refuse("office", "nothing: the office was chosen before");
  if (number !== undefined && to !== "made")
    refuse("number", "nothing: a renewed card has its number once it is made");
}

/** The last renewal of the card, open or over. Throws `not_found`. */
export async function readRenewal({ db, clock }: Till, number: string): Promise<Renewal> {
  const card = await findTillCard(db, number);
  if (!card) throw noSuchCard(number);
  return showRenewal(db, card, todayAt(card.zone, clock.now()));
}

async function showRenewal(db: Connection, card: TillCard, today: EpochDay): Promise<Renewal> {
  const renewal = await lastRenewal(db, card);
  if (!renewal)
    throw new DomainError("not_found", `The card ${card.number} was never renewed.`, {
      place: { field: "number" },
    });
  const moves = await loadMoves(db, card.clientId, renewal.id);
  return {
    id: renewal.id,
    state: renewal.state,
    since: renewal.since.toString(),
    office: renewal.officeId,
    number: renewal.number,
    moves: moves.map(({ to, at, officeId, staffMemberId }) => ({
      to,
      at: at.toString(),
      office: officeId,
      staffMember: staffMemberId,
    })),
    card: showCard(card, today),
  };
}
