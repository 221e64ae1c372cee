import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commands } from "../../src/cli/commands.ts";
import { layDatabase } from "../support/data-folder.ts";
import { povod } from "../support/povod.ts";

test("a command is found by the name it has itself", async () => {
  const names = await Promise.all(commands.map(async ({ load }) => (await load()).name));
  expect(names).toEqual(commands.map(({ name }) => name));
});

test("--help lists every command in the reader's language, and one command's tells how it is used", async () => {
  const all = await povod(["--help"], { LC_ALL: "ru_RU.UTF-8" });
  expect(all).toMatchObject({ code: 0, stderr: "" });
  const lines = all.stdout.split("\n");
  for (const { name, summary } of commands)
    expect(lines.some((line) => line.startsWith(`  ${name} `) && line.endsWith(`  ${summary.ru}`))).toBe(
      true,
    );
  const one = await povod(["import", "undo", "--help"], { LC_ALL: "C.UTF-8" });
  expect(one).toMatchObject({ code: 0, stderr: "" });
  expect(one.stdout).toMatch(/^povod import undo .*\n\n.+\n$/);
});

test("a refusal is told in the reader's language, with its code", async () => {
  const range = ["forecast", "--from", "2026-11-22", "--to", "2026-11-20"];
  const folder = mkdtempSync(join(tmpdir(), "povod-"));
  layDatabase(folder);
  const said = async (locale: string) =>
    (await povod([...range, "--data", folder], { LC_ALL: locale })).stderr.trimEnd();
  expect(await said("ru_RU.UTF-8")).toBe(
    "povod forecast: bad_input: Дни с 2026-11-22 по 2026-11-20: конец раньше начала.",
  );
  expect(await said("C.UTF-8")).toMatch(/^povod forecast: bad_input: The range .* ends before it begins\.$/);
  rmSync(folder, { recursive: true });
});
