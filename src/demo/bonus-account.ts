/** The life of one card: what its purchases earned and spent and when the rest burned, by the rules of the program. */
import { formatDay, type EpochDay } from "../kernel/calendar.ts";
import { kopecks, zero, type Kopecks } from "../kernel/money.ts";
import { cardExpiresOn } from "../loyalty/card-expiry.ts";
import { depositPosting } from "../loyalty/deposit.ts";
import { validThrough } from "../loyalty/expiry.ts";
import { burnPosting, dealingPosting, type Posting } from "../loyalty/ledger.ts";
import { defaultProgram } from "../loyalty/program.ts";
import { quotePurchase, type PurchaseQuote } from "../loyalty/purchase.ts";
import { burnBefore, type Standing } from "../loyalty/true-burns.ts";
import type { Dice } from "./dice.ts";
import type { CardRow, PostingRow, PresentationRow } from "./rows.ts";

/** From one presentation to the next: what lay on the card and until when it could be spent. */
export interface Spell {
  cardNumber: string;
  cardId: string;
  from: EpochDay;
  validThrough: EpochDay;
  balance: bigint;
  next: EpochDay | undefined;
}

export interface Dealing {
  id: string;
  sourceKey: string;
  happenedOn: EpochDay;
}

export interface Sale {
  clientId: string;
  number: string;
  on: EpochDay;
  officeId: string;
  sellerId: string;
  /** Nothing for a card that was given. */
  price: Kopecks;
}

export class BonusAccount {
  readonly presentations: PresentationRow[] = [];
  readonly postings: PostingRow[] = [];
  readonly spells: Spell[] = [];
  readonly cardId: string;
  readonly #dice: Dice;
  readonly #sale: Sale;
  readonly #standing: Standing = { balance: 0n, validThrough: undefined };
  #deposit = zero;
  #lastOn: EpochDay;
  #lastOffice: string;
  #presentedOn: EpochDay | undefined;

  constructor(dice: Dice, sale: Sale) {
    this.#dice = dice;
    this.#sale = sale;
    this.#lastOn = sale.on;
    this.#lastOffice = sale.officeId;
    this.cardId = dice.id(sale.on);
  }

  /** The card is shown on `on`; days only ever grow. */
  present(on: EpochDay, officeId: string, bearer: PresentationRow["bearer"]): void {
    if (this.#presentedOn === on) return;
    this.#presentedOn = on;
    this.burnBy(on);
    const open = this.spells.at(-1);
    if (open) open.next = on;
    this.#lastOn = on;
    this.#lastOffice = officeId;
    this.presentations.push({
      client_id: this.#sale.clientId,
      id: this.#dice.id(on),
      card_id: this.cardId,
      presented_on: formatDay(on),
      office_id: officeId,
      bearer,
    });
    this.#open(on);
  }

  /** A purchase on the day the card was presented. */
  buy(dealing: Dealing, price: Kopecks, redeem: "never" | "always"): PurchaseQuote {
    const balance = kopecks(this.#standing.balance);
    const quote = quotePurchase({ price, balance, program: defaultProgram, redeem });
    if (quote.redeemed > zero) this.#post(dealingPosting("redeemed", dealing, quote.redeemed));
    if (quote.earned > zero) this.#post(dealingPosting("earned", dealing, quote.earned));
    this.#standing.balance += quote.earned - quote.redeemed;
    this.#open(dealing.happenedOn);
    return quote;
  }

  /** The client's own money, paid in ahead. */
  topUp(on: EpochDay, amount: Kopecks): void {
    this.#deposit = (this.#deposit + amount) as Kopecks;
    const key = `${this.cardId}:${formatDay(on)}`;
    this.#post(depositPosting("topped_up", { key, on, dealingId: null }, amount));
  }

  /** Books what has burned by `today`. */
  burnBy(today: EpochDay): void {
    const burn = burnBefore(this.#standing, today);
    if (burn) this.#post(burnPosting("burned", { ...burn, cardId: this.cardId, before: 0 }, burn.amount));
  }

  card(): CardRow {
    const { clientId, number, on, officeId, sellerId, price } = this.#sale;
    return {
      client_id: clientId,
      id: this.cardId,
      number,
      sold_on: formatDay(on),
      sold_at_office_id: officeId,
      sold_by_id: sellerId,
      price,
      expires_on: formatDay(cardExpiresOn(on)),
      last_presented_on: formatDay(this.#lastOn),
      last_presented_office_id: this.#lastOffice,
      valid_through: formatDay(validThrough(this.#lastOn, defaultProgram.validity)),
      balance: this.#standing.balance,
      deposit: this.#deposit,
    };
  }

  #open(on: EpochDay): void {
    if (this.spells.at(-1)?.from === on) this.spells.pop();
    const through = validThrough(on, defaultProgram.validity);
    this.#standing.validThrough = through;
    const { balance } = this.#standing;
    const card = { cardId: this.cardId, cardNumber: this.#sale.number };
    this.spells.push({ ...card, from: on, validThrough: through, balance, next: undefined });
  }

  #post({ kind, happenedOn, idempotencyKey, dealingId, entries: [own, other] }: Posting): void {
    const on = formatDay(happenedOn);
    this.postings.push({
      client_id: this.#sale.clientId,
      id: this.#dice.id(happenedOn),
      card_id: this.cardId,
      kind,
      happened_on: on,
      booked_at: `${on}T${kind === "burned" ? "00:10" : "12:05"}:00Z`,
      dealing_id: dealingId,
      on_account: own.account,
      gained: own.amount,
      against: other.account,
      idempotency_key: idempotencyKey,
    });
  }
}
