/** A change of what is known about a client, in words. */
import { useTranslation } from "react-i18next";
import type { Words } from "../../../src/kernel/language.ts";
import type { ChangeEntry } from "../../../src/reports/client-contract.ts";
import { isDay, sayBirthday, sayDay } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";

const fields = [
  "familyName",
  "givenName",
  "patronymic",
  "sex",
  "birthday",
  "language",
  "zone",
  "homeOffice",
  "statementOffice",
  "hours",
  "preferredChannel",
  "deceasedOn",
  "tags",
  "contactPoint",
  "relation",
  "complaint",
  "note",
  "externalId",
] as const;
const words = ["female", "male", "ru", "en", "family", "came_through", "brought", "call", "email"] as const;

export function useChangeWords(): (entry: ChangeEntry) => string {
  const { t } = useTranslation();
  const language = useLanguage();

  const value = (told: unknown): string => {
    if (told === null || told === "") return t("timeline.value.none");
    if (typeof told === "boolean") return told ? t("timeline.value.yes") : t("timeline.value.no");
    if (Array.isArray(told)) return told.map(value).join(", ") || t("timeline.value.none");
    if (typeof told === "object") return part(told as Record<string, unknown>);
    const text = typeof told === "string" ? told : JSON.stringify(told);
    const word = words.find((known) => known === text);
    if (word) return t(`timeline.value.${word}`);
    return isDay(text) ? sayDay(language, text) : text;
  };

  /** A birthday, hours, a contact point, a relation. */
  const part = (told: Record<string, unknown>): string => {
    const { month, day, year, from, to, kind } = told;
    if (typeof month === "number" && typeof day === "number")
      return sayBirthday(language, { month, day, year: typeof year === "number" ? year : null });
    if (from !== undefined && to !== undefined) return `${value(from)}–${value(to)}`;
    if (typeof told["value"] === "string") {
      const { value: address, extension } = told;
      return typeof extension === "string" ? `${address}, ${t("phone.extension", { extension })}` : address;
    }
    return kind === undefined ? "" : [value(kind), told["words"]].filter(Boolean).join(", ");
  };

  /** A gift, an appointment or a planned trip as it stands since: what, when and where. */
  const agreed = (field: "gift" | "appointment" | "planned_trip", now: Record<string, unknown>): string => {
    const { state, on, time, destination, officeName, giftName } = now;
    const gift = (giftName as Words | null | undefined)?.[language];
    const day = typeof on === "string" ? sayDay(language, on) : undefined;
    const parts = [gift, day, time, destination, officeName].filter(
      (told): told is string => typeof told === "string" && told !== "",
    );
    const became = agreedStates.find((one) => one === state);
    const ended = became && t(`timeline.agreed.${became}`);
    return t("timeline.change.set", {
      field: t(`timeline.field.${field}`),
      after: [...parts, ended].filter(Boolean).join(", "),
    });
  };

  return ({ field, before, after }) => {
    if (field === "client") return t("timeline.change.client");
    if (field === "wish")
      return t(isAgain(after) ? "timeline.change.wishAgain" : "timeline.change.wishEnded");
    if (field === "merge") return after === null ? t("timeline.change.unmerge") : t("timeline.change.merge");
    if (field === "demand" || field === "notTheSame") return t(`timeline.field.${field}`);
    if (field === "handoff") return t(`timeline.handoff.${handoffWord(after)}`);
    if (field === "erased") return t("timeline.field.erased");
    if (field === "gift" || field === "appointment" || field === "planned_trip")
      return agreed(field, (after ?? before) as Record<string, unknown>);
    const known = fields.find((one) => one === field);
    const name = known ? t(`timeline.field.${known}`) : field.replace(/^attributes\./, "");
    const [was, is] = [before, after].map((told) => value(told));
    if (!known && !field.startsWith("attributes.")) return t("timeline.change.bare", { field: name });
    if (before === null || before === "" || was === is)
      return t("timeline.change.set", { field: name, after: is });
    if (after === null || after === "") return t("timeline.change.gone", { field: name, before: was });
    return t("timeline.change.from", { field: name, before: was, after: is });
  };
}

/** A wish that was ended while two records were one. */
const isAgain = (wish: unknown): boolean => (wish as { ended?: unknown } | null)?.ended === false;

const agreedStates = [
  "reserved",
  "picked_up",
  "returned",
  "booked",
  "kept",
  "missed",
  "cancelled",
  "expected",
  "confirmed",
  "handed_over",
  "dropped",
] as const;

const handoffWords = ["accepted", "booked", "dropped", "later"] as const;
type HandoffWord = (typeof handoffWords)[number] | "handed" | "passedOn";

/** What became of a handoff: a word of its own, the manager it was passed to, or what was said when it was handed over. */
const handoffWord = (after: unknown): HandoffWord =>
  handoffWords.find((word) => word === after) ??
  (typeof after === "string" && /^[\da-f-]{36}$/.test(after) ? "passedOn" : "handed");
