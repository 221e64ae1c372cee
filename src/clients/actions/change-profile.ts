import { loadSettings } from "../../business/store.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import type { ProfilePatch } from "../change-contract.ts";
import type { ClientDesk } from "../desk.ts";
import { patched, versionOf } from "../profile-facts.ts";
import { loadFacts, loadKnown, updateFacts } from "../store/facts.ts";
import { changeClient, type ChangeRequest } from "./change-client.ts";
import { noSuchClient } from "./no-such-client.ts";

/** `version`: of the profile that was read; undefined for whatever it is now. Throws `bad_input`, `changed_meanwhile`, `not_found`. */
export const changeProfile = (
  desk: ClientDesk,
  { version, ...request }: ChangeRequest<ProfilePatch> & { version: string | undefined },
): Promise<string | null> =>
  changeClient(desk, request, { name: "profile" }, async ({ trx, now, client, input }) => {
    const before = (await loadFacts(trx, [client])).get(client);
    if (!before) throw await noSuchClient(trx, client);
    if (version !== undefined && version !== versionOf(before))
      throw new DomainError(
        "changed_meanwhile",
        "The profile has changed since it was read. Read it again and look at what is different.",
        { place: { field: "if-match" } },
      );
    const known = await loadKnown(trx, dayIn((await loadSettings(trx)).zone, now));
    const { facts, changes } = patched(before, input, known);
    if (changes.length > 0) await updateFacts(trx, [{ client, facts }]);
    return { made: null, changes };
  });
