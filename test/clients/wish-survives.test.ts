import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { previewImport } from "../../src/clients/actions/preview-import.ts";
import { confirmImport, runImport } from "../../src/clients/actions/run-import.ts";
import { findClient } from "../../src/clients/store/find-client.ts";
import { replanClients } from "../../src/planning/actions/replan-clients.ts";
import { addOffice } from "../http/rows.ts";
import { onEveryEngine } from "../support/database.ts";
import { now, openServer } from "../http/server.ts";
import { Desk } from "./desk.ts";

/** What a desk does with a few people and a few addresses, in any order. */
type Step =
  | { kind: "create"; address: number; second: number }
  | { kind: "add" | "correct"; client: number; address: number }
  | { kind: "remove"; client: number; which: number }
  | { kind: "wish"; client: number }
  | { kind: "merge"; client: number; other: number }
  | { kind: "card"; client: number }
  /** A file with one row: of somebody new who may ask for silence, or of somebody by their outside id. */
  | { kind: "import"; address: number; second: number; silent: boolean }
  | { kind: "importKnown"; client: number; address: number };

const addresses = 5;
const one = fc.nat({ max: 9 });
const address = fc.nat({ max: addresses - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("create" as const), address, second: address }),
  fc.record({ kind: fc.constantFrom("add" as const, "correct" as const), client: one, address }),
  fc.record({ kind: fc.constant("remove" as const), client: one, which: one }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("wish" as const), client: one }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("merge" as const), client: one, other: one }) },
  fc.record({ kind: fc.constant("card" as const), client: one }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("import" as const),
      address,
      second: address,
      silent: fc.boolean(),
    }),
  },
  fc.record({ kind: fc.constant("importKnown" as const), client: one, address }),
);

/** Who is silent and which addresses are, by the words of the domain and nothing of the program. */
class Model {
  readonly people: { addresses: Set<number>; silent: boolean }[] = [];
  readonly silenced = new Set<number>();
  readonly merged = new Set<number>();

  isSilent(person: number): boolean {
    const { addresses: held, silent } = this.at(person);
    return silent || [...held].some((one) => this.silenced.has(one));
  }

  at(person: number): { addresses: Set<number>; silent: boolean } {
    const found = this.people[person];
    if (!found) throw new Error("nobody");
    return found;
  }

  create(first: number, second: number): void {
    this.people.push({ addresses: new Set([first, second]), silent: false });
  }

  add(person: number, address: number): void {
    this.at(person).addresses.add(address);
    if (this.at(person).silent) this.silenced.add(address);
  }

  remove(person: number, address: number): void {
    const held = this.at(person);
    if (this.silenced.has(address)) held.silent = true;
    held.addresses.delete(address);
    this.spread(person);
  }

  wish(person: number): void {
    this.at(person).silent = true;
    this.spread(person);
  }

  /** The second of them is nobody any more. */
  merge(person: number, other: number): void {
    const [held, gone] = [this.at(person), this.at(other)];
    for (const address of gone.addresses) held.addresses.add(address);
    held.silent ||= gone.silent;
    this.merged.add(other);
    this.spread(person);
  }

  /** Those who may be called, put together by the addresses they have in common, over whom it may be. */
  sharing(): number[][] {
    const groups: { records: number[]; addresses: Set<number> }[] = [];
    for (const [person, { addresses }] of this.people.entries()) {
      if (this.merged.has(person) || addresses.size === 0) continue;
      const touching = groups.filter((group) => [...addresses].some((one) => group.addresses.has(one)));
      for (const group of touching) groups.splice(groups.indexOf(group), 1);
      groups.push({
        records: [...touching.flatMap(({ records }) => records), person],
        addresses: new Set([...touching.flatMap((group) => [...group.addresses]), ...addresses]),
      });
    }
    return groups
      .map(({ records }) => records.filter((person) => !this.isSilent(person)))
      .filter((records) => records.length > 0);
  }

  private spread(person: number): void {
    const { addresses: held, silent } = this.at(person);
    if (silent) for (const address of held) this.silenced.add(address);
  }
}

onEveryEngine("a wish", (database) => {
  let desk: Desk;
  let run = 0;
  let folder = "";
  let office = "";
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "povod-wish-"));
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
    office = await addOffice(desk.db, {});
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await desk.server.close();
  });

  /** A file of one row, let in. */
  async function bring(row: Record<string, string>): Promise<void> {
    const path = join(folder, "clients.csv");
    writeFileSync(path, `${Object.keys(row).join(";")}\n${Object.values(row).join(";")}\n`);
    const work = { db: desk.db, clock: { now: () => now }, replan: replanClients };
    const { id } = await previewImport(work, { path, name: "clients.csv" }, { wording: "1" });
    await confirmImport(work, id);
    const { counts } = await runImport(work, id);
    expect(counts.leftOut).toBe(0);
  }

  it("survives changes of contact points, further records, cards, files and merges, in any order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        run += 1;
        const phone = (address: number) => ({
          kind: "phone" as const,
          value: `+7${9_000_000_000 + run * 10 + address}`,
        });
        const model = new Model();
        const ids: string[] = [];
        const create = async (first: number, second: number): Promise<void> => {
          model.create(first, second);
          const more = { familyName: familyOf(ids.length), externalId: `${run}-${ids.length}` };
          ids.push(await desk.client([phone(first), phone(second)], more));
        };
        const familyOf = (person: number) =>
          `Р${[...String(run * 100 + person)].map((digit) => "абвгдежзик"[Number(digit)]).join("")}`;
        const createByFile = async (first: number, second: number, silent: boolean): Promise<void> => {
          model.create(first, second);
          if (silent) model.wish(ids.length);
          const externalId = `${run}-${ids.length}`;
          await bring({
            Код: externalId,
            ФИО: `${familyOf(ids.length)} Анна`,
            Телефон: phone(first).value,
            "Телефон 2": phone(second).value,
            ДР: "22.11.1990",
            "Согласие на связь": "да",
            "Не беспокоить": silent ? "не звоните" : "",
          });
          ids.push((await findClient(desk.db, externalId)).id);
        };
        await create(0, 0);
        for (const asked of steps) await take(asked);
        await desk.plan();
        for (const [person, id] of ids.entries()) {
          if (model.merged.has(person)) continue;
          const silent = model.isSilent(person);
          expect([person, ...(await desk.showsSilence(id))]).toEqual([person, silent, silent]);
          if (silent) expect([person, await desk.planned(id)]).toEqual([person, "refused by do_not_disturb"]);
          else if (model.at(person).addresses.size === 0)
            expect([person, await desk.planned(id)]).toEqual([person, "refused by no_contact_point"]);
        }
        // Records that share an address are one person: of those who may be called exactly one is.
        for (const records of model.sharing()) {
          const told = await Promise.all(records.map((person) => desk.planned(ids[person] as string)));
          const others = Array.from({ length: records.length - 1 }, () => "held by same_person");
          expect(told.map(String).sort((a, b) => a.localeCompare(b))).toEqual([...others, "planned call"]);
        }

        async function take(asked: Step): Promise<void> {
          if (asked.kind === "create") return create(asked.address, asked.second);
          if (asked.kind === "import") return createByFile(asked.address, asked.second, asked.silent);
          const person = asked.client % ids.length;
          const id = ids[person] as string;
          if (model.merged.has(person)) return;
          if (asked.kind === "merge") {
            const other = asked.other % ids.length;
            if (other === person || model.merged.has(other)) return;
            model.merge(person, other);
            await desk.change("POST", `/clients/${id}/merge`, { other: ids[other] });
            return;
          }
          const held = [...model.at(person).addresses].sort((a, b) => a - b);
          if (asked.kind === "wish") {
            model.wish(person);
            await desk.wish(id);
          } else if (asked.kind === "card") {
            expect((await desk.send("POST", "/cards", { client: id, office })).status).toBe(200);
          } else if (asked.kind === "importKnown") {
            model.add(person, asked.address);
            await bring({ Код: `${run}-${person}`, Телефон: phone(asked.address).value });
          } else if (asked.kind === "add") {
            model.add(person, asked.address);
            await desk.change("POST", `/clients/${id}/contact-points`, phone(asked.address));
          } else {
            const gone = asked.kind === "remove" ? held[asked.which % held.length] : held[0];
            if (gone === undefined) return;
            const points = (await desk.profile(id)).contactPoints;
            const point = points.find(({ value }) => value === phone(gone).value);
            const url = `/clients/${id}/contact-points/${point?.id}`;
            if (asked.kind === "remove") {
              model.remove(person, gone);
              await desk.change("DELETE", url);
            } else if (!held.includes(asked.address)) {
              model.remove(person, gone);
              model.add(person, asked.address);
              await desk.change("PATCH", url, { value: phone(asked.address).value });
            }
          }
        }
      }),
      { numRuns: 12 },
    );
  });
});
