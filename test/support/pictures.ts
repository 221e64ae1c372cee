/** Pictures of every page that tests hold to axe, kept in the folder that POVOD_PICTURES names, for people to look at. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const folder = process.env["POVOD_PICTURES"];
const widths = [390, 768, 1440];

/**
 * The open page at three widths in the light and at the widest in the dark; it is left as it was. None may be wider than its
 * screen. Nothing where no folder is named.
 */
export async function keepPictures(page: Page, where: string): Promise<void> {
  if (folder === undefined || folder === "") return;
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  const language = await page.evaluate<string>("document.documentElement.lang");
  const name = `${where
    .replace(/^\w+:\/\/[^/]+/, "")
    .replaceAll(/[^\p{L}\d]+/gu, "-")
    .replaceAll(/^-|-$/g, "")}-${language}`;
  const keep = async (theme: "light" | "dark", width: number) => {
    await page.setViewportSize({ width, height: 900 });
    const reaches = await page.evaluate<number>("document.documentElement.scrollWidth");
    expect(reaches, `${name} at ${width} pixels`).toBeLessThanOrEqual(width);
    await page.screenshot({ path: join(folder, `${name}-${theme}-${width}.png`), animations: "disabled" });
  };
  await keep("dark", 1440);
  await wear(page, "light");
  for (const width of widths) await keep("light", width);
  await wear(page, "dark");
  if (before) await page.setViewportSize(before);
}

/** The open page follows the system's theme. */
export async function wear(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
}
