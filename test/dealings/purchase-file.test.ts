import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPurchases, type BadRow, type FilePurchase } from "../../src/dealings/purchase-file.ts";
import { formatDay } from "../../src/kernel/calendar.ts";
import { toDecimal } from "../../src/kernel/money.ts";

let folder = "";
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "povod-file-test-"))));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: string | Buffer): Promise<{ good: string[]; bad: BadRow[] }> {
  const path = join(folder, "purchases.csv");
  writeFileSync(path, content);
  const good: FilePurchase[] = [];
  const bad: BadRow[] = [];
  for await (const batch of readPurchases(path, { onBadRow: (row) => bad.push(row) })) good.push(...batch);
  return {
    good: good.map(
      ({ line, client, on, amount }) => `${line} ${client} ${formatDay(on)} ${toDecimal(amount)}`,
    ),
    bad,
  };
}

describe("a file of purchases is read", () => {
  it.each([
    ["plain", "client,date,amount\n7,2026-01-31,12.5\n"],
    ["without a line break at its end", "client,date,amount\n7,2026-01-31,12.50"],
    ["with CR LF", "client,date,amount\r\n7,2026-01-31,12.50\r\n"],
    ["with a byte order mark", "\ufeffclient,date,amount\n7,2026-01-31,12.50\n"],
    ["with further columns in any order", "n,amount,x,client,date\n1,12.50,,7,2026-01-31\n"],
    ["with semicolons", "client;date;amount\n7;2026-01-31;12.50\n"],
    ["with tabs", "client\tdate\tamount\n7\t2026-01-31\t12.50\n"],
    ["with quotes", '"client","date","amount"\r\n"7","2026-01-31","12.50"\r\n'],
    ["with spaces and capitals", "Client , DATE,amount\n 7 ,2026-01-31, 12.50\n"],
  ])("%s", async (_, content) => {
    expect(await read(content)).toEqual({ good: ["2 7 2026-01-31 12.50"], bad: [] });
  });

  it("past blank lines, with the line each row starts on", async () => {
    const content =
      'client,date,amount,note\r\n\r\n1,2026-01-01,1,"two\r\nlines, ""quoted"""\r\n2,2026-01-02,2,\r\n\n"3",2026-01-03,3,"\n\n"\n4,2026-01-04,4,';
    expect(await read(content)).toEqual({
      good: ["3 1 2026-01-01 1.00", "5 2 2026-01-02 2.00", "7 3 2026-01-03 3.00", "10 4 2026-01-04 4.00"],
      bad: [],
    });
  });

  it("whatever clients are called and wherever a block of it ends", async () => {
    const client = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
      .map((text) => text.replaceAll(/\p{Cc}/gu, " ").trim())
      .filter((text) => text !== "");
    await fc.assert(
      fc.asyncProperty(
        fc.array(client, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 60_000 }),
        fc.boolean(),
        async (clients, padding, multiline) => {
          const note = `"${(multiline ? "x\n" : "ж").repeat(Math.floor(padding / 2))}"`;
          const perRow = 1 + (multiline ? Math.floor(padding / 2) : 0);
          const rows = clients.map((name) => `"${name.replaceAll('"', '""')}",2026-01-01,1,${note}\n`);
          expect(await read(`client,date,amount,note\n${rows.join("")}`)).toEqual({
            good: clients.map((name, at) => `${2 + at * perRow} ${name} 2026-01-01 1.00`),
            bad: [],
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a row that does not fit is named, and the rest is read", () => {
  it.each([
    ["7,1997-02-30,1", "date", 'expected a day that exists as YYYY-MM-DD, got "1997-02-30"'],
    ["7,01.02.1997,1", "date", 'expected a day that exists as YYYY-MM-DD, got "01.02.1997"'],
    [
      "7,1997-02-03,1.234",
      "amount",
      'expected a sum from 0 as 1234.56 with at most two decimals, got "1.234"',
    ],
    ["7,1997-02-03,-1", "amount", 'expected a sum from 0 as 1234.56 with at most two decimals, got "-1"'],
    ["7,1997-02-03,", "amount", "expected a sum from 0 as 1234.56 with at most two decimals, got nothing"],
    [",1997-02-03,1", "client", "expected an id of 1 to 200 characters on one line, got nothing"],
    ['"a\nb",1997-02-03,1', "client", 'expected an id of 1 to 200 characters on one line, got "a\\nb"'],
    ["7,1997-02-03", undefined, "expected 3 columns as in the header, got 2"],
    ["7,1997-02-03,1,2", undefined, "expected 3 columns as in the header, got 4"],
    [
      '"7"x,1997-02-03,1',
      undefined,
      'quotes (") do not fit; expected "…" around a whole field, "" for a quote in it',
    ],
    [
      '7 "x,1997-02-03,1',
      undefined,
      'quotes (") do not fit; expected "…" around a whole field, "" for a quote in it',
    ],
  ])("%j", async (row, column, reason) => {
    const { good, bad } = await read(`client,date,amount\n1,2026-01-01,1\n${row}\n"2",2026-01-02,2\n`);
    expect(bad).toEqual([{ line: 3, column, reason }]);
    expect(good).toHaveLength(2);
  });
});
