/** Where this machine keeps a Chromium, if it does. */
import { existsSync } from "node:fs";

declare module "vitest" {
  interface ProvidedContext {
    chromium: string | undefined;
  }
}

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export function chromiumPath(): string | undefined {
  return [process.env["POVOD_CHROMIUM"], ...usual].find((path) => path && existsSync(path));
}

export const chromiumFlags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
