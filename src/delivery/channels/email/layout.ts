/** The one look of our letters: layout.mjml, compiled when the first letter of a process needs it. */
import { Liquid, type Template } from "liquidjs";
import { readFile } from "node:fs/promises";
import { assert } from "../../../kernel/assert.ts";
import type { Language } from "../../../kernel/language.ts";

export interface Page {
  language: Language;
  subject: string;
  business: string;
  /** What burns and when, set large; only where something does. */
  burning: { sum: string; when: string } | undefined;
  /** Plain text, paragraphs apart by an empty line. */
  body: string;
  footer: readonly FooterLine[];
}

/** Words, or words that lead somewhere. */
export type FooterLine = string | { words: string; to: string };

export type Layout = (page: Page) => string;

const engine = new Liquid({ outputEscape: "escape", strictVariables: true, lenientIf: true });
let layout: Promise<Layout> | undefined;

export function letterLayout(): Promise<Layout> {
  layout ??= compile();
  return layout;
}

async function compile(): Promise<Layout> {
  // Loaded here since it takes half a second, which a start without letters need not wait for.
  const { default: mjml } = await import("mjml");
  const source = await readFile(new URL("./layout.mjml", import.meta.url), "utf8");
  const { html, errors } = await mjml(source, { fonts: {}, keepComments: false, validationLevel: "strict" });
  assert(errors.length === 0, "layout.mjml is valid");
  const template: Template[] = engine.parse(squeeze(html));
  return (page) =>
    engine.renderSync(template, {
      language: page.language,
      subject: page.subject,
      business: page.business,
      burning: page.burning,
      paragraphs: paragraphsOf(page.body),
      footer: page.footer.map(footerLine).join("<br>"),
    }) as string;
}

/** Indentation is a third of the letter's size and says nothing. */
const squeeze = (html: string): string => html.replace(/\n\s+/g, "\n").replace(/\n{2,}/g, "\n");

function paragraphsOf(body: string): string {
  const paragraphs = body.trim().split(/\n\s*\n/);
  return paragraphs
    .map((paragraph, index) => {
      const margin = index === paragraphs.length - 1 ? "0" : "0 0 16px";
      return `<p style="margin:${margin}">${paragraph.trim().split("\n").map(linked).join("<br>")}</p>`;
    })
    .join("\n");
}

const footerLine = (line: FooterLine): string =>
  typeof line === "string" ? linked(line) : `<a href="${escape(line.to)}">${escape(line.words)}</a>`;

const special: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => special[sign] ?? sign);

/** Escaped, with web addresses as links. */
function linked(line: string): string {
  return line
    .split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)])/)
    .map((part, index) => (index % 2 === 1 ? `<a href="${escape(part)}">${escape(part)}</a>` : escape(part)))
    .join("");
}
