import { findClient } from "../../clients/store/find-client.ts";
import { formatDay, type EpochDay } from "../../kernel/calendar.ts";
import { newId } from "../../kernel/ids.ts";
import type { CardState, Presentation } from "../contract.ts";
import { insertPresentations } from "../store/presentations.ts";
import { isOffice } from "../store/till-card.ts";
import { dayOf, refuse, refuseUnlessActive } from "../till.ts";
import { computeOnCard, saveOnCard } from "./book-on-card.ts";
import { runOnCard, type CardCommand, type CardRun, type Till } from "./run-command.ts";

/** Throws `bad_input`, `card_blocked`, `idempotency_conflict`, `not_found`. */
export const presentCard = (till: Till, command: CardCommand<Presentation>): Promise<CardState> =>
  runOnCard(till, "present", command, async (run) => {
    refuseUnlessActive(run.card);
    const on = dayOf(run.input.on, run.card.soldOn, run.today);
    await recordPresentation(run, on);
    const booking = await computeOnCard(run.trx, run, { presentedOn: [on] });
    return saveOnCard(run, booking, { on, officeId: run.input.office ?? null });
  });

/** The event itself; what follows from it for the bonus is the caller's. Throws `bad_input`, `not_found`. */
export async function recordPresentation(run: CardRun<Presentation>, on: EpochDay): Promise<void> {
  const { trx, card, key, input } = run;
  const { office, bearer = "owner", bearerClient } = input;
  if (office !== undefined && !(await isOffice(trx, office))) refuse("office", "an office's id");
  if ((bearer === "client") !== (bearerClient !== undefined))
    refuse("bearerClient", "a client's id where the bearer is a client, and nothing elsewhere");
  if (bearerClient !== undefined) await findClient(trx, bearerClient);
  await insertPresentations(trx, [
    {
      clientId: card.clientId,
      id: newId(),
      cardId: card.cardId,
      presentedOn: formatDay(on),
      officeId: office ?? null,
      bearer,
      bearerClientId: bearerClient ?? null,
      sourceKey: `till:${key}`,
    },
  ]);
}
