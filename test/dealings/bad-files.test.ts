/** What a person at a terminal sees when the file is not what it should be. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { povod } from "../support/povod.ts";

let folder = "";
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "povod-bad-file-test-"))));
afterAll(() => rmSync(folder, { recursive: true }));

const header = "client,date,amount\n";
const good = "7,2026-01-01,1\n";
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
/** «Иван» in Windows-1251. */
const windows1251 = Buffer.concat([
  Buffer.from(`${header}${good}`),
  Buffer.from([0xc8, 0xe2, 0xe0, 0xed]),
  Buffer.from(",2026-01-01,1\n"),
]);

const replay = (path: string) =>
  povod(["replay", path, "--until", "2026-06-30", "--json"], { TMPDIR: folder });

describe("povod replay refuses", () => {
  it.each<[string, string | Buffer, RegExp]>([
    ["an empty file", "", /, line 1: the file is empty, expected a header with client,date,amount\./],
    [
      "a picture",
      Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
      /, line \d: byte \d+ .*expected .*UTF-8/,
    ],
    ["a workbook", Buffer.from("PK\u0003\u0004rest"), /, line 1: this is a workbook .*expected CSV/],
    [
      "zero bytes",
      `${header}${good}7,2026-01-01,\0\n`,
      /, line 3: byte 14 is zero: this is not a text file, expected CSV/,
    ],
    ["UTF-16", utf16(header + good), /, line 1: the file is UTF-16; expected UTF-8/],
    ["Windows-1251", windows1251, /, line 3: byte 1 \(C8\) is not UTF-8; expected UTF-8/],
    [
      "a letter cut in two",
      Buffer.from(`${header}\u00e9`).subarray(0, -1),
      /, line 2: byte 1 \(C3\) is not UTF-8/,
    ],
    [
      "prose",
      "Dear sirs,\nthe purchases are attached.\n",
      /, line 1: the header lacks the columns client, date, amount; expected client,date,amount, got "dear sirs,"/,
    ],
    [
      "a missing column",
      "client,date,sum\n7,2026-01-01,1\n",
      /, line 1: the header lacks the column amount; expected client,date,amount, got "client,date,sum"/,
    ],
    ["a column named twice", "client,date,amount,date\n", /, line 1: the header names the column date twice/],
    [
      "lines that end with CR alone",
      "client,date,amount\r7,2026-01-01,1\r",
      /, line 1: lines end with CR alone; expected LF or CR LF/,
    ],
    [
      "a line of megabytes",
      `${header}${good}7,2026-01-01,${"1".repeat(20_000_000)}\n`,
      /, line 3: the line is longer than 65536 bytes/,
    ],
    [
      "a line just too long",
      `${header}7,2026-01-01,${"1".repeat(65_530)}\n${good}`,
      /, line 2: the line is longer than 65536 bytes/,
    ],
    [
      "a quote that stays open",
      `${header}${good}"7,2026-01-01,1\n${good.repeat(20_000)}`,
      /, line 3: a quote \("\) that opens in this row is not closed/,
    ],
    [
      "a quote that stays open to the end",
      `${header}${good}7,2026-01-01,"1\n`,
      /, line 3: a quote \("\) that opens in this row is not closed/,
    ],
    [
      "a date that does not exist",
      `${header}${good}7,1997-02-30,1\n`,
      /1 row does not fit, nothing was replayed:\n {2}line 3, column date: expected a day that exists as YYYY-MM-DD, got "1997-02-30"/,
    ],
    [
      "three decimals",
      `${header}7,2026-01-01,1.234\n`,
      / {2}line 2, column amount: expected a sum .*at most two decimals, got "1.234"/,
    ],
    [
      "an amount below zero",
      `${header}7,2026-01-01,-1\n`,
      / {2}line 2, column amount: expected a sum from 0 .*, got "-1"/,
    ],
    [
      "many bad rows, the first ones named",
      `${header}${"7,x,1\n".repeat(12)}`,
      /12 rows do not fit.*\n {2}line 2, .*\n.*\n.*\n.*\n {2}line 6, .*\n {2}… and 7 more/,
    ],
    [
      "a bad row in a file that has to be sorted",
      `${header}7,2026-02-01,1\n${good}7,x,1\n`,
      /1 row does not fit.*\n {2}line 4, column date/,
    ],
  ])("%s", async (_, content, expected) => {
    const path = join(folder, "purchases.csv");
    writeFileSync(path, content);
    const { code, stdout, stderr } = await replay(path);
    expect(stderr).toMatch(/^povod replay: bad_file: .*purchases\.csv/);
    expect(stderr).toMatch(expected);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  it("a folder and a file that is not there", async () => {
    mkdirSync(join(folder, "a-folder"));
    expect(await replay(join(folder, "a-folder"))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/a-folder: expected a CSV file, this is a folder/),
    });
    expect(await replay(join(folder, "nowhere.csv"))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/nowhere\.csv: no such file/),
    });
  });
});

describe("povod replay says what was expected of", () => {
  it.each([
    [["--until", "1997-02-30"], /--until expects a day as YYYY-MM-DD that exists, got 1997-02-30/],
    [[], /--until DAY is missing/],
    [["--until", "1997-02-28", "--redeem", "sometimes"], /--redeem expects never or always, got sometimes/],
    [
      ["--until", "1997-02-28", "--validity", "6 months"],
      /--validity expects a period .* such as P6M, .*got 6 months/,
    ],
    [["--until", "1997-02-28", "--validity", "P0D"], /--validity expects a period longer than zero/],
  ])("%j", async (options, expected) => {
    const { code, stdout, stderr } = await povod(["replay", "purchases.csv", ...options]);
    expect(stderr).toMatch(expected);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});
