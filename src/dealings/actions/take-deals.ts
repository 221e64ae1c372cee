/**
 * Trips and visits that another system knows, by its own ids: written down where they are new, corrected where they are
 * otherwise. A row that does not fit is refused with its reason and the others go on; what hangs on them is planned anew
 * before they are committed.
 */
import { authorOf, processingStopped } from "../../clients/actions/change-client.ts";
import { badInput } from "../../clients/bad-input.ts";
import type { Change, ClientDesk } from "../../clients/desk.ts";
import { lockPeople } from "../../clients/store.ts";
import { insertChanges } from "../../clients/store/changes.ts";
import { stoppedAmong } from "../../clients/store/demands.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import type { Language } from "../../kernel/language.ts";
import { sayRefusal } from "../../kernel/refusal-words.ts";
import { readDeal } from "../deal.ts";
import type { TakenDeals, ToldDeal, ToldDeals } from "../deal-contract.ts";
import { asStored, loadDealsByKey, putDeals, type StoredDeal } from "../store/deals.ts";
import { lastToday, loadOfficeIds, refuseUnknownOffice, showDeal } from "./record-deal.ts";

type Answer = TakenDeals["dealings"][number];

/** Of other ways by which a dealing came, none has such a key. */
const keyOf = ({ dealing }: ToldDeal): string => `told:${dealing.trim()}`;

/** Refusals are told in this language. Throws `bad_input` for the staff member alone. */
export const takeDeals = (
  { db, clock, replan }: ClientDesk,
  { dealings, staffMember }: ToldDeals,
  language: Language,
): Promise<TakenDeals> =>
  db.transaction().execute(async (trx) => {
    const now = clock.now();
    const author = await authorOf(trx, staffMember);
    const people = await lockPeople(
      trx,
      dealings.map(({ externalId }) => externalId.trim()),
    );
    const clientOf = ({ externalId }: ToldDeal) => people.get(externalId.trim())?.clientId;
    const clients = [...new Set([...people.values()].map(({ clientId }) => clientId))];
    const asked = dealings.flatMap((told) => {
      const client = clientOf(told);
      return client === undefined ? [] : [{ client, key: keyOf(told) }];
    });
    const known = new Map(
      (await loadDealsByKey(trx, asked)).map((deal) => [`${deal.client} ${deal.key}`, deal]),
    );
    const stopped = await stoppedAmong(trx, clients);
    const [offices, today] = [await loadOfficeIds(trx), await lastToday(trx, now)];
    const seen = new Set<string>();
    const put: StoredDeal[] = [];
    const changes: (Change & { client: string })[] = [];

    /** Throws `bad_input`, `not_found`, `processing_stopped`. */
    function take(told: ToldDeal): Pick<Answer, "client" | "id" | "outcome"> {
      const { price } = readDeal(told, today);
      refuseUnknownOffice(told, offices);
      const client = clientOf(told);
      if (client === undefined) throw noClient(told);
      if (stopped.has(client)) throw processingStopped();
      const key = keyOf(told);
      const place = `${client} ${key}`;
      if (seen.has(place)) throw badInput("dealing", "an id that the request has once");
      seen.add(place);
      const before = known.get(place);
      const after = asStored({ client, id: before?.id ?? newId(), key, price }, told);
      const [was, is] = [before ? shown(before) : null, shown(after)];
      const outcome = was === null ? "created" : isSame(was, is) ? "unchanged" : "changed";
      if (outcome !== "unchanged") {
        put.push(after);
        changes.push({ client, field: "dealing", subject: after.id, before: was, after: is });
      }
      return { client, id: after.id, outcome };
    }

    const answers = dealings.map((told): Answer => {
      const { externalId, dealing } = told;
      try {
        return { externalId, dealing, ...take(told), detail: null, field: null };
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        const field = error.code === "processing_stopped" ? "externalId" : (error.place.field ?? null);
        return {
          externalId,
          dealing,
          client: null,
          id: null,
          outcome: "refused",
          detail: sayRefusal(error, language),
          field,
        };
      }
    });
    await putDeals(trx, put, author.staffMember);
    await insertChanges(trx, changes, { at: now, author });
    if (put.length > 0)
      await replan(trx, { clients: [...new Set(put.map(({ client }) => client))], at: now });
    return { dealings: answers };
  });

const shown = ({ client: _, key: __, ...deal }: StoredDeal) => showDeal(deal);

const isSame = (a: ReturnType<typeof shown>, b: ReturnType<typeof shown>): boolean =>
  (Object.keys(a) as (keyof typeof a)[]).every((field) => a[field] === b[field]);

const noClient = ({ externalId }: ToldDeal): DomainError =>
  new DomainError("not_found", `There is no client known as ${externalId}.`, {
    place: { field: "externalId" },
  });
