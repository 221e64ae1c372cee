/** The facts that the business chooses to know of its clients. */
import { DomainError } from "../../kernel/errors.ts";
import { badInput } from "../bad-input.ts";
import type { Attribute, NamedAttribute } from "../change-contract.ts";
import type { ClientDesk } from "../desk.ts";
import { saveAttribute } from "../store/facts.ts";

/** Made, or given other words and choices; its type stays. Throws `bad_input`, `wrong_state`. */
export const keepAttribute = (
  { db }: Pick<ClientDesk, "db">,
  name: string,
  { type, title, choices = [] }: Attribute,
): Promise<NamedAttribute> =>
  db.transaction().execute(async (trx) => {
    if ((type === "choice") !== choices.length > 0)
      throw badInput("choices", "some where the type is choice, and none elsewhere");
    const attribute = { name, type, title, choices: [...new Set(choices.map((choice) => choice.trim()))] };
    if (!(await saveAttribute(trx, attribute)))
      throw new DomainError("wrong_state", `The attribute ${name} is there with another type.`, {
        place: { field: "type" },
      });
    return attribute;
  });
