/** How an address is kept, and which state a contact point may go to. */
import { toEmail, toPhoneLine } from "./address.ts";
import { badInput } from "./bad-input.ts";
import type { ContactPoint } from "./contract.ts";
import { DomainError } from "../kernel/errors.ts";

/** The one spelling of an address of this kind, and the extension behind a phone. Throws `bad_input`. */
export function spelled(kind: ContactPoint["kind"], text: string): Pick<ContactPoint, "value" | "extension"> {
  const typed = text.trim().replaceAll(/\s+/g, " ");
  if (kind === "phone") return toPhoneLine(typed) ?? refuse("a phone number such as +7 912 345-67-89");
  return { value: plainly(kind, typed), extension: null };
}

function plainly(kind: Exclude<ContactPoint["kind"], "phone">, typed: string): string {
  if (kind === "email") return toEmail(typed) ?? refuse("an e-mail address");
  if (typed === "") refuse("some text");
  return kind === "postal" || kind === "in_person" ? typed : typed.replace(/^@/, "").toLowerCase();
}

const refuse = (expected: string): never => {
  throw badInput("value", expected);
};

/** As history tells of it. */
export const shownPoint = ({
  kind,
  value,
  extension,
  state,
}: Pick<ContactPoint, "kind" | "value" | "extension" | "state">) => ({
  kind,
  value,
  ...(extension === null ? {} : { extension }),
  state,
});

/** What is wrong or opted out becomes good again only by being verified: somebody has asked. */
const moves: Record<ContactPoint["state"], readonly ContactPoint["state"][]> = {
  unverified: ["verified", "bounced", "wrong", "opted_out"],
  verified: ["bounced", "wrong", "opted_out"],
  bounced: ["verified", "wrong", "opted_out"],
  wrong: ["verified"],
  opted_out: ["verified", "wrong"],
};

/** Throws `wrong_state`. */
export function refuseMove(from: ContactPoint["state"], to: ContactPoint["state"]): void {
  if (from === to || moves[from].includes(to)) return;
  throw new DomainError(
    "wrong_state",
    `A contact point that is ${from} can become ${moves[from].join(", ")}, not ${to}.`,
    { place: { field: "state" } },
  );
}
