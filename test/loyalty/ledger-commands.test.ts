import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UsageError } from "../../src/cli/command.ts";
import { importPurchasesCommand } from "../../src/cli/commands/import-purchases.ts";
import { ledgerSealCommand } from "../../src/cli/commands/ledger-seal.ts";
import { ledgerVerifyCommand } from "../../src/cli/commands/ledger-verify.ts";
import { openDatabase } from "../../src/database/database.ts";
import { layDatabase } from "../support/data-folder.ts";
import { runCommand } from "../support/command.ts";
import { povod } from "../support/povod.ts";

let folder = "";
let data: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "povod-ledger-"));
  data = ["--data", join(folder, "data")];
});
afterEach(() => rmSync(folder, { recursive: true }));
const withDatabase = () => layDatabase(data[1] ?? "");

function file(text: string): string {
  const path = join(folder, "sales.csv");
  writeFileSync(path, text);
  return path;
}

describe("import, burn and ledger on the command line", () => {
  it("books the good rows, reports every bad one with its place and reason, and ends with 1", async () => {
    withDatabase();
    const path = file(
      "client,date,amount\na,2025-01-31,100.00\nb,2025-02-30,5\na,2025-09-01,1.234\n,2025-09-01,1\n",
    );
    const bad = join(folder, "bad.csv");
    const imported = await povod(["import", "purchases", path, "--json", "--bad-rows", bad, ...data]);
    expect(imported.code).toBe(1);
    expect(JSON.parse(imported.stdout)).toEqual({ booked: 1, known: 0, clients: 1, cards: 1, badRows: 3 });
    expect(imported.stderr).toContain(`${path}, line 3, column date: `);
    expect(imported.stderr).toContain(`${path}, line 4, column amount: `);
    expect(imported.stderr).toContain(`${path}, line 5, column client: `);
    expect(imported.stderr).toContain("bad_input: ");
    expect(readFileSync(bad, "utf8").split("\n").slice(0, 2)).toEqual([
      "line,column,reason",
      expect.stringMatching(/^3,date,/),
    ]);

    const burned = await povod(["burn", "--through", "2025-08-01", "--json", ...data]);
    expect(JSON.parse(burned.stdout)).toEqual({ through: "2025-08-01", cards: 1, burned: "4.85" });
    const totals = await povod(["ledger", "totals", "--json", ...data]);
    expect(totals.stdout).toBe('{"issued":"4.85","redeemed":"0.00","burned":"4.85","outstanding":"0.00"}\n');
    expect(await povod(["ledger", "verify", ...data])).toMatchObject({ code: 0, stderr: "" });
  });

  it("seals, tells the last sealing and holds the ledger to one told earlier", async () => {
    withDatabase();
    const path = file("client,date,amount\na,2025-01-31,100.00\nb,2025-01-31,100.00\n");
    await runCommand(importPurchasesCommand, [path, ...data]);
    const sealed = await runCommand(ledgerSealCommand, data);
    const [, head = ""] = /^Sealed: 2 postings\. Head: (1:[0-9a-f]{64})$/m.exec(sealed.out) ?? [];
    const verify = (...args: string[]) => runCommand(ledgerVerifyCommand, [...args, ...data]);
    expect((await verify("--head", head)).out).toBe(
      `The ledger holds together: 2 cards, 2 postings.\nNot sealed yet: 0. Head: ${head}\n`,
    );
    const russian = await runCommand(ledgerVerifyCommand, data, { language: "ru" });
    expect(russian.out).toContain(`Ещё не опечатано: 0. Отметка: ${head}`);
    await expect(verify("--head", "1")).rejects.toThrow(UsageError);

    const later = await povod(["ledger", "verify", "--json", "--head", `2${head.slice(1)}`, ...data]);
    expect([later.code, later.stderr]).toEqual([1, expect.stringContaining("ledger_broken: Sealing 2: ")]);
    expect(JSON.parse(later.stdout)).toMatchObject({ head, misfit: { problem: "head_gone", sealing: 2 } });
  });

  it("says sums in the business's currency", async () => {
    withDatabase();
    await povod(["settings", "set", "currency", "USD", ...data]);
    await povod(["import", "purchases", file("client,date,amount\na,2025-01-31,100.00\n"), ...data]);
    expect((await povod(["ledger", "totals", ...data])).stdout).toMatch(/Issued +\$4\.85/);
    const russian = await povod(["ledger", "totals", ...data], { LC_ALL: "ru_RU.UTF-8" });
    expect(russian.stdout).toMatch(/Начислено +4,85\u00a0\$/);
  });

  it("caps what it lists on the terminal, never what it writes to the file", async () => {
    withDatabase();
    const path = file(`client,date,amount\n${"a,never,1\n".repeat(50)}`);
    const bad = join(folder, "bad.csv");
    const { code, stderr } = await povod(["import", "purchases", path, "--bad-rows", bad, ...data]);
    expect(code).toBe(1);
    expect(stderr.split("\n").filter((line) => line.includes("column date"))).toHaveLength(20);
    expect(stderr).toContain("30 more rows");
    expect(readFileSync(bad, "utf8").trimEnd().split("\n")).toHaveLength(51);
  });

  it.each([
    ["is not there", undefined],
    ["lacks a column", "client,when,amount\na,2025-01-31,1\n"],
    [
      "is in another encoding far below",
      Buffer.concat([Buffer.from("client,date,amount\na,2025-01-31,1\n"), Buffer.from([0xcf, 0xe5, 0xf2])]),
    ],
  ])("writes nothing at all when the file %s", async (_, content) => {
    const path = join(folder, "sales.csv");
    if (content !== undefined) writeFileSync(path, content);
    const { code, stderr, stdout } = await povod(["import", "purchases", path, ...data]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("bad_file: ");
    expect(existsSync(data[1] ?? "")).toBe(false);
  });

  it("refuses a data folder that another process works on", async () => {
    withDatabase();
    const path = file("client,date,amount\na,2025-01-31,1\n");
    const database = await openDatabase({ engine: "pglite", folder: data[1] ?? "" });
    try {
      const { code, stderr } = await povod(["import", "purchases", path, ...data]);
      expect([code, stderr]).toEqual([1, expect.stringContaining("data_folder_in_use")]);
    } finally {
      await database.close();
    }
  });

  it("knows wrong usage", async () => {
    for (const args of [
      ["burn"],
      ["burn", "--through", "2025-02-30"],
      ["import", "purchases", "x.csv", "--redeem", "some"],
    ])
      expect((await povod([...args, ...data])).code).toBe(2);
  });
});
