/** Who showed the card, as the cashier says it and as the program is told. */
import type { Presentation } from "../../../src/loyalty/contract.ts";
import type { Newcomer } from "../../../src/clients/newcomer-contract.ts";

export const bearers = ["owner", "client", "new", "unnamed"] as const;
export type BearerKind = (typeof bearers)[number];

export interface Person {
  givenName: string;
  familyName: string;
  phone: string;
  contact: boolean;
  advertising: boolean;
}

export interface Bearer {
  kind: BearerKind;
  client: { id: string; name: string } | null;
  person: Person;
}

export const nobody: Person = {
  givenName: "",
  familyName: "",
  phone: "",
  contact: false,
  advertising: false,
};
export const theOwner: Bearer = { kind: "owner", client: null, person: nobody };

/** Undefined while something is missing: a name, a phone, or the consent without which nobody becomes a client. */
export function newcomerOf(person: Person, wording: string): Newcomer | undefined {
  const { givenName, familyName, phone, contact, advertising } = person;
  if (givenName.trim() === "" || phone.trim() === "" || !contact) return undefined;
  return {
    givenName: givenName.trim(),
    phone: phone.trim(),
    ...(familyName.trim() === "" ? {} : { familyName: familyName.trim() }),
    consent: {
      wordingVersion: wording,
      given: [{ purpose: "contact" }, ...(advertising ? [{ purpose: "advertising" } as const] : [])],
    },
  };
}

type Told = Pick<Presentation, "bearer" | "bearerClient" | "bearerNew">;

/** Undefined while it is not said whom. */
export function bearerOf({ kind, client, person }: Bearer, wording: string): Told | undefined {
  switch (kind) {
    case "owner":
    case "unnamed":
      return { bearer: kind };
    case "client":
      return client ? { bearer: "client", bearerClient: client.id } : undefined;
    case "new": {
      const bearerNew = newcomerOf(person, wording);
      return bearerNew && { bearer: "client", bearerNew };
    }
  }
}
