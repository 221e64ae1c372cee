/** One person, one record; the facts that are wanted; what a person may demand: all of it in the terminal. */
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientExportCommand } from "../../src/cli/commands/client-export.ts";
import {
  demandsCloseCommand,
  demandsCommand,
  demandsRecordCommand,
  demandsTakeBackCommand,
} from "../../src/cli/commands/demands.ts";
import {
  duplicatesApartCommand,
  duplicatesCommand,
  duplicatesFindCommand,
  duplicatesMergeCommand,
  duplicatesUnmergeCommand,
} from "../../src/cli/commands/duplicates.ts";
import { factsCommand, factsSetCommand } from "../../src/cli/commands/facts.ts";
import type { Command } from "../../src/cli/command.ts";
import { upsertClients } from "../../src/clients/actions/upsert-clients.ts";
import type { Demand } from "../../src/clients/demand-contract.ts";
import { openDatabase } from "../../src/database/database.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { replanClients } from "../../src/planning/actions/replan-clients.ts";
import type { Duplicates } from "../../src/reports/duplicate-contract.ts";
import { layDatabase } from "../support/data-folder.ts";
import { runCommand } from "../support/command.ts";

const data = mkdtempSync(join(tmpdir(), "povod-clients-"));
afterAll(() => rmSync(data, { recursive: true }));
const run = async (command: Command, ...args: string[]): Promise<string> =>
  (await runCommand(command, [...args, "--data", data])).out;
const told = async <Answer>(command: Command, ...args: string[]): Promise<Answer> =>
  JSON.parse(await run(command, ...args, "--json")) as Answer;

const people = [
  { externalId: "1", familyName: "Кузнецов", givenName: "Иван", phone: "+79161234567" },
  { externalId: "2", familyName: "Кузнцов", givenName: "Иван", phone: "+79161234567" },
  { externalId: "3", familyName: "Щедрина", givenName: "Анна", phone: "+79031234567" },
];
const ids: Record<string, string> = {};

beforeAll(async () => {
  layDatabase(data);
  const { db, close } = await openDatabase({ engine: "pglite", folder: data });
  const clients = people.map(({ phone, ...person }) => ({
    ...person,
    contactPoints: [{ kind: "phone" as const, value: phone }],
  }));
  const made = await upsertClients({ db, clock: systemClock, replan: replanClients }, { clients }, "en");
  for (const { externalId, id } of made.clients) ids[externalId] = id ?? "";
  await close();
});

describe("povod duplicates", () => {
  it("finds, lists with the reasons, merges, takes back and remembers who is not one person", async () => {
    const [first, second] = [ids["1"] ?? "", ids["2"] ?? ""];
    expect(await told(duplicatesFindCommand)).toEqual({ pairs: 1 });
    const [pair] = await told<Duplicates["pairs"]>(duplicatesCommand);
    expect(new Set([pair?.first.id, pair?.second.id])).toEqual(new Set([first, second]));
    expect(await run(duplicatesCommand)).toMatch(/^\d+ {2}.*phone[^]*\* \S+ {2}Кузн/);
    expect(await told(duplicatesMergeCommand, first, second)).toMatchObject({ client: first, other: second });
    expect(await told(duplicatesCommand)).toEqual([]);
    await run(duplicatesUnmergeCommand, first, second);
    expect(await told<Duplicates["pairs"]>(duplicatesCommand)).toHaveLength(1);
    expect(await run(duplicatesApartCommand, first, second)).toBe("Remembered.\n");
    expect(await told(duplicatesFindCommand)).toEqual({ pairs: 0 });
    expect(await run(duplicatesCommand)).toBe("There are none.\n");
    await expect(run(duplicatesMergeCommand, first, "Кузнцов")).rejects.toThrow("expected a client's id");
    await expect(run(duplicatesMergeCommand, first, first)).rejects.toThrow("another client");
  });
});

describe("povod facts", () => {
  it("shows what is wanted and changes what one fact is worth", async () => {
    type Facts = { facts: { fact: string; worth: number }[]; offered: { fact: string }[] };
    const before = await told<Facts>(factsCommand);
    expect(before.facts).toContainEqual(expect.objectContaining({ fact: "phone", worth: 20 }));
    const without = await told<Facts>(factsSetCommand, "sex", "0");
    expect(without.facts.map(({ fact }) => fact)).not.toContain("sex");
    expect(without.offered.map(({ fact }) => fact)).toContain("sex");
    expect(await run(factsSetCommand, "telegram", "7")).toMatch(/\n {4}7 {2}telegram /);
    expect((await told<Facts>(factsCommand)).facts).toContainEqual(
      expect.objectContaining({ fact: "telegram", worth: 7 }),
    );
    await expect(run(factsSetCommand, "telegram", "1.5")).rejects.toThrow("WORTH expects a whole number");
    await expect(run(factsSetCommand, "shoe_size", "5")).rejects.toThrow("expected one of family_name");
  });
});

describe("povod demands", () => {
  const record = (...args: string[]) => told<Demand[]>(demandsRecordCommand, "3", "--how", "письмо", ...args);

  it("records, lists with the last day, closes and takes back", async () => {
    const [stop] = await record("--kind", "stop", "--received", "2026-11-20", "--words", "прекратите");
    expect(stop).toMatchObject({ client: ids["3"], kind: "stop", state: "open", dueOn: "2026-12-04" });
    const [erasure] = await record("--kind", "erasure");
    expect(await run(demandsCommand)).toContain(`${ids["3"]} ${stop?.id}`);
    expect(await told<Demand[]>(demandsCommand)).toHaveLength(2);
    expect(await told<Demand[]>(demandsTakeBackCommand, "3", erasure?.id ?? "")).toMatchObject([
      { id: erasure?.id, state: "taken_back" },
    ]);
    expect(await run(demandsCloseCommand, "3", stop?.id ?? "")).toContain("stop processing, carried out");
    expect(await told(demandsCommand)).toEqual([]);
    await expect(run(demandsCloseCommand, "3", erasure?.id ?? "")).rejects.toThrow("closed by the erasure");
    await expect(record("--kind", "sue")).rejects.toThrow("--kind expects stop, erasure or export");
    await expect(record("--kind", "stop", "--received", "2999-01-01")).rejects.toThrow("a day that has come");
  });
});

describe("povod client export", () => {
  it("writes one archive that nobody else may read", async () => {
    const file = join(data, "анна.zip");
    const made = await told<{ client: string; bytes: number }>(clientExportCommand, "3", "--to", file);
    expect(made).toEqual({ client: ids["3"], file, bytes: statSync(file).size });
    expect(readFileSync(file).subarray(0, 2).toString()).toBe("PK");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(run(clientExportCommand, "9", "--to", file)).rejects.toThrow("9");
    await expect(run(clientExportCommand, "3", "--to", file, "--lang", "fr")).rejects.toThrow(
      "--lang expects",
    );
  });
});
