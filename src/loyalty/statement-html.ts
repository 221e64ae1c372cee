/** A statement as the body of a letter: one file, no pictures, tables and inline colours as mail programs want them. */
import { sayDay, sayMoney, type Language } from "../kernel/language.ts";
import type { Line, Statement } from "./statement.ts";
import { headings, lineWords, sayBurn, titleOf } from "./statement-words.ts";

const cell = "padding:8px 6px;border-bottom:1px solid #e5e2dc;vertical-align:top";
const number = `${cell};text-align:right;white-space:nowrap`;
const head = "padding:8px 6px;text-align:right;font-weight:normal;color:#6b665d";

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string): string => text.replace(/[&<>"']/g, (mark) => marks[mark] ?? "");

export function statementHtml(
  statement: Statement,
  { language, currency, business }: { language: Language; currency: string; business: string },
): string {
  const money = (kopecks: bigint) => escape(sayMoney(language, kopecks, currency));
  const title = escape(titleOf(statement, language));
  const { opening, closing, lines } = statement;
  const burn = sayBurn(statement, language, currency);
  const balances = ([name, { bonus, deposit }]: readonly [string, Statement["opening"]]) =>
    `<tr><td style="${cell}">${name}</td><td style="${number}">${money(bonus)}</td><td style="${number}">${money(deposit)}</td></tr>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
</head>
<body style="margin:0;background:#f6f4f0;color:#24211c;font:15px/1.45 Arial,Helvetica,sans-serif">
<div style="max-width:720px;margin:0 auto;padding:24px 16px;background:#ffffff">
<p style="margin:0 0 4px;color:#6b665d">${escape(business)}</p>
<h1 style="margin:0 0 20px;font-size:20px;line-height:1.3">${title}</h1>
<table style="width:100%;border-collapse:collapse">
<tr><td></td><th style="${head}">${headings.balance[language]}</th><th style="${head}">${headings.deposit[language]}</th></tr>
${balances([headings.opening[language], opening])}
${balances([headings.closing[language], closing])}
</table>
${burn === undefined ? "" : `<p style="margin:16px 0;padding:12px;background:#fdf3e1;border-radius:6px">${escape(burn)}</p>\n`}${
    lines.length === 0
      ? `<p>${headings.quiet[language]}</p>`
      : lines.map((line) => block(line, language, money)).join("\n")
  }
</div>
</body>
</html>
`;
}

/** A line is a block of its own: seven columns do not fit a telephone. */
function block(line: Line, language: Language, money: (kopecks: bigint) => string): string {
  const day = sayDay(language, Temporal.PlainDate.from(line.on));
  const where = line.office === null ? "" : `, ${escape(line.office)}`;
  const shown = (["price", "discount", "earned", "spent", "burned", "adjusted", "deposit"] as const).filter(
    (figure) => line[figure] !== 0n,
  );
  const figures = shown.map(
    (figure) =>
      `<span style="display:inline-block;margin-right:16px;white-space:nowrap"><span style="color:#6b665d">${headings[figure][language]}</span> ${money(line[figure])}</span>`,
  );
  return `<table style="width:100%;border-collapse:collapse;margin-top:12px">
<tr><td style="${cell}"><b>${lineWords[line.kind][language]}</b> <span style="color:#6b665d">${escape(day)}${where}</span><br>${figures.join("\n")}</td>
<td style="${number}"><span style="color:#6b665d">${headings.balance[language]}</span><br><b>${money(line.balance)}</b></td></tr>
</table>`;
}
