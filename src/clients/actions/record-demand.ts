/**
 * A demand to have what is known handed out, to stop, or to destroy it. By the latter two nothing is done with the client's data
 * from that moment on but keeping it: what is planned is judged anew in the same transaction, and nothing of it may happen any more.
 */
import { loadSettings } from "../../business/store.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { badInput } from "../bad-input.ts";
import type { DemandAct, NewDemand } from "../demand-contract.ts";
import { stateOf, stopsProcessing } from "../demand.ts";
import type { ClientDesk } from "../desk.ts";
import { demandsOf, moveDemand, type DemandRow } from "../store/demands.ts";
import type { OpenTransaction } from "../../database/sql.ts";
import { changeClient, type ChangeRequest } from "./change-client.ts";
import { openDemand, withdrawProcessing } from "./open-demand.ts";

const field = "demand";

/** Returns the demand's id. Throws `bad_input`, `idempotency_conflict`, `not_found`. */
export const recordDemand = (desk: ClientDesk, request: ChangeRequest<NewDemand>): Promise<string | null> =>
  changeClient(
    desk,
    request,
    { name: field, evenIfStopped: true },
    async ({ trx, now, author, client, input }) => {
      const { kind, how, words = "" } = input;
      const today = dayIn((await loadSettings(trx)).zone, now);
      const receivedOn = input.receivedOn === undefined ? today : Temporal.PlainDate.from(input.receivedOn);
      if (Temporal.PlainDate.compare(receivedOn, today) > 0)
        throw badInput("receivedOn", "a day that has come");
      const { id, change } = await openDemand(
        { trx, client, now, author },
        { kind, receivedOn, how: how.trim(), words: words.trim() },
      );
      const withdrawn = stopsProcessing(kind)
        ? await withdrawProcessing(trx, client, { now, receivedOn, how })
        : [];
      return { made: id, changes: [change, ...withdrawn] };
    },
  );

type Move = ChangeRequest<DemandAct & { demand: string }>;

/** The client takes it back. Twice is once. Throws `bad_input`, `not_found`, `wrong_state`. */
export const takeDemandBack = (desk: ClientDesk, request: Move): Promise<string | null> =>
  move(desk, request, "taken_back");

/** What was demanded is done: told to the client. An erasure is closed by carrying it out. Throws the same. */
export const closeDemand = (desk: ClientDesk, request: Move): Promise<string | null> =>
  move(desk, request, "closed");

const move = (desk: ClientDesk, request: Move, to: "closed" | "taken_back"): Promise<string | null> =>
  changeClient(
    desk,
    request,
    { name: `demand-${to}`, evenIfStopped: true },
    async ({ trx, now, author, client, input }) => {
      const demand = await findDemand(trx, client, input.demand);
      const before = stateOf(demand);
      if (before === to) return { made: null, changes: [] };
      if (demand.kind === "erasure" && (to === "closed" || before === "closed"))
        throw wrongState("A demand to erase is closed by the erasure, and then for good.");
      if (before === "taken_back") throw wrongState("The demand was taken back.");
      await moveDemand(trx, { client, id: demand.id }, { to, at: now, by: author.staffMember });
      return {
        made: null,
        changes: [{ field, subject: demand.id, before: { state: before }, after: { state: to } }],
      };
    },
  );

const wrongState = (message: string) => new DomainError("wrong_state", message, { place: { field } });

/** Throws `not_found`. */
export async function findDemand(trx: OpenTransaction, client: string, id: string): Promise<DemandRow> {
  const found = (await demandsOf(trx, client)).find((demand) => demand.id === id.toLowerCase());
  if (!found) throw new DomainError("not_found", "The client has made no such demand.", { place: { field } });
  return found;
}
