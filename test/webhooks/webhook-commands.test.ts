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
  webhookSendAgainCommand,
  webhookTestCommand,
} from "../../src/cli/commands/webhook.ts";
import { readMessages } from "../../src/webhooks/actions/list-messages.ts";
import type { MadeWebhook } from "../../src/webhooks/contract.ts";
import { openDatabase } from "../../src/database/database.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { layDatabase } from "../support/data-folder.ts";
import { runCommand } from "../support/command.ts";
import { giveUp } from "./given-up.ts";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "povod-webhook-"));
  folders.push(folder);
  layDatabase(folder);
  return folder;
};

it("keeps webhooks in the terminal: made, listed, switched off and on, with a new secret, tested", async () => {
  const there = ["--data", newFolder()];
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

it("sends again in the terminal what was given up: a message by its name, or all, each once", async () => {
  const data = newFolder();
  const there = ["--data", data];
  const database = await openDatabase({ engine: "pglite", folder: data });
  const webhook = await giveUp(database.db, { count: 3, until: systemClock.now() });
  const { messages } = await readMessages(
    { db: database.db, clock: systemClock, allowPrivate: true },
    webhook.id,
    { state: "given_up", cursor: undefined },
  );
  await database.close();
  expect(webhook).toMatchObject({ waiting: 0, givenUp: 3, state: "enabled", acceptedAt: null });
  expect(messages).toHaveLength(3);

  const list = () => runCommand(webhookCommand, there);
  const again = (args: string[], language: "ru" | "en" = "en") =>
    runCommand(webhookSendAgainCommand, [webhook.id, ...args, ...there], { language });
  expect((await list()).out).toContain(", 3 given up\t");
  const [first] = messages;
  expect((await again([first?.id ?? ""])).out).toBe("1 message waits to be sent again.\n");
  expect((await again([first?.id ?? ""])).out).toBe("There is nothing to send again.\n");
  await expect(again(["nothing"])).rejects.toThrow("This webhook has no such message.");
  expect((await again([], "ru")).out).toBe("2 сообщения снова ждут отправки.\n");
  expect((await again(["--json"])).out).toBe('{"waiting":0}\n');
  expect((await list()).out).not.toContain("given up");
});
