import { formatDay, type EpochDay } from "../../kernel/calendar.ts";
import { newId } from "../../kernel/ids.ts";
import type { CardState, Presentation } from "../contract.ts";
import { insertPresentations } from "../store/presentations.ts";
import { isOffice } from "../store/till-card.ts";
import { dayOf, refuse, refuseUnlessUsable } from "../till.ts";
import { computeOnCard, saveOnCard } from "./book-on-card.ts";
import { recogniseBearer } from "./recognise-bearer.ts";
import { runOnCard, type CardCommand, type CardRun, type Till } from "./run-command.ts";

/** Throws `bad_input`, `card_blocked`, `card_expired` and what `runOnCard` throws. */
export const presentCard = (till: Till, command: CardCommand<Presentation>): Promise<CardState> =>
  runOnCard(till, "present", command, async (run) => {
    const on = dayOf(run.input.on, run.card.soldOn, run.today);
    refuseUnlessUsable(run.card, on);
    await recordPresentation(run, on);
    const booking = await computeOnCard(run.trx, run, { presentedOn: [on] });
    return saveOnCard(run, booking, { on, officeId: run.input.office ?? null });
  });

/** The event itself; what follows from it for the bonus is the caller's. Throws `bad_input`, `not_found`. */
export async function recordPresentation(run: CardRun<Presentation>, on: EpochDay): Promise<void> {
  const { trx, card, key, input } = run;
  const { office } = input;
  if (office !== undefined && !(await isOffice(trx, office))) refuse("office", "an office's id");
  const { bearer, bearerClientId } = await recogniseBearer(run);
  await insertPresentations(trx, [
    {
      clientId: card.clientId,
      id: newId(),
      cardId: card.cardId,
      presentedOn: formatDay(on),
      officeId: office ?? null,
      bearer,
      bearerClientId,
      sourceKey: `till:${key}`,
    },
  ]);
}
