/** How a person is named in a list and addressed in a conversation. */
export interface PersonName {
  familyName: string;
  givenName: string;
  patronymic: string;
}

/** «Рябов Антон Петрович»; empty where nothing is known. */
export function fullName({ familyName, givenName, patronymic }: PersonName): string {
  return [familyName, givenName, patronymic].filter((part) => part !== "").join(" ");
}

/** «Антон Петрович»; the family name where it is all we know. */
export function formOfAddress({ familyName, givenName, patronymic }: PersonName): string {
  return [givenName, patronymic].filter((part) => part !== "").join(" ") || familyName;
}
