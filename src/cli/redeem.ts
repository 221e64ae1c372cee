/** `--redeem never|always`: whether clients of the past are taken to spend their bonus. */
import type { Redeem } from "../loyalty/purchase.ts";
import { UsageError } from "./command.ts";

export function readRedeem(text: string): Extract<Redeem, string> {
  if (text === "never" || text === "always") return text;
  throw new UsageError(`--redeem expects never or always, got ${text}`);
}
