/** What speaks for two records being one person and what against it, what each weighs, and how it is said. */
import type { Language, Words } from "../../kernel/language.ts";

/** Points of a hundred. An e-mail besides a phone says less than the first of them. */
export const weights = {
  phone: 45,
  email: 45,
  second_address: -25,
  given_name: 20,
  given_name_near: 10,
  other_given_name: -45,
  family_name: 10,
  family_name_near: 5,
  other_family_name: -10,
  patronymic: 10,
  patronymic_near: 5,
  other_patronymic: -30,
  birthday: 25,
  birthday_day: 12,
  other_birthday: -25,
  other_sex: -30,
} as const;
export type Weight = keyof typeof weights;
export type Reason = Exclude<Weight, "second_address">;

/** A pair with less is not proposed: relatives share a phone, namesakes a birthday. */
export const leastScore = 45;

/** What more have in common is nobody's own: the office's phone, no@mail.ru, Ivanov of the first of January. */
export const mostSharers = 12;

const words: Record<Reason, Words> = {
  phone: { ru: "тот же телефон", en: "the same phone" },
  email: { ru: "тот же e-mail", en: "the same e-mail" },
  given_name: { ru: "то же имя", en: "the same given name" },
  given_name_near: { ru: "имя почти то же", en: "nearly the same given name" },
  other_given_name: { ru: "имя другое", en: "another given name" },
  family_name: { ru: "та же фамилия", en: "the same family name" },
  family_name_near: { ru: "фамилия почти та же", en: "nearly the same family name" },
  other_family_name: { ru: "фамилия другая", en: "another family name" },
  patronymic: { ru: "то же отчество", en: "the same patronymic" },
  patronymic_near: { ru: "отчество почти то же", en: "nearly the same patronymic" },
  other_patronymic: { ru: "отчество другое", en: "another patronymic" },
  birthday: { ru: "та же дата рождения", en: "the same date of birth" },
  birthday_day: { ru: "тот же день рождения", en: "the same birthday" },
  other_birthday: { ru: "день рождения другой", en: "another birthday" },
  other_sex: { ru: "пол другой", en: "another sex" },
};

export const sayReason = (reason: Reason, language: Language): string => words[reason][language];
export const speaksFor = (reason: Reason): boolean => weights[reason] > 0;
