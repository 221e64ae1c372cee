/** Holds an open page to axe, with what moves come to rest. */
import axe, { type RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { keepPictures, wear } from "./pictures.ts";

/** Where, which rule, and the first element that breaks it. */
export type Fault = [where: string, rule: string, element: string | undefined];

/** What a dialog or a colour does on its way is not what is read; longer than a second is a countdown. */
const atRest = `Promise.all(document.getAnimations()
  .filter((one) => one.playState === "running" && one.effect.getComputedTiming().endTime <= 1000)
  .map((one) => one.finished.catch(() => undefined)))`;

const always: RunOptions = {
  resultTypes: ["violations"],
  preload: { assets: ["media"] },
  // The only frames are letters, in which no script runs.
  iframes: false,
};

export async function faultsOf(page: Page, where: string, options: RunOptions = {}): Promise<Fault[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  const found = await page.evaluate<[string, string][]>(
    `${atRest}.then(() => axe.run(document, ${JSON.stringify({ ...always, ...options })}))
      .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0]?.html]))`,
  );
  return found.map(([rule, element]) => [where, rule, element]);
}

/** What is there, whether it is seen, and where it lies: all that rules go by which do not ask for colours. */
const shape = `${atRest}.then(() => document.body.outerHTML + JSON.stringify(
  [...document.body.querySelectorAll("*")].map((one) =>
    [one.checkVisibility({ visibilityProperty: true, opacityProperty: true }), one.getBoundingClientRect()])))`;

/** Those that are on of the kind that axe calls `cat.color`. */
const onColours: RunOptions = { runOnly: ["color-contrast", "link-in-text-block"] };

/**
 * In the light and in the dark. Where nothing but colours differs in the dark, the
 * rules on colours are asked again, the others would say the same.
 */
export async function faultsInBothThemes(
  page: Page,
  where: string,
  options: RunOptions = {},
): Promise<Fault[]> {
  const faults: Fault[] = [];
  let inTheLight: string | undefined;
  for (const colorScheme of ["light", "dark"] as const) {
    await wear(page, colorScheme);
    const seen = await page.evaluate<string>(shape);
    const asked = seen === inTheLight ? onColours : options;
    faults.push(...(await faultsOf(page, `${where}, ${colorScheme}`, asked)));
    inTheLight = seen;
  }
  await keepPictures(page, where);
  return faults;
}
