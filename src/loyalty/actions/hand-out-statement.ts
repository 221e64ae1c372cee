import type { StatementHandedOut, StatementHandOver } from "../statement-contract.ts";
import { recordHandedOut } from "../store/statements-handed-out.ts";
import { findTillCard, isOffice, roleOf } from "../store/till-card.ts";
import { noSuchCard, refuse } from "../till.ts";
import { readStatement } from "./state-months.ts";
import type { Till } from "./run-command.ts";

/** Once, however often it is told. Throws `bad_input` and `not_found`. */
export async function handOutStatement(
  till: Till,
  asked: { number: string; month: string; input: StatementHandOver },
): Promise<StatementHandedOut> {
  const { db, clock } = till;
  const { office, staffMember } = asked.input;
  const card = await findTillCard(db, asked.number);
  if (!card) throw noSuchCard(asked.number);
  await readStatement(till, asked);
  if (office !== undefined && !(await isOffice(db, office))) refuse("office", "an office's id");
  if (staffMember !== undefined && !(await roleOf(db, staffMember)))
    refuse("staffMember", "a staff member's id");
  const at = await recordHandedOut(db, {
    clientId: card.clientId,
    cardId: card.cardId,
    month: Temporal.PlainYearMonth.from(asked.month).toPlainDate({ day: 1 }),
    officeId: office ?? null,
    staffMemberId: staffMember ?? null,
    at: clock.now(),
  });
  return { card: card.number, month: asked.month, at: at.toString() };
}
