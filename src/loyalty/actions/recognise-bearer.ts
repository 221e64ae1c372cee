/** Who showed the card: its owner, a client we know, one we meet now, or nobody named. */
import { meetClient } from "../../clients/actions/meet-client.ts";
import { findClient } from "../../clients/store/find-client.ts";
import { loadSurvivors } from "../../clients/store/merged.ts";
import { formatDay } from "../../kernel/calendar.ts";
import type { Presentation } from "../contract.ts";
import type { PresentationRow } from "../store/presentations.ts";
import { refuse } from "../till.ts";
import type { CardRun } from "./run-command.ts";

/** The office, where named, is ours. Throws `bad_input`, `not_found`. */
export async function recogniseBearer(
  run: CardRun<Presentation>,
): Promise<Pick<PresentationRow, "bearer" | "bearerClientId">> {
  const { trx, card, now, today, input } = run;
  const { office = null, bearerClient, bearerNew } = input;
  const bearer = input.bearer ?? (bearerNew ? "client" : "owner");
  const named = bearerClient !== undefined || bearerNew !== undefined;
  if ((bearer === "client") !== named || (bearerClient !== undefined && bearerNew !== undefined))
    refuse(
      "bearerClient",
      "a client's id, or a new client's name, where the bearer is a client, and nothing elsewhere",
    );
  if (bearerClient !== undefined) await findClient(trx, bearerClient);
  const met =
    bearerNew && (await meetClient(trx, bearerNew, { today: formatDay(today), now, office, how: "till" }));
  if (met === undefined) return { bearer, bearerClientId: bearerClient ?? null };
  const owner = (await loadSurvivors(trx, [card.clientId])).get(card.clientId) ?? card.clientId;
  return met === owner ? { bearer: "owner", bearerClientId: null } : { bearer, bearerClientId: met };
}
