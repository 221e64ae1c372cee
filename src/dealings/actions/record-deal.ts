/** A trip or a visit is written down, corrected, or was none; what hangs on it is judged anew before that is committed. */
import { loadOffices, loadSettings } from "../../business/store.ts";
import { changeClient, type ChangeRequest } from "../../clients/actions/change-client.ts";
import { badInput } from "../../clients/bad-input.ts";
import type { ClientDesk } from "../../clients/desk.ts";
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { toDecimal } from "../../kernel/money.ts";
import { readDeal } from "../deal.ts";
import type { Deal, DealFields, DealInput } from "../deal-contract.ts";
import { asStored, deleteDeal, findDeal, putDeals, type DealRow } from "../store/deals.ts";

export const showDeal = ({ price, ...deal }: DealRow): Deal => ({ ...deal, price: toDecimal(price) });

/** `id`: the one to correct; a new one where absent. Throws `not_found`, `bad_input`, `idempotency_conflict`. */
export async function recordDeal(
  desk: ClientDesk,
  { id, ...request }: ChangeRequest<DealInput> & { id?: string },
): Promise<Deal> {
  const asked = id?.toLowerCase();
  const made = await changeClient(
    desk,
    request,
    { name: "dealing" },
    async ({ trx, now, author, client, input }) => {
      const before = asked === undefined ? undefined : await there(trx, client, asked);
      const today = await lastToday(trx, now);
      const { price } = readDeal(input, today);
      const subject = before?.id ?? newId();
      refuseUnknownOffice(input, await loadOfficeIds(trx));
      await putDeals(trx, [asStored({ client, id: subject, key: null, price }, input)], author.staffMember);
      const after = showDeal(await there(trx, client, subject));
      const change = { field: "dealing", subject, before: before ? showDeal(before) : null, after };
      return { made: before ? null : subject, changes: [change] };
    },
  );
  return showDeal(await there(desk.db, request.client.toLowerCase(), made ?? asked ?? ""));
}

/** A client far in the east has the day before we do. */
export async function lastToday(trx: OpenTransaction, now: Temporal.Instant): Promise<Temporal.PlainDate> {
  return dayIn((await loadSettings(trx)).zone, now).add({ days: 1 });
}

export const loadOfficeIds = async (trx: OpenTransaction): Promise<ReadonlySet<string>> =>
  new Set((await loadOffices(trx)).map(({ id }) => id));

/** Throws `bad_input`. */
export function refuseUnknownOffice({ office }: DealFields, known: ReadonlySet<string>): void {
  if (office !== undefined && !known.has(office.toLowerCase())) throw badInput("office", "an office's id");
}

/** It did not come about. Throws `not_found`. */
export const dropDeal = (
  desk: ClientDesk,
  { id, ...request }: ChangeRequest<object> & { id: string },
): Promise<string | null> =>
  changeClient(desk, request, { name: "no dealing" }, async ({ trx, client }) => {
    const before = await there(trx, client, id.toLowerCase());
    await deleteDeal(trx, client, before.id);
    const change = { field: "dealing", subject: before.id, before: showDeal(before), after: null };
    return { made: null, changes: [change] };
  });

async function there(db: Connection, client: string, id: string): Promise<DealRow> {
  const found = await findDeal(db, client, id);
  if (found) return found;
  throw new DomainError("not_found", "There is no such trip or visit.", { place: { field: "dealing" } });
}
