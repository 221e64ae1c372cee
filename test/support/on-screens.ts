/** Runs tests in a real browser against the real program with its demo network; each test begins without open pages. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, inject } from "vitest";
import { openBrowser, startDemo, type Demo } from "./screens.ts";

interface Screens {
  demo: Demo;
  browser: Browser;
}

/** `screens()` is there inside tests and hooks only. `startsAt`: the program's clock starts there. */
export function onScreens(
  name: string,
  options: Parameters<typeof startDemo>[0],
  tests: (screens: () => Screens) => void,
): void {
  const chromium = inject("chromium");
  describe.skipIf(!chromium)(`${name} (browser)`, () => {
    let demo: Demo | undefined;
    let browser: Browser | undefined;
    beforeAll(async () => {
      [demo, browser] = await Promise.all([startDemo(options), openBrowser(chromium ?? "")]);
    });
    afterEach(async () => {
      await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
    });
    afterAll(async () => {
      await browser?.close();
      await demo?.stop();
    });
    tests(() => {
      if (!demo || !browser) throw new Error("the screens are open inside tests and hooks only");
      return { demo, browser };
    });
  });
}
