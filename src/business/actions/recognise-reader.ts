/** The reader of one answer: the language asked for, else the browser's, else the business's own. */
import { dayIn } from "../../kernel/clock.ts";
import type { Language } from "../../kernel/language.ts";
import { acceptedLanguage, type Reader, type RouteContext } from "../reader.ts";
import { loadSettings } from "../store.ts";

export async function recogniseReader(
  { db, clock }: Pick<RouteContext, "db" | "clock">,
  asked: { lang: Language | undefined; acceptLanguage: string | undefined },
): Promise<Reader> {
  const business = await loadSettings(db);
  const now = clock.now();
  const language = asked.lang ?? acceptedLanguage(asked.acceptLanguage) ?? business.language;
  return { language, business, now, today: dayIn(business.zone, now) };
}
