/** An act as it is told, and as it is printed and signed. */
import { fullName } from "../clients/person-name.ts";
import { sayDay, type Language } from "../kernel/language.ts";
import type { ErasureAct } from "./act-contract.ts";
import { kindWords } from "./holdings.ts";
import { escapeHtml, htmlPage } from "./html.ts";

export interface StoredAct {
  client: string;
  number: number;
  demand: string;
  receivedOn: Temporal.PlainDate;
  dueOn: Temporal.PlainDate;
  erasedAt: Temporal.Instant;
  erasedBy: string | null;
  erasedByName: string | null;
  /** Ids of other records that had one of the addresses. */
  sharingThen: readonly string[];
  /** Those of them that are still there, under the records they are now. */
  sharing: readonly { client: string; familyName: string; givenName: string; patronymic: string }[];
  destroyed: Readonly<Record<string, number>>;
  blanked: Readonly<Record<string, number>>;
}

export function showAct(act: StoredAct, language: Language, zone: string): ErasureAct {
  const on = act.erasedAt.toZonedDateTimeISO(zone).toPlainDate();
  const received = sayDay(language, act.receivedOn);
  return {
    number: act.number,
    client: act.client,
    demand: act.demand,
    receivedOn: act.receivedOn.toString(),
    dueOn: act.dueOn.toString(),
    erasedAt: act.erasedAt.toString(),
    inTime: Temporal.PlainDate.compare(on, act.dueOn) <= 0,
    erasedBy: act.erasedBy === null ? null : { id: act.erasedBy, name: act.erasedByName ?? "" },
    ground: {
      ru: `Требование субъекта персональных данных от ${received} (152-ФЗ, ст. 21)`,
      en: `The demand of the data subject of ${received} (152-FZ, art. 21)`,
    }[language],
    sharingThen: act.sharingThen.length,
    sharing: act.sharing.map((other) => ({ client: other.client, name: fullName(other) })),
    destroyed: told(act.destroyed, language),
    blanked: told(act.blanked, language),
  };
}

const told = (rows: Readonly<Record<string, number>>, language: Language): ErasureAct["destroyed"] =>
  Object.entries(rows)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => ({ kind, name: kindWords(kind)[language], rows: count }))
    .sort((a, b) => b.rows - a.rows || a.kind.localeCompare(b.kind));

export function actPage(
  act: ErasureAct,
  { language, business, zone }: { language: Language; business: string; zone: string },
): string {
  const ru = language === "ru";
  const erased = Temporal.Instant.from(act.erasedAt).toZonedDateTimeISO(zone);
  const day = (text: string) => sayDay(language, Temporal.PlainDate.from(text));
  const title = ru
    ? `Акт № ${act.number} об уничтожении персональных данных`
    : `Act no. ${act.number} of the destruction of personal data`;
  const facts: [string, string][] = [
    [ru ? "оператор" : "operator", business],
    [ru ? "основание" : "ground", act.ground],
    [ru ? "последний день срока" : "last day in time", day(act.dueOn)],
    [
      ru ? "уничтожено" : "destroyed",
      `${sayDay(language, erased.toPlainDate())}, ${erased.toPlainTime().toString({ smallestUnit: "minute" })}`,
    ],
    [ru ? "кем" : "by", act.erasedBy?.name ?? (ru ? "сотрудник не назван" : "no staff member was named")],
    [ru ? "запись" : "record", act.client],
    // Names of others have no place on this paper.
    ...(act.sharingThen === 0
      ? []
      : [
          [
            ru ? "другие записи с тем же контактом" : "other records with the same address",
            ru ? `${act.sharingThen}, не тронуты` : `${act.sharingThen}, left as they are`,
          ] satisfies [string, string],
        ]),
  ];
  const table = (rows: ErasureAct["destroyed"]) =>
    `<table><thead><tr><th scope="col">${ru ? "что" : "what"}</th><th scope="col" class="sum">${
      ru ? "строк" : "rows"
    }</th></tr></thead><tbody>${rows
      .map(({ name, rows: count }) => `<tr><td>${escapeHtml(name)}</td><td class="sum">${count}</td></tr>`)
      .join("")}</tbody></table>`;
  const how = ru
    ? "Способ: удаление из базы данных средствами программы. Проводки по картам остаются без указания, чьи они."
    : "Method: deletion from the database by the program. What is booked on cards stays without saying whose it is.";
  return htmlPage({
    language,
    title,
    body: `<h1>${title}</h1>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join("")}</dl>
<h2>${ru ? "Уничтожено" : "Destroyed"}</h2>
${table(act.destroyed)}
<h2>${ru ? "Обезличено" : "Left without what it said of the client"}</h2>
${table(act.blanked)}
<p class="quiet">${how}</p>
<div class="sign"><div>${ru ? "должность, подпись, фамилия" : "position, signature, name"}</div><div>${
      ru ? "дата" : "date"
    }</div></div>`,
  });
}
