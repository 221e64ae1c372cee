/** An export as one archive: JSON for programs, a page for people, and the statements of the cards. */
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import { loadSettings } from "../../business/store.ts";
import type { Connection } from "../../database/sql.ts";
import { dayIn, oldDate, type Clock } from "../../kernel/clock.ts";
import { readStatement } from "../../loyalty/actions/state-months.ts";
import { statementHtml } from "../../loyalty/statement-html.ts";
import { isWorthSending } from "../../loyalty/statement.ts";
import type { ClientExport } from "../export-contract.ts";
import { exportPage } from "../export-page.ts";

/** Of each card: older months are in the ledger. */
const monthsStated = 12;

/** The bytes of a ZIP file. */
export async function packExport(
  work: { db: Connection; clock: Clock },
  told: ClientExport,
): Promise<Buffer> {
  const { zone, name, currency } = await loadSettings(work.db);
  const now = work.clock.now();
  const zip = new ZipFile();
  const add = (path: string, text: string) => zip.addBuffer(Buffer.from(text), path, { mtime: oldDate(now) });
  add("data.json", `${JSON.stringify(told, null, 2)}\n`);
  add("index.html", exportPage(told, { zone }));
  const month = dayIn(zone, now).toPlainYearMonth();
  const { language } = told;
  for (const card of told.sections.cards)
    for (let back = 0; back < monthsStated; back++) {
      const asked = { number: String(card["number"]), month: month.subtract({ months: back }).toString() };
      const statement = await readStatement(work, asked);
      if (isWorthSending(statement))
        add(
          `statements/${asked.number}-${asked.month}.html`,
          statementHtml(statement, { language, currency, business: name }),
        );
    }
  zip.end();
  return buffer(zip.outputStream);
}
