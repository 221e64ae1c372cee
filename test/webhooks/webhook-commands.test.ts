import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import {
  webhookAddCommand,
  webhookCommand,
  webhookDisableCommand,
  webhookEnableCommand,
  webhookSecretCommand,
  webhookTestCommand,
} from "../../src/cli/commands/webhook.ts";
import type { MadeWebhook } from "../../src/webhooks/contract.ts";
import { layDatabase } from "../support/data-folder.ts";
import { runCommand } from "../support/command.ts";

const data = mkdtempSync(join(tmpdir(), "povod-webhook-"));
afterAll(() => rmSync(data, { recursive: true }));

it("keeps webhooks in the terminal: made, listed, switched off and on, with a new secret, tested", async () => {
  layDatabase(data);
  const there = ["--data", data];
  const url = "https://203.0.113.7.example.invalid/hook";
  const made = await runCommand(webhookAddCommand, [
    url,
    "--types",
    "card.sold, client.created",
    "--json",
    ...there,
  ]);
  const { webhook, secret } = JSON.parse(made.out) as MadeWebhook;
  expect(secret).toMatch(/^whsec_/);
  const listed = await runCommand(webhookCommand, ["--json", ...there]);
  expect(JSON.parse(listed.out)).toEqual({ webhooks: [webhook] });
  const off = await runCommand(webhookDisableCommand, [webhook.id, ...there], { language: "ru" });
  expect(off.out).toBe(`${webhook.id}\t${url}\tвыключен\tcard.sold,client.created\n`);
  expect((await runCommand(webhookEnableCommand, [webhook.id, ...there])).out).toContain("\tworks\t");
  const other = await runCommand(webhookSecretCommand, [webhook.id, ...there]);
  expect(other.out).toMatch(/^whsec_\S+\n$/);
  expect(other.out).not.toContain(secret);
  await expect(runCommand(webhookTestCommand, ["nobody", ...there])).rejects.toThrow(
    "There is no such webhook.",
  );
  await expect(runCommand(webhookAddCommand, [url, "--types", "all", ...there])).rejects.toThrow(
    /--types expects/,
  );
  await expect(
    runCommand(webhookAddCommand, ["https://10.0.0.1/", "--types", "card.sold", ...there]),
  ).rejects.toThrow("url: expected an https address");
});
