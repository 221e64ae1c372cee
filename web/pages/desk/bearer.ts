/** Who showed the card, as the cashier says it and as the program is told. */
import type { Presentation } from "../../../src/loyalty/contract.ts";
import type { Newcomer } from "../../../src/clients/newcomer-contract.ts";
import type { DeskFacts } from "../../../src/reports/visitor-contract.ts";

export const bearers = ["owner", "client", "new", "unnamed"] as const;
export type BearerKind = (typeof bearers)[number];

export interface Person {
  givenName: string;
  familyName: string;
  phone: string;
  processing: boolean;
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
  processing: false,
  contact: false,
  advertising: false,
};
export const theOwner: Bearer = { kind: "owner", client: null, person: nobody };

export type Wording = DeskFacts["wording"];

/**
 * Undefined while something is missing: a name, a phone, or the consent to processing without which nothing of a person may
 * be kept. Whether they may be contacted is their choice.
 */
export function newcomerOf(person: Person, wording: Wording | undefined): Newcomer | undefined {
  const { givenName, familyName, phone, processing, contact, advertising } = person;
  if (givenName.trim() === "" || phone.trim() === "" || !processing || !wording) return undefined;
  return {
    givenName: givenName.trim(),
    phone: phone.trim(),
    ...(familyName.trim() === "" ? {} : { familyName: familyName.trim() }),
    consent: {
      wordingVersion: wording.version,
      given: [
        { purpose: "processing", wordingVersion: wording.processing.version },
        ...(contact ? [{ purpose: "contact" } as const] : []),
        ...(advertising ? [{ purpose: "advertising" } as const] : []),
      ],
    },
  };
}

type Told = Pick<Presentation, "bearer" | "bearerClient" | "bearerNew">;

/** Undefined while it is not said whom. */
export function bearerOf({ kind, client, person }: Bearer, wording: Wording | undefined): Told | undefined {
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
