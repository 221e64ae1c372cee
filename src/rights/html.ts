/** The look of the pages that are given to people: one file, printable, nothing loaded from anywhere. */
import type { Language } from "../kernel/language.ts";

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => marks[mark] ?? "");

const style = `
:root { color-scheme: light dark; --ink: #1d1c1a; --ink-2: #5d5a54; --line: #e4e1da; --bg: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #efece6; --ink-2: #b3aea5; --line: #33312d; --bg: #161614; } }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; background: var(--bg); color: var(--ink);
  font: 15px/1.45 "Golos Text", system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.05rem; margin: 2.2rem 0 .4rem; }
p { margin: .25rem 0; } .quiet { color: var(--ink-2); }
nav { margin: 1.2rem 0; columns: 15rem; } nav a { color: inherit; display: block; padding: .1rem 0; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: 13px; line-height: 1.4; }
th { text-align: left; font-weight: 500; color: var(--ink-2); }
th, td { padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.sum, th.sum { text-align: right; white-space: nowrap; } td.short { white-space: nowrap; }
td { overflow-wrap: anywhere; min-width: 3.5rem; } td div + div { margin-top: .2rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.5rem; margin: 0; }
dt { color: var(--ink-2); } dd { margin: 0; overflow-wrap: anywhere; }
.sign { margin-top: 3rem; display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; }
.sign div { border-top: 1px solid var(--ink-2); padding-top: .3rem; color: var(--ink-2); font-size: 13px; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } nav { display: none; } tr { break-inside: avoid; } }
`;

export const htmlPage = (page: { language: Language; title: string; body: string }): string =>
  `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
<style>${style}</style>
</head>
<body>
${page.body}
</body>
</html>
`;
