import type { ApartRequest } from "../duplicate-contract.ts";
import { badInput } from "../bad-input.ts";
import type { Change, ClientDesk } from "../desk.ts";
import { insertChanges } from "../store/changes.ts";
import { forgetApart, tellApart } from "../store/duplicates.ts";
import { changeClient } from "./change-client.ts";
import { lookForDuplicates } from "./find-duplicates.ts";

/**
 * These two are not one person: the pair is not proposed again, nor are records that they are merged into; or that is taken
 * back. Said twice it is said once. Throws `bad_input`, `client_merged`, `not_found`.
 */
export function notTheSame(
  desk: ClientDesk,
  request: { client: string; input: ApartRequest },
): Promise<string | null> {
  const other = request.input.other.toLowerCase();
  return changeClient(
    desk,
    request,
    { name: "not-the-same", other },
    async ({ trx, now, author, client, input }) => {
      if (other === client) throw badInput("other", "another client");
      const apart = input.apart ?? true;
      const pair = { a: client, b: other };
      const said = apart
        ? await tellApart(trx, { ...pair, at: now, staffMember: author.staffMember })
        : await forgetApart(trx, pair);
      if (!said) return { made: null, changes: [] };
      if (!apart) await lookForDuplicates(trx, [client]);
      const told = (from: string): Change => ({
        field: "notTheSame",
        subject: from,
        before: apart ? null : { other: from },
        after: apart ? { other: from } : null,
      });
      await insertChanges(trx, [{ ...told(client), client: other }], { at: now, author });
      return { made: null, changes: [told(other)] };
    },
  );
}
