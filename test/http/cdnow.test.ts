/** A real base of purchases sent by tills over HTTP: shuffled, and every fifth twice. */
import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readPurchases, type FilePurchase } from "../../src/dealings/purchase-file.ts";
import { createServer } from "../../src/http/server.ts";
import { formatDay } from "../../src/kernel/calendar.ts";
import { createLog } from "../../src/kernel/log.ts";
import { toDecimal } from "../../src/kernel/money.ts";
import { readCard } from "../../src/loyalty/actions/read-card.ts";
import { burnBonuses } from "../../src/loyalty/actions/burn-bonuses.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { ledgerTotals } from "../../src/loyalty/store/ledger.ts";
import { sql } from "../../src/database/sql.ts";
import { cdnow, importRows } from "../loyalty/base.ts";
import { newClient, standingClock } from "../loyalty/till-base.ts";
import { asProgram } from "../support/as-program.ts";
import { onEveryEngine, openTestDatabase, type Engine } from "../support/database.ts";

/** Of every so many clients of the base one is taken; all of them take minutes. */
const oneIn = (engine: Engine) =>
  Number(process.env["POVOD_CDNOW_ONE_IN"] ?? (engine === "pglite" ? 500 : 150));
const tills = 8;
const end = Temporal.PlainDate.from("1998-06-30");

async function sample(engine: Engine): Promise<FilePurchase[]> {
  const purchases: FilePurchase[] = [];
  for await (const batch of readPurchases(cdnow, { onBadRow: () => expect.fail("a bad row") }))
    purchases.push(...batch.filter(({ client }) => Number(client) % oneIn(engine) === 0));
  return purchases;
}

onEveryEngine("CDNOW over the API", (database, engine) => {
  it("shuffled and repeated comes to the balances of the file's order", { timeout: 1_800_000 }, async () => {
    const { db } = database();
    const purchases = await sample(engine);
    const clock = standingClock("1997-01-01");
    const server = await asProgram(
      db,
      await createServer({
        db,
        clock,
        log: createLog("silent"),
        screens: mkdtempSync(join(tmpdir(), "povod-screens-")),
      }),
    );
    const cards = new Map<string, string>();
    await atOnce([...new Set(purchases.map(({ client }) => client))], async (client) => {
      const sale = { client: await newClient(db) };
      cards.set(client, String((await post(server, "/api/v1/cards", `sale ${client}`, sale))["card"]));
    });
    clock.set(end.toString());
    const sent = purchases.flatMap((purchase, n) => (n % 5 === 0 ? [purchase, purchase] : [purchase]));
    const [shuffled = []] = fc.sample(
      fc.shuffledSubarray(sent, { minLength: sent.length, maxLength: sent.length }),
      { seed: 1997, numRuns: 1 },
    );
    await atOnce(shuffled, async ({ client, on, amount, line }) => {
      const url = `/api/v1/cards/${cards.get(client) ?? ""}/purchases`;
      await post(server, url, `line-${line}`, { price: toDecimal(amount), on: formatDay(on) });
    });
    await server.close();
    await verifyLedger(db);

    const inOrder = await openTestDatabase(engine);
    try {
      await importRows(inOrder.db, purchases, "never", 1000);
      for (const one of [db, inOrder.db]) await burnBonuses(one, end, { clock });
      expect(await ledgerTotals(db)).toEqual(await ledgerTotals(inOrder.db));
      const { rows } = await sql<{ client: string; number: string }>`
        select external_id as client, number from card join client on client.id = card.client_id`.execute(
        inOrder.db,
      );
      expect(rows).toHaveLength(cards.size);
      await atOnce(rows, async ({ client, number }) => {
        const here = await readCard({ db, clock }, cards.get(client) ?? "");
        const { balance, validThrough, lastPresentedOn } = await readCard({ db: inOrder.db, clock }, number);
        expect(here).toMatchObject({ balance, validThrough, lastPresentedOn });
      });
    } finally {
      await inOrder.close();
    }
  });
});

/** By several tills, each taking the next as soon as it is done: two of them may hold the same card. */
async function atOnce<One>(all: readonly One[], send: (one: One) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: tills }, async () => {
      for (let one = all[next++]; one !== undefined; one = all[next++]) await send(one);
    }),
  );
}

async function post(
  server: FastifyInstance,
  url: string,
  key: string,
  payload: object,
): Promise<Record<string, unknown>> {
  const headers = { "idempotency-key": key.replaceAll(" ", "-") };
  const response = await server.inject({ method: "POST", url, payload, headers });
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}
