/** What goes with a letter besides its words. */
import { statementPdf } from "../../../loyalty/statement-pdf.ts";
import type { LetterFacts } from "./render.ts";
import type { Attachment } from "./transport.ts";

export async function attachmentsOf(known: LetterFacts): Promise<Attachment[]> {
  const { statement, language, business, today } = known;
  if (!statement) return [];
  const { name, currency } = business;
  const content = await statementPdf(statement, { language, currency, business: name, on: today });
  return [{ filename: `statement-${statement.month}.pdf`, contentType: "application/pdf", content }];
}
