/** A statement as the body of a letter: one file, no pictures, tables and inline colours as mail programs want them. */
import { sayDay, sayMoney, type Language } from "../kernel/language.ts";
import type { Line, Statement } from "./statement.ts";
import { headings, lineWords, sayBurn, titleOf } from "./statement-words.ts";

const cell = "padding:8px 0;border-bottom:1px solid #e4e1da;vertical-align:top";
const number = `${cell};padding-left:16px;text-align:right;white-space:nowrap`;
const head = "padding:8px 0 8px 16px;text-align:right;font-weight:normal;color:#5d5a54";

/** The old attributes too: a mail program on the desktop goes by them alone. */
const table = 'width="100%" cellpadding="0" cellspacing="0" style="width:100%;border-collapse:collapse"';

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
  const hasDeposit = [opening.deposit, closing.deposit, statement.totals.deposit].some((sum) => sum !== 0n);
  const balances = (name: string, { bonus, deposit }: Statement["opening"]) =>
    `<tr><td style="${cell}">${name}</td><td style="${number}">${money(bonus)}</td>${
      hasDeposit ? `<td style="${number}">${money(deposit)}</td>` : ""
    }</tr>`;
  const deposit = hasDeposit ? `<th scope="col" style="${head}">${headings.deposit[language]}</th>` : "";
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
</head>
<body style="margin:0;background:#f7f6f3">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f7f6f3"><tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:720px;background:#ffffff"><tr><td align="left" style="padding:24px 16px;color:#1d1c1a;font:15px/1.45 Arial,Helvetica,sans-serif">
<p style="margin:0 0 4px;color:#0b6170;font-weight:bold">${escape(business)}</p>
<h1 style="margin:0 0 4px;font-size:20px;line-height:1.3">${title}</h1>
<p style="margin:0 0 16px;color:#5d5a54">${escape(statement.owner)}</p>
<table ${table}>
<tr><td></td><th scope="col" style="${head}">${headings.balance[language]}</th>${deposit}</tr>
${balances(headings.opening[language], opening)}
${balances(headings.closing[language], closing)}
</table>
${burn === undefined ? "" : `<table ${table} role="presentation"><tr><td style="padding:16px 0 0"><p style="margin:0;padding:12px 16px;background:#fdeee4;color:#bd3f0b;border-radius:6px">${escape(burn)}</p></td></tr></table>\n`}${
    lines.length === 0
      ? `<p style="margin:24px 0 0;color:#5d5a54">${headings.quiet[language]}</p>`
      : lines.map((line) => block(line, language, money)).join("\n")
  }
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

/** A line is a block of its own: seven columns do not fit a telephone. */
function block(line: Line, language: Language, money: (kopecks: bigint) => string): string {
  const day = sayDay(language, Temporal.PlainDate.from(line.on));
  const where = line.office === null ? "" : `, ${escape(line.office)}`;
  const shown = (
    ["price", "discount", "paid", "earned", "spent", "burned", "adjusted", "deposit"] as const
  ).filter((figure) => line[figure] !== 0n);
  const figures = shown.map(
    (figure) =>
      `<span style="white-space:nowrap"><span style="color:#5d5a54">${headings[figure][language]}</span> ${money(line[figure])}</span>&emsp;`,
  );
  return `<table ${table} role="presentation">
<tr><td style="${cell};padding-top:14px"><b>${lineWords[line.kind][language]}</b> <span style="color:#5d5a54">${escape(day)}${where}</span><br>${figures.join("\n")}</td>
<td style="${number};padding-top:14px"><span style="color:#5d5a54">${headings.balance[language]}</span><br><b>${money(line.balance)}</b></td></tr>
</table>`;
}
