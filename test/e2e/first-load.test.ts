/** What is seen before the scripts are there, in a real browser: the frame, where it will stay. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { onScreens } from "../support/on-screens.ts";
import { signedInAs, type Demo } from "../support/screens.ts";

const rooms = [".frame-rail", ".frame-places", ".frame-settings", ".frame-main", ".frame-mark"];

onScreens("the first load", (screens) => {
  let demo: Demo;
  let browser: Browser;
  beforeAll(() => {
    ({ demo, browser } = screens());
  });

  /** A page whose scripts are on their way until `come`; `asked`: which were asked for. */
  async function withoutScripts(path: string, options: BrowserContextOptions) {
    const context = await browser.newContext({ ...(await signedInAs(demo, "operator")), ...options });
    const page = await context.newPage();
    const { promise: coming, resolve: come } = Promise.withResolvers<void>();
    const asked: string[] = [];
    await page.route("**/assets/*.js", async (route) => {
      asked.push(new URL(route.request().url()).pathname);
      await coming;
      await route.continue();
    });
    await page.goto(path, { waitUntil: "commit" });
    await page.locator(".frame-rail").waitFor();
    return { page, come, asked };
  }

  /** The sheet that says where things stand is there. */
  const dressed = (page: Page) =>
    expect
      .poll(() => page.evaluate("getComputedStyle(document.querySelector('.frame-rail')).backgroundColor"))
      .not.toBe("rgba(0, 0, 0, 0)");

  /** Where the parts of the frame that is seen stand. */
  const standing = (page: Page) =>
    page.evaluate<Record<string, number[]>>(`Object.fromEntries(${JSON.stringify(rooms)}.map((room) => {
      const seen = [...document.querySelectorAll(room)].find((part) => part.checkVisibility());
      const { x, y, width, height } = seen.getBoundingClientRect();
      return [room, [x, y, width, height]];
    }))`);

  /** How far things have moved without being asked to, all of them and what belongs to the frame. */
  const shifts = (page: Page) =>
    page.evaluate<{ whole: number; frame: number }>(`new Promise((resolve) => {
      let whole = 0, frame = 0;
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries()) {
          whole += value;
          if (sources.some(({ node }) => node?.parentElement?.closest(".frame-rail") || node?.matches?.(".frame, .frame > *"))) frame += value;
        }
      }).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => resolve({ whole, frame }), 100);
    })`);

  for (const width of [390, 768, 1440])
    it.each(["/calls/now", "/handoffs"])(
      `nothing moves when they come, at ${width} pixels: %s`,
      async (path) => {
        const { page, come } = await withoutScripts(path, {
          locale: "ru-RU",
          viewport: { width, height: 900 },
        });
        await dressed(page);
        const before = await standing(page);
        come();
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.getByRole("main").waitFor();
        const after = await standing(page);
        // What fills the screen may be longer than the window.
        for (const found of [before, after]) found[".frame-main"]?.pop();
        expect(after).toEqual(before);
        const { whole, frame } = await shifts(page);
        expect(frame).toBe(0);
        // Lists of other screens find their length by themselves.
        if (path === "/calls/now") expect(whole).toBeLessThan(0.01);
      },
    );

  it.each([
    { locale: "ru-RU", colorScheme: "light", mark: "П", lang: "ru", ground: "rgb(241, 239, 234)" },
    { locale: "en-GB", colorScheme: "dark", mark: "P", lang: "en", ground: "rgb(25, 24, 22)" },
  ] as const)("has its language and its look: $lang, $colorScheme", async (expected) => {
    const { mark, lang, ground, ...options } = expected;
    const { page, come, asked } = await withoutScripts("/calls/now", options);
    await page.getByText(mark, { exact: true }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe(lang);
    // Words are there while the sheet that dresses them is still on its way.
    await expect
      .poll(() => page.evaluate("getComputedStyle(document.querySelector('.frame-rail')).backgroundColor"))
      .toBe(ground);
    // Its own screen and its own language are fetched before the program runs, and no other's.
    await expect.poll(() => asked.filter((name) => name.includes("CallPage-"))).toHaveLength(1);
    expect(asked.filter((name) => /\/(ru|en)-/.test(name))).toEqual([expect.stringContaining(`/${lang}-`)]);
    expect(asked.filter((name) => name.includes("Page-"))).toHaveLength(1);
    come();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.getByText(mark, { exact: true }).filter({ visible: true }).count()).toBe(1);
  });
});
