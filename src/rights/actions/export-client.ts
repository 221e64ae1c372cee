/** Everything that is held about a client, gathered at one moment. Throws `client_merged`, `not_found`. */
import { loadSettings } from "../../business/store.ts";
import type { Reader } from "../../business/reader.ts";
import { liveChains } from "../../chains/store.ts";
import { noSuchClient } from "../../clients/actions/no-such-client.ts";
import type { ProfileFacts } from "../../clients/profile-facts.ts";
import { loadFacts } from "../../clients/store/facts.ts";
import { loadRecords } from "../../clients/store/merged.ts";
import { loadClient } from "../../clients/store/profile.ts";
import { atOneMoment } from "../../database/one-moment.ts";
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import { dayIn, type Clock } from "../../kernel/clock.ts";
import type { Language } from "../../kernel/language.ts";
import { nameState } from "../../planning/verdict-words.ts";
import { loadTouchEntries } from "../../reports/store/timeline-entries.ts";
import { planWords } from "../../reports/words.ts";
import type { ClientExport, ExportedClient, SectionRow } from "../export-contract.ts";
import type { SectionName } from "../sections-contract.ts";
import { rawRows, tablesOfClients, touchDays } from "../store/catalogue.ts";
import { loadSection, plainSections, toldTables } from "../store/sections.ts";

export const exportClient = (
  { db, clock }: { db: Connection; clock: Clock },
  { client, language: asked }: { client: string; language: Language | undefined },
): Promise<ClientExport> =>
  atOneMoment(db, async (trx) => {
    const now = clock.now();
    const exported = await readClient(trx, client);
    const records = await loadRecords(trx, [exported.id]);
    const business = await loadSettings(trx);
    const language = asked ?? exported.language;
    const reader: Reader = { language, business, now, today: dayIn(business.zone, now) };
    const sections: Partial<Record<SectionName, SectionRow[]>> = {};
    for (const name of plainSections) sections[name] = await loadSection(trx, name, records);
    sections.touches = await readTouches(trx, records, reader);
    const more: ClientExport["more"] = {};
    for (const table of await tablesOfClients(trx)) {
      if (toldTables.includes(table)) continue;
      const rows = await rawRows(trx, table, records);
      if (rows.length > 0) more[table] = rows;
    }
    return {
      format: "povod-client-export",
      version: 1,
      madeAt: now.toString({ smallestUnit: "second" }),
      business: business.name,
      currency: business.currency,
      language,
      client: exported,
      sections: sections as ClientExport["sections"],
      more,
    };
  });

async function readClient(trx: OpenTransaction, id: string): Promise<ExportedClient> {
  const row = await loadClient(trx, id);
  if (!row) throw await noSuchClient(trx, id);
  const facts = (await loadFacts(trx, [row.id])).get(row.id) as ProfileFacts;
  const { familyName, givenName, patronymic, sex, language, zone, hours, attributes, tags } = facts;
  const two = (part: number) => String(part).padStart(2, "0");
  const { birthday } = facts;
  return {
    id: row.id,
    externalId: row.externalId,
    familyName,
    givenName,
    patronymic,
    sex,
    birthday: birthday && `${birthday.year ?? "-"}-${two(birthday.month)}-${two(birthday.day)}`,
    language,
    zone,
    homeOffice: row.officeName,
    statementOffice: row.statementOfficeName,
    hours,
    attributes,
    tags,
    createdOn: row.createdOn.toString(),
    deceasedOn: facts.deceasedOn,
  };
}

const touchesAtOnce = 500;

/** With the reason and every verdict in words. */
async function readTouches(
  trx: OpenTransaction,
  records: readonly string[],
  reader: Reader,
): Promise<SectionRow[]> {
  const words = planWords(reader, await liveChains(trx));
  const days = await touchDays(trx, records);
  const told: SectionRow[] = [];
  for (let start = 0; start < days.length; start += touchesAtOnce) {
    const page = days.slice(start, start + touchesAtOnce);
    const rows = await loadTouchEntries(trx, page);
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const { id, on } of page) {
      const row = byId.get(id);
      if (!row) continue;
      told.push({
        on: on.toString(),
        chain: words.chainName(row.chain),
        reason: words.occasion(row.occasionKind, row.occasionDate, row.facts).text,
        purpose: row.purpose,
        channel: row.channel,
        state: nameState(row.state, reader.language),
        movedAt: row.movedAt.toString({ smallestUnit: "second" }),
        verdicts: words.verdicts(row.verdicts).map(({ text }) => text),
      });
    }
  }
  return told;
}
