/**
 * A fact typed during a call, written into the profile that was read. Where the profile has changed meanwhile and the fact
 * itself has not, it is written into the newer one; where somebody changed the same fact, it is refused with their word.
 */
import type { Profile } from "../../../src/clients/contract.ts";
import type { Changed, ProfilePatch } from "../../../src/clients/change-contract.ts";
import type { Language } from "../../../src/kernel/language.ts";
import type { ClientPage } from "../../../src/reports/client-contract.ts";
import { ApiTrouble, get, patch, send, tell } from "../../api/fetch.ts";
import { birthdayOf, hoursOf } from "./typed.ts";

export interface FactToSave {
  client: string;
  /** As the list of missing facts calls it. */
  name: string;
  value: string;
  /** Of the profile that was read. */
  version: string;
  /** What it was when it was read. */
  before: string;
  /** What is known of the birthday, where only its year is told. */
  birthday: { month: number; day: number } | undefined;
  staffMember: string | undefined;
}
export interface FactSaved {
  client: string;
  name: string;
  profile: Profile;
}

const contactKinds = ["phone", "email", "telegram", "max", "vk", "postal"];

interface How {
  language: Language;
  key: string;
}

/** Throws ApiTrouble. */
export async function saveFact(fact: FactToSave, how: How): Promise<FactSaved> {
  const { client, name } = fact;
  return { client, name, profile: await saved(fact, how) };
}

async function saved(fact: FactToSave, { language, key }: How): Promise<Profile> {
  const { client, name, value, staffMember } = fact;
  const by = staffMember === undefined ? {} : { staffMember };
  const made = async (part: string, body: object) =>
    (await send<Changed>(`/clients/${client}/${part}`, { language, key, body: { ...body, ...by } })).profile;
  if (contactKinds.includes(name)) return made("contact-points", { kind: name, value });
  if (name === "contact_consent" || name === "advertising_consent") {
    const purpose = name === "contact_consent" ? "contact" : "advertising";
    const consents = [{ purpose, given: value === "yes" }];
    return made("consents", { consents, how: "call", wordingVersion: "call" });
  }
  if (name === "gift_office") {
    const [reservation, office] = value.split(" ");
    const body = { office, ...by };
    await tell({ method: "PUT", path: `/clients/${client}/gifts/${reservation}`, body, key }, { language });
    return (await get<ClientPage>(`/clients/${client}`, { language })).profile;
  }
  if (name === "gift") {
    const [gift, office] = value.split(" ");
    await send(`/clients/${client}/gifts`, { language, key, body: { gift, office, ...by } });
    return (await get<ClientPage>(`/clients/${client}`, { language })).profile;
  }
  return patched(fact, language);
}

async function patched(fact: FactToSave, language: Language): Promise<Profile> {
  const { client, name, value, version, before } = fact;
  const write = async (at: string, profile: Profile | undefined) =>
    (
      await patch<Changed>(`/clients/${client}`, {
        language,
        version: at,
        body: {
          ...patchOf(name, value, profile?.birthday ?? fact.birthday),
          ...(fact.staffMember ? { staffMember: fact.staffMember } : {}),
        },
      })
    ).profile;
  try {
    return await write(version, undefined);
  } catch (error) {
    if (!(error instanceof ApiTrouble) || error.status !== 412) throw error;
    const { profile } = await get<ClientPage>(`/clients/${client}`, { language });
    const now = knownOf(profile, name);
    if (now !== before && now !== value) throw new ApiTrouble(409, now, { cause: error });
    return write(profile.version, profile);
  }
}

/** What the profile says of a fact, as it is typed. */
export function knownOf(profile: Profile, name: string): string {
  switch (name) {
    case "family_name":
      return profile.familyName;
    case "given_name":
      return profile.givenName;
    case "patronymic":
      return profile.patronymic;
    case "sex":
      return profile.sex ?? "";
    case "home_office":
      return profile.homeOffice?.id ?? "";
    case "statement_office":
      return profile.statementOffice?.id ?? "";
    case "hours":
      return profile.hours ? `${profile.hours.from}–${profile.hours.to}` : "";
    case "birthday":
      return profile.birthday
        ? [profile.birthday.day, profile.birthday.month, profile.birthday.year].filter(Boolean).join(".")
        : "";
    case "birth_year":
      return profile.birthday?.year ? String(profile.birthday.year) : "";
    default:
      return name.startsWith("attribute.")
        ? String(profile.attributes[name.slice("attribute.".length)] ?? "")
        : "";
  }
}

function patchOf(name: string, value: string, birthday: FactToSave["birthday"]): ProfilePatch {
  switch (name) {
    case "family_name":
      return { familyName: value };
    case "given_name":
      return { givenName: value };
    case "patronymic":
      return { patronymic: value };
    case "sex":
      return { sex: value === "female" ? "female" : "male" };
    case "home_office":
      return { homeOffice: value };
    case "statement_office":
      return { statementOffice: value };
    case "hours":
      return { hours: hoursOf(value) ?? null };
    case "birthday":
    case "birth_year":
      return { birthday: birthdayOf(value, birthday) ?? null };
    default:
      return { attributes: { [name.replace(/^attribute\./, "")]: value } };
  }
}
