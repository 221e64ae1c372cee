/** Runs tests in a real browser against the real program with its demo network; each test begins without open pages. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, inject } from "vitest";
import { openBrowser, startDemo, type Before, type Demo } from "./screens.ts";

interface Screens {
  demo: Demo;
  browser: Browser;
}

/** One for all files of a worker: what a test does in it stays in the test's own contexts. It ends with the worker. */
let opened: Promise<Browser> | undefined;

/** `screens()` is there inside tests and hooks only. */
export function onScreens(name: string, tests: (screens: () => Screens) => void, before?: Before): void {
  const chromium = inject("chromium");
  describe.skipIf(!chromium)(`${name} (browser)`, () => {
    let demo: Demo | undefined;
    let browser: Browser | undefined;
    beforeAll(async () => {
      [demo, browser] = await Promise.all([startDemo(before), (opened ??= openBrowser(chromium ?? ""))]);
    }, 240_000);
    afterEach(async () => {
      await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
    });
    afterAll(() => demo?.stop());
    tests(() => {
      if (!demo || !browser) throw new Error("the screens are open inside tests and hooks only");
      return { demo, browser };
    });
  });
}
