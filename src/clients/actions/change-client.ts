/**
 * One change of what is known about a client: one transaction, the client locked, with its history written and the plan
 * judged anew before it commits. A change with a key of its sender happens once.
 */
import { inTransaction } from "../../database/in-transaction.ts";
import type { OpenTransaction } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import { inputHash, keyConflict } from "../../kernel/idempotency.ts";
import { badInput } from "../bad-input.ts";
import type { Author, Change, ClientDesk } from "../desk.ts";
import { insertChanges } from "../store/changes.ts";
import { stoppedAmong } from "../store/demands.ts";
import { findCreation, insertCreation, lockClients, staffName } from "../store/creations.ts";
import { changesIdentity, lookForDuplicates } from "./find-duplicates.ts";
import { noSuchClient } from "./no-such-client.ts";

export interface ChangeRequest<Input> {
  client: string;
  input: Input & { staffMember?: string | undefined };
  /** Made by the sender; what makes or ends something has one. */
  key?: string;
}

export interface ChangeRun<Input> {
  trx: OpenTransaction;
  now: Temporal.Instant;
  author: Author;
  client: string;
  input: Input;
}

export interface Changed {
  /** What was made, if something was. */
  made: string | null;
  changes: readonly Change[];
  /** Other clients whose plan depends on it. */
  concerns?: readonly string[];
}

export interface Options {
  /** What the request is called, so that one key is not taken for two things. */
  name: string;
  /** Another client who must be there, and is locked with the first. */
  other?: string;
  /** What a client says about being left alone is written down whatever was said before. */
  evenIfStopped?: boolean;
}

/**
 * Returns what was made. Throws `bad_input`, `client_merged`, `idempotency_conflict`, `not_found`, `processing_stopped` besides
 * what `act` throws.
 */
export function changeClient<Input>(
  { db, clock, replan }: ClientDesk,
  request: ChangeRequest<Input>,
  { name, other, evenIfStopped = false }: Options,
  act: (run: ChangeRun<Input>) => Promise<Changed>,
): Promise<string | null> {
  const { input, key } = request;
  const client = request.client.toLowerCase();
  return inTransaction(db, async (trx) => {
    const asked = other === undefined ? [client] : [client, other];
    const there = await lockClients(trx, asked);
    const missing = asked.filter((id) => !there.includes(id));
    if (missing.length > 0) throw await noSuchClient(trx, ...missing);
    const now = clock.now();
    const hash = inputHash(`${name} ${client}`, input);
    const earlier = key === undefined ? undefined : await madeBefore(trx, key, hash);
    if (earlier !== undefined) return earlier;
    if (!evenIfStopped) await refuseIfStopped(trx, asked);
    const author = await authorOf(trx, input.staffMember);
    const { made, changes, concerns = [] } = await act({ trx, now, author, client, input });
    await insertChanges(
      trx,
      changes.map((change) => ({ ...change, client })),
      { at: now, author },
    );
    if (changesIdentity(changes)) await lookForDuplicates(trx, [client]);
    if (key !== undefined && made !== null) await keep(trx, { key, inputHash: hash, client, made, at: now });
    if (changes.length > 0) await replan(trx, { clients: [...new Set([client, ...concerns])], at: now });
    return made;
  });
}

/** Throws `processing_stopped`. */
async function refuseIfStopped(trx: OpenTransaction, clients: readonly string[]): Promise<void> {
  const stopped = await stoppedAmong(trx, clients);
  if (stopped.size > 0) throw processingStopped();
}

export const processingStopped = (): DomainError =>
  new DomainError(
    "processing_stopped",
    "The client demanded that their data is no longer used: it may be kept and erased, not changed.",
    { place: { field: "id" } },
  );

/** Undefined: the key is new. Throws `idempotency_conflict`. */
export async function madeBefore(
  trx: OpenTransaction,
  key: string,
  hash: string,
): Promise<string | undefined> {
  const earlier = await findCreation(trx, key);
  if (earlier && earlier.inputHash !== hash) throw keyConflict(key, "request");
  return earlier?.made;
}

/** Throws `idempotency_conflict`. */
export async function keep(
  trx: OpenTransaction,
  creation: Parameters<typeof insertCreation>[1],
): Promise<void> {
  if (!(await insertCreation(trx, creation))) throw keyConflict(creation.key, "request");
}

/** Throws `bad_input`. */
export async function authorOf(trx: OpenTransaction, staffMember: string | undefined): Promise<Author> {
  if (staffMember === undefined) return { staffMember: null, name: "API", source: "api" };
  const name = await staffName(trx, staffMember);
  if (name === undefined) throw badInput("staffMember", "a staff member's id");
  return { staffMember, name, source: "staff" };
}
