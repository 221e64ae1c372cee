import { newId } from "../../kernel/ids.ts";
import { badInput } from "../bad-input.ts";
import type { NewConsents } from "../change-contract.ts";
import type { ClientDesk } from "../desk.ts";
import { insertConsentWords } from "../store/consents.ts";
import { changeClient, type ChangeRequest } from "./change-client.ts";
import { stopIfWithdrawn } from "./open-demand.ts";

/** Throws `bad_input`. */
export function refuseChannelOfProcessing({
  purpose,
  channel = "any",
}: {
  purpose: string;
  channel?: string | undefined;
}): void {
  if (purpose === "processing" && channel !== "any")
    throw badInput("channel", "any: consent to processing is about no channel");
}

/** Given or withdrawn; what was said before stays. Withdrawn from processing is the demand to stop. Returns the first one's id. Throws `bad_input`, `idempotency_conflict`, `not_found`. */
export const recordConsents = (
  desk: ClientDesk,
  request: ChangeRequest<NewConsents>,
): Promise<string | null> =>
  changeClient(
    desk,
    request,
    { name: "consents", evenIfStopped: true },
    async ({ trx, now, author, client, input }) => {
      const { how, wordingVersion } = input;
      const at = input.at === undefined ? now : Temporal.Instant.from(input.at);
      if (Temporal.Instant.compare(at, now) > 0) throw badInput("at", "a moment that has passed");
      const words = input.consents.map(({ purpose, channel = "any", given }) => ({
        id: newId(),
        purpose,
        channel,
        given,
      }));
      words.forEach(refuseChannelOfProcessing);
      await insertConsentWords(trx, client, words, { at, how, wordingVersion });
      const stopped = words.some(({ purpose, given }) => purpose === "processing" && !given)
        ? await stopIfWithdrawn({ trx, client, now, author }, { at, how })
        : [];
      const changes = words.map(({ id, purpose, channel, given }) => ({
        field: "consent",
        subject: id,
        before: null,
        after: { purpose, channel, given, at: at.toString(), how, wordingVersion },
      }));
      return { made: words[0]?.id ?? null, changes: [...changes, ...stopped] };
    },
  );
