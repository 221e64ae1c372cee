import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/database/database.ts";
import { povod } from "../support/povod.ts";

let folder = "";
let data: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "povod-ledger-"));
  data = ["--data", join(folder, "data")];
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, "sales.csv");
  writeFileSync(path, text);
  return path;
}

describe("import, burn and ledger on the command line", () => {
  it("books the good rows, reports every bad one with its place and reason, and ends with 1", async () => {
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

  it("says sums in the business's currency", async () => {
    await povod(["settings", "set", "currency", "USD", ...data]);
    await povod(["import", "purchases", file("client,date,amount\na,2025-01-31,100.00\n"), ...data]);
    expect((await povod(["ledger", "totals", ...data])).stdout).toMatch(/Issued +\$4\.85/);
    const russian = await povod(["ledger", "totals", ...data], { LC_ALL: "ru_RU.UTF-8" });
    expect(russian.stdout).toMatch(/Начислено +4,85\u00a0\$/);
  });

  it("caps what it lists on the terminal, never what it writes to the file", async () => {
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
