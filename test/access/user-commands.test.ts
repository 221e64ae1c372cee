import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { StaffMember } from "../../src/access/staff-contract.ts";
import {
  userAddCommand,
  userDisableCommand,
  userEnableCommand,
  userInviteCommand,
  userListCommand,
  userResetCommand,
} from "../../src/cli/commands/user.ts";
import { openDatabase } from "../../src/database/database.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { openServerToStrangers } from "../http/server.ts";
import { layDatabase } from "../support/data-folder.ts";
import { runCommand } from "../support/command.ts";
import { addOffice } from "./people.ts";

const data = mkdtempSync(join(tmpdir(), "povod-user-"));
afterAll(() => rmSync(data, { recursive: true }));
const there = ["--data", data];
const who = (name: string, email: string, role: string) => ["--name", name, "--email", email, "--role", role];

it("lets people in from the terminal, shuts them out, and gives them a way back", async () => {
  layDatabase(data);
  const database = await openDatabase({ engine: "pglite", folder: data });
  await addOffice(database.db, "На Тверской");
  await database.close();

  const file = join(data, "password");
  writeFileSync(file, "correct horse battery\n");
  const owner = who("Арсеньев Михаил", "Owner@example.org", "owner");
  const added = await runCommand(userAddCommand, [...owner, "--password-file", file, ...there], {
    language: "ru",
  });
  expect(added.out).toBe("owner@example.org\tАрсеньев Михаил\tвладелец\tвход открыт\n");
  const made = await runCommand(userAddCommand, [...who("Вера", "vera@example.org", "operator"), ...there]);
  expect(made.out).toMatch(/^vera@example.org\tВера\toperator\tmay sign in\nPassword: \S{16}\n$/);
  const desk = [...who("Алия", "aliya@example.org", "desk"), "--offices", "На Тверской"];
  const invited = await runCommand(userInviteCommand, [...desk, ...there]);
  expect(invited.out).toMatch(/^http:\/\/127\.0\.0\.1:7373\/invitation\/[\w-]{43}\n$/);

  await expect(
    runCommand(userInviteCommand, [...who("Кто-то", "x@example.org", "manager"), ...there]),
  ).rejects.toThrow("offices: expected at least one office");
  await expect(
    runCommand(userInviteCommand, [...who("Кто-то", "x@example.org", "boss"), ...there]),
  ).rejects.toThrow(/--role expects/);
  await expect(runCommand(userDisableCommand, ["owner@example.org", ...there])).rejects.toThrow(
    /last account/,
  );

  const closed = await runCommand(userDisableCommand, ["vera@example.org", "--json", ...there]);
  expect(JSON.parse(closed.out)).toMatchObject({ state: "disabled" } satisfies Partial<StaffMember>);
  await expect(runCommand(userResetCommand, ["vera@example.org", ...there])).rejects.toThrow(/may sign in/);
  await runCommand(userEnableCommand, ["vera@example.org", ...there]);
  const reset = await runCommand(userResetCommand, ["VERA@example.org", ...there]);
  const list = await runCommand(userListCommand, there);
  expect(list.out.split("\n").map((line) => line.split("\t")[3])).toEqual([
    "invited",
    "may sign in",
    "may sign in",
    undefined,
  ]);

  const opened = await openDatabase({ engine: "pglite", folder: data });
  const server = await openServerToStrangers(opened, { clock: systemClock });
  const link = `/api/v1/invitations/${reset.out.trim().split("/").at(-1)}`;
  expect((await server.inject(link)).json()).toMatchObject({ kind: "reset", name: "Вера" });
  const signIn = (password: string) =>
    server.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      payload: { email: "owner@example.org", password },
    });
  expect((await signIn("correct horse battery")).statusCode).toBe(200);
  expect((await signIn("another")).statusCode).toBe(401);
  await server.close();
  await opened.close();
});
