/**
 * A wish not to be disturbed, said or taken back. It is held by the person and by every address the person has, and is in
 * force everywhere when the transaction commits. Nobody's role is asked: nobody may refuse or override it.
 */
import { loadSettings } from "../../business/store.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { badInput } from "../bad-input.ts";
import type { EndedWish, NewWish } from "../change-contract.ts";
import type { ClientDesk } from "../desk.ts";
import { lockAddresses } from "../store/creations.ts";
import { loadAddresses } from "../store/contact-points.ts";
import {
  endWishEverywhere,
  endWishHere,
  findWish,
  insertWish,
  sharersOf,
  silenceAddresses,
} from "../store/wishes.ts";
import { changeClient, type ChangeRequest } from "./change-client.ts";

/** Returns the wish's id. Throws `bad_input`, `idempotency_conflict`, `not_found`. */
export const recordWish = (desk: ClientDesk, request: ChangeRequest<NewWish>): Promise<string | null> =>
  changeClient(
    desk,
    request,
    { name: "wish", evenIfStopped: true },
    async ({ trx, now, author, client, input }) => {
      const { scope, channel = null, words, until = null } = input;
      if ((scope === "channel") !== (channel !== null))
        throw badInput("channel", "a channel where the scope is one channel, and none elsewhere");
      const { zone } = await loadSettings(trx);
      if (until !== null && until < dayIn(zone, now).toString())
        throw badInput("until", "a day not yet past");
      await lockAddresses(trx, await loadAddresses(trx, client));
      const id = newId();
      const wish = { id, scope, channel, since: now, until, recordedBy: author.name, words: words.trim() };
      await insertWish(trx, client, wish);
      await silenceAddresses(trx, [client]);
      return {
        made: id,
        changes: [
          { field: "wish", subject: id, before: null, after: { scope, channel, until, words: wish.words } },
        ],
        concerns: await sharersOf(trx, [client]),
      };
    },
  );

/**
 * The client allows it again. Somebody else's wish, which came with an address, ends for this client and this client's
 * addresses; whoever said it stays silent. Throws `bad_input`, `not_found`.
 */
export const endWish = (
  desk: ClientDesk,
  request: ChangeRequest<EndedWish & { wish: string }>,
): Promise<string | null> =>
  changeClient(
    desk,
    request,
    { name: "end-wish", evenIfStopped: true },
    async ({ trx, now, author, client, input }) => {
      await lockAddresses(trx, await loadAddresses(trx, client));
      const wish = await findWish(trx, client, input.wish);
      if (!wish) throw new DomainError("not_found", "There is no such wish.", { place: { field: "wish" } });
      if (wish.ended) return { made: null, changes: [] };
      const ending = { at: now, by: author.name };
      const concerns = wish.own
        ? await endWishEverywhere(trx, wish.id, ending)
        : await endWishHere(trx, client, wish.id, ending);
      const after = { ended: true, words: input.words.trim() };
      return {
        made: null,
        changes: [{ field: "wish", subject: wish.id, before: { ended: false }, after }],
        concerns,
      };
    },
  );
