/** Where this machine keeps a Chromium, if it does: one without windows takes a quarter less for each page. */
import { existsSync } from "node:fs";

declare module "vitest" {
  interface ProvidedContext {
    chromium: string | undefined;
  }
}

const usual = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export function chromiumPath(): string | undefined {
  return [process.env["POVOD_CHROMIUM"], ...usual].find((path) => path && existsSync(path));
}

/**
 * What a window of Chromium's own brings along costs as much as the page in it: two pages behind its address bar, and a
 * process kept ready for the page after this one.
 */
const withoutOwnPages = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "PreloadTopChromeWebUI",
  "SpareRendererForSitePerProcess",
];

/** Only the last list of features counts, so what Playwright leaves out by its own is named again. */
const withoutAnyway = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

export const chromiumFlags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--disable-features=${[...withoutOwnPages, ...withoutAnyway].join(",")}`,
];
