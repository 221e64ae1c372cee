import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { sortedPurchases } from "../../src/dealings/purchase-order.ts";
import type { FilePurchase } from "../../src/dealings/purchase-file.ts";
import { toEpochDay } from "../../src/kernel/calendar.ts";

let folder = "";
let path = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "povod-order-test-"));
  path = join(folder, "purchases.csv");
});
beforeEach(() => void vi.stubEnv("TMPDIR", folder));
afterAll(() => {
  // The next file of this process begins before its first test takes it back.
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const purchase = fc.record({
  client: fc.constantFrom("a", "b", "B", "10", "9", "я", "a space", "x\u2028y", "😀", "\uffff", '"quoted"'),
  day: fc.integer({ min: 1, max: 28 }),
});

function write(purchases: { client: string; day: number }[]): void {
  const rows = purchases.map(
    ({ client, day }, at) =>
      `"${client.replaceAll('"', '""')}",2026-02-${String(day).padStart(2, "0")},${at}.50\n`,
  );
  writeFileSync(path, `client,date,amount\n${rows.join("")}`);
}

async function sorted(rowsPerRun: number): Promise<FilePurchase[]> {
  const all: FilePurchase[] = [];
  const onBadRow = () => expect.fail("every row is good");
  for await (const batch of sortedPurchases(path, { rowsPerRun, onBadRow })) all.push(...batch);
  return all;
}

const temporary = () => readdirSync(folder).filter((name) => name.startsWith("povod-sort-"));

describe("sorted purchases", () => {
  it("come client by client, day by day, in file order within a day, with nothing lost", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(purchase, { maxLength: 300 }),
        fc.integer({ min: 1, max: 400 }),
        async (purchases, rowsPerRun) => {
          write(purchases);
          const expected = purchases
            .map(({ client, day }, at) => ({
              client: client.trim(),
              on: toEpochDay({ year: 2026, month: 2, day }),
              amount: BigInt(at * 100 + 50),
              line: at + 2,
            }))
            .sort((a, b) =>
              a.client < b.client ? -1 : a.client > b.client ? 1 : a.on - b.on || a.line - b.line,
            );
          expect(await sorted(rowsPerRun)).toEqual(expected);
        },
      ),
      { numRuns: 40 },
    );
    expect(temporary()).toEqual([]);
  });

  it("leave nothing behind when whoever reads them stops in the middle", async () => {
    write(Array.from({ length: 30_000 }, (_, at) => ({ client: String(at % 7), day: (at % 28) + 1 })));
    for await (const batch of sortedPurchases(path, { rowsPerRun: 1000, onBadRow: () => undefined })) {
      expect(temporary()).toHaveLength(1);
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    expect(temporary()).toEqual([]);
  });

  it("leave nothing behind when the file turns out to be bad", async () => {
    writeFileSync(path, `client,date,amount\n${"a,2026-02-01,1\n".repeat(5000)}b,2026-02-01,"1\n`);
    await expect(sorted(1000)).rejects.toMatchObject({ code: "bad_file" });
    expect(temporary()).toEqual([]);
  });
});
