/** Who a request comes from, and whether they may what it asks. */
import {
  isBoundToOffices,
  mayRole,
  mayScopes,
  rightsOf,
  rolesWith,
  type Right,
  type StaffRole,
} from "./rights.ts";
import { DomainError } from "../kernel/errors.ts";
import type { Language } from "../kernel/language.ts";
import { roleWords } from "./role-words.ts";

export interface StaffCaller {
  kind: "staff";
  id: string;
  name: string;
  role: StaffRole;
  email: string;
  secondFactor: boolean;
  offices: readonly { id: string; name: string }[];
  session: string;
}

export interface KeyCaller {
  kind: "key";
  id: string;
  name: string;
  scopes: readonly string[];
}

export type Caller = StaffCaller | KeyCaller;

/** What a route asks: a right, somebody who is signed in, or nothing. */
export type RouteRight = Right | "signed in" | "anyone";

export const rightsOfCaller = (caller: StaffCaller): Right[] => rightsOf(caller.role);

function may(caller: Caller, right: Exclude<RouteRight, "anyone">): boolean {
  if (right === "signed in") return caller.kind === "staff";
  return caller.kind === "staff" ? mayRole(caller.role, right) : mayScopes(caller.scopes, right);
}

/** Throws `unauthenticated` or `forbidden`, in the reader's language. */
export function refuseUnlessMay(
  caller: Caller | undefined,
  right: Exclude<RouteRight, "anyone">,
  language: Language,
): asserts caller is Caller {
  if (!caller)
    throw new DomainError(
      "unauthenticated",
      {
        ru: "Нужно войти: сессии нет, или она закончилась.",
        en: "Sign in first: there is no session, or it has ended.",
      }[language],
    );
  if (!may(caller, right)) throw new DomainError("forbidden", sayWhy(caller, right)[language]);
}

function sayWhy(caller: Caller, right: Exclude<RouteRight, "anyone">): Record<Language, string> {
  if (right === "signed in")
    return {
      ru: "Это только для вошедшего сотрудника, не для ключа API.",
      en: "This is for somebody who has signed in, not for an API key.",
    };
  if (caller.kind === "key")
    return {
      ru: `Ключу «${caller.name}» не дано право ${right}.`,
      en: `The key “${caller.name}” has no scope for ${right}.`,
    };
  const roles = (language: Language) =>
    rolesWith(right)
      .map((role) => roleWords[role][language])
      .join(", ");
  return {
    ru: `Это может только ${roles("ru")}. Ваша роль: ${roleWords[caller.role].ru}.`,
    en: `Only these may do it: ${roles("en")}. Your role: ${roleWords[caller.role].en}.`,
  };
}

/**
 * The office a request is for: as named, or the only one its sender has. Throws `forbidden` for somebody else's office,
 * `bad_input` where one of several has to be named.
 */
export function officeFor(
  caller: Caller,
  named: string | null | undefined,
  language: Language,
): string | null | undefined {
  if (caller.kind === "key" || !isBoundToOffices(caller.role)) return named;
  const own = caller.offices.map(({ id }) => id);
  const place = { place: { field: "office" } };
  if (named === undefined || named === null) {
    if (own.length === 1) return own[0];
    if (own.length > 1) throw new DomainError("bad_input", "office: expected one of your offices.", place);
  } else if (own.includes(named)) return named;
  throw new DomainError(
    "forbidden",
    {
      ru: "Это можно только в своём офисе.",
      en: "This is possible at an office of one's own only.",
    }[language],
    place,
  );
}

/** Who acts: whoever is signed in; a key may name somebody who works here. Throws `forbidden`. */
export function actorFor(caller: Caller, named: string | undefined, language: Language): string | undefined {
  if (caller.kind === "key") return named;
  if (named === undefined || named === caller.id) return caller.id;
  throw new DomainError(
    "forbidden",
    {
      ru: "Записать можно только от своего имени.",
      en: "One acts in one's own name only.",
    }[language],
    { place: { field: "staffMember" } },
  );
}
