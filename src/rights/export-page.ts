/** Everything that is held about a client, as the client reads it: a heading and a table for each kind. */
import { sayDay, sayMoney, type Language } from "../kernel/language.ts";
import { sayCode } from "./code-words.ts";
import type { ClientExport, ExportedClient, SectionRow } from "./export-contract.ts";
import { kindWords } from "./holdings.ts";
import { escapeHtml, htmlPage } from "./html.ts";
import { sectionNames, sections, type Field, type SectionName } from "./sections-contract.ts";

export function exportPage(told: ClientExport, { zone }: { zone: string }): string {
  const { language, client } = told;
  const say: Say = { language, zone, currency: told.currency };
  const ru = language === "ru";
  const name = nameOf(client);
  const filled = sectionNames.filter((section) => told.sections[section].length > 0);
  const empty = sectionNames.filter((section) => told.sections[section].length === 0);
  const title = ru ? "Что мы о вас знаем" : "What we know about you";
  const links = filled.map(
    (section) =>
      `<a href="#${section}">${escapeHtml(sections[section].title[language])} · ${told.sections[section].length}</a>`,
  );
  const nothing = empty.map((section) => sections[section].title[language].toLocaleLowerCase(language));
  const body = [
    `<h1>${title}</h1>`,
    `<p>${escapeHtml([name, told.business].filter(Boolean).join(" · "))}</p>`,
    `<p class="quiet">${ru ? "На момент" : "As of"} ${sayMoment(told.madeAt, say)}. ${
      ru ? "То же самое для программ — в файле data.json." : "The same for programs is in data.json."
    }</p>`,
    `<nav>${links.join("\n")}</nav>`,
    `<h2>${ru ? "Вы" : "You"}</h2>`,
    profile(client, say),
    ...filled.map((section) => table(section, told.sections[section], say)),
    ...Object.entries(told.more).map(([kept, rows]) => rawTable(kindWords(kept)[language], rows)),
    nothing.length > 0
      ? `<h2>${ru ? "Чего нет" : "What there is not"}</h2><p class="quiet">${escapeHtml(nothing.join(", "))}</p>`
      : "",
  ];
  return htmlPage({ language, title: `${title}: ${name || told.business}`, body: body.join("\n") });
}

interface Say {
  language: Language;
  zone: string;
  currency: string;
}

const nameOf = ({ familyName, givenName, patronymic }: ExportedClient): string =>
  [givenName, patronymic, familyName].filter(Boolean).join(" ");

function profile(client: ExportedClient, { language }: Say): string {
  const ru = language === "ru";
  const day = (text: string | null) => text && sayDay(language, Temporal.PlainDate.from(text));
  const facts: [string, string | null][] = [
    [ru ? "фамилия" : "family name", client.familyName],
    [ru ? "имя" : "given name", client.givenName],
    [ru ? "отчество" : "patronymic", client.patronymic],
    [
      ru ? "пол" : "sex",
      client.sex &&
        (ru ? { female: "женский", male: "мужской" } : { female: "female", male: "male" })[client.sex],
    ],
    [ru ? "день рождения" : "birthday", client.birthday && sayBirthday(client.birthday, language)],
    [
      ru ? "язык" : "language",
      client.language === "ru" ? (ru ? "русский" : "Russian") : ru ? "английский" : "English",
    ],
    [ru ? "часовой пояс" : "time zone", client.zone],
    [ru ? "офис" : "home office", client.homeOffice],
    [ru ? "офис для выписок" : "office for statements", client.statementOffice],
    [ru ? "удобные часы" : "good hours", client.hours && `${client.hours.from}–${client.hours.to}`],
    [ru ? "номер в другой системе" : "outside id", client.externalId],
    [ru ? "метки" : "tags", client.tags.join(", ")],
    ...Object.entries(client.attributes).map(([name, value]): [string, string] => [name, String(value)]),
    [ru ? "запись сделана" : "record made", day(client.createdOn)],
    [ru ? "умер" : "died", day(client.deceasedOn)],
    [ru ? "номер записи" : "id of the record", client.id],
  ];
  const lines = facts.flatMap(([name, value]) =>
    value ? [`<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`] : [],
  );
  return `<dl>${lines.join("\n")}</dl>`;
}

function sayBirthday(text: string, language: Language): string {
  const known = /^\d/.test(text);
  const day = Temporal.PlainDate.from(known ? text : `2000${text.slice(1)}`);
  return sayDay(language, day, known ? undefined : day);
}

function table(section: SectionName, rows: readonly SectionRow[], say: Say): string {
  const fields = Object.entries<Field>(sections[section].fields).filter(([field]) =>
    rows.some((row) => row[field] !== null && row[field] !== ""),
  );
  const right = ({ reads }: Field) => (reads === "money" || reads === "number" ? ' class="sum"' : "");
  const head = fields.map(
    ([, field]) => `<th scope="col"${right(field)}>${escapeHtml(field.title[say.language])}</th>`,
  );
  const lines = rows.map(
    (row) => `<tr>${fields.map(([name, field]) => cell(row[name], field, section, say)).join("")}</tr>`,
  );
  const title = escapeHtml(sections[section].title[say.language]);
  return `<h2 id="${section}">${title}</h2>
<div class="wide"><table><thead><tr>${head.join("")}</tr></thead><tbody>
${lines.join("\n")}
</tbody></table></div>`;
}

function cell(value: unknown, { reads }: Field, section: SectionName, say: Say): string {
  if (value === null || value === undefined) return "<td></td>";
  const text = textOf(value);
  switch (reads) {
    case "code":
      return `<td>${escapeHtml(sayCode(text, section, say.language))}</td>`;
    case "day":
      return `<td class="short">${escapeHtml(sayDay(say.language, Temporal.PlainDate.from(text)))}</td>`;
    case "moment":
      return `<td class="short">${escapeHtml(sayMoment(text, say))}</td>`;
    case "money":
      return `<td class="sum">${escapeHtml(sayMoney(say.language, BigInt(text.replace(".", "")), say.currency))}</td>`;
    case "number":
      return `<td class="sum">${escapeHtml(text)}</td>`;
    case "yes_no":
      return `<td>${say.language === "ru" ? (value === true ? "да" : "нет") : value === true ? "yes" : "no"}</td>`;
    case "data":
      return `<td>${data(value)}</td>`;
    case "text":
      return `<td>${escapeHtml(text)}</td>`;
  }
}

function sayMoment(text: string, { language, zone }: Say): string {
  const local = Temporal.Instant.from(text).toZonedDateTimeISO(zone);
  const time = local.toPlainTime().toString({ smallestUnit: "minute" });
  return `${sayDay(language, local.toPlainDate())}, ${time}`;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Sentences one under the other; what has names, with its names. */
function data(value: unknown): string {
  if (Array.isArray(value)) return value.map((part) => `<div>${data(part)}</div>`).join("");
  if (typeof value !== "object" || value === null) return value === null ? "" : escapeHtml(textOf(value));
  return Object.entries(value)
    .map(([name, part]) => `<div>${escapeHtml(name)}: ${data(part)}</div>`)
    .join("");
}

function rawTable(title: string, rows: readonly Record<string, unknown>[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map(
    (row) => `<tr>${names.map((name) => `<td>${data(row[name] ?? null)}</td>`).join("")}</tr>`,
  );
  return `<h2>${escapeHtml(title)}</h2>
<div class="wide"><table><thead><tr>${names.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join("")}</tr></thead><tbody>
${lines.join("\n")}
</tbody></table></div>`;
}
