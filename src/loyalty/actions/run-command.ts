/** A command on one card: one transaction, the card locked, and once whatever the number of its copies. */
import { inTransaction } from "../../database/in-transaction.ts";
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import type { EpochDay } from "../../kernel/calendar.ts";
import type { Clock } from "../../kernel/clock.ts";
import { inputHash, keyConflict } from "../../kernel/idempotency.ts";
import type { Recall } from "../recall.ts";
import { findCommand, insertCommand, type DoneCommand } from "../store/commands.ts";
import { lockTillCard } from "../store/till-card.ts";
import { noSuchCard, refuseNumber, todayAt, type NumberState, type TillCard } from "../till.ts";

export interface Till {
  db: Connection;
  clock: Clock;
  /** Of a process that lives longer than one command. */
  recall?: Recall;
}

export interface Command<Input> {
  /** Made by the sender. */
  key: string;
  input: Input;
}

export interface CardCommand<Input> extends Command<Input> {
  /** The card's number. */
  number: string;
}

export interface CommandRun<Input> extends Command<Input> {
  trx: OpenTransaction;
  now: Temporal.Instant;
}

export interface CardRun<Input> extends CommandRun<Input> {
  card: TillCard;
  /** The day in the card's own calendar. */
  today: EpochDay;
}

/** Throws `card_replaced`, `card_waiting`, `idempotency_conflict` and `not_found` besides what `act` throws. */
export function runOnCard<Input, Answer>(
  { db, clock }: Till,
  name: string,
  command: CardCommand<Input>,
  act: (run: CardRun<Input>) => Promise<Answer>,
  { accepts = ["active"] }: { accepts?: readonly NumberState[] } = {},
): Promise<Answer> {
  return inTransaction(db, async (trx) => {
    const card = await lockTillCard(trx, command.number);
    if (!card) throw noSuchCard(command.number);
    const now = clock.now();
    const run = { ...command, trx, now, card, today: todayAt(card.zone, now) };
    return once(
      run,
      { clientId: card.clientId, hash: inputHash(`${name} ${card.number}`, command.input) },
      () => {
        refuseNumber(card, accepts);
        return act(run);
      },
    );
  });
}

/** The client is locked, or a card of the client. */
export async function once<Answer>(
  { trx, now, key }: CommandRun<unknown>,
  { clientId, hash }: { clientId: string; hash: string },
  act: () => Promise<Answer>,
): Promise<Answer> {
  const done = await findCommand(trx, clientId, key);
  if (done) return earlierAnswer(done, key, hash) as Answer;
  const answer = await act();
  if (!(await insertCommand(trx, { clientId, key, inputHash: hash, answer, bookedAt: now })))
    throw keyConflict(key, "command");
  return answer;
}

/** The answer as it was stored; its shape is that of the command's. Throws `idempotency_conflict`. */
export function earlierAnswer(done: DoneCommand, key: string, hash: string): unknown {
  if (done.inputHash !== hash) throw keyConflict(key, "command");
  return done.answer;
}
