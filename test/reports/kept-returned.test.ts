/** Who came back, counted at night and today, is who came back counted from all rows. */
import { beforeAll, expect, it } from "vitest";
import { newId } from "../../src/kernel/ids.ts";
import { keepReturned, returnedIn } from "../../src/reports/actions/count-returned.ts";
import { periodsOf } from "../../src/reports/periods.ts";
import { addCard, addClient, addOffice, insert } from "../http/rows.ts";
import { onEveryEngine } from "../support/database.ts";

/** Long ago, in the last month before and after the day of it, in this month, and today. */
const days = ["2025-03-04", "2026-10-05", "2026-10-30", "2026-11-01", "2026-11-10", "2026-11-22"];

onEveryEngine("who came back, kept at night", (database) => {
  beforeAll(async () => {
    const { db } = database();
    const office = await addOffice(db);
    // Every choice of these days is somebody's; every other day of theirs they only showed the card.
    for (let choice = 0; choice < 2 ** days.length; choice++) {
      const client = await addClient(db, { family_name: `Клиент ${choice}` });
      const number = `77${String(choice).padStart(14, "0")}`;
      const card = await addCard(db, client, { number, sold_at_office_id: office, sold_on: "2025-01-01" });
      const chosen = days.filter((_, at) => (choice >> at) % 2 === 1);
      for (const [at, day] of chosen.entries())
        await (at % 2 === 0
          ? insert(db, "dealing", {
              client_id: client,
              id: newId(),
              kind: "purchase",
              happened_on: day,
              office_id: office,
              price: 10000,
              discount: 0,
              redeemed: 0,
              paid: 10000,
            })
          : insert(db, "presentation", {
              client_id: client,
              id: newId(),
              card_id: card,
              presented_on: day,
              bearer: "unnamed",
            }));
    }
  });

  it.each(["2026-11-22", "2026-11-10", "2026-11-01", "2026-12-01"])("on %s", async (on) => {
    const { db } = database();
    const today = Temporal.PlainDate.from(on);
    const counted = await returnedIn(db, periodsOf(today));
    expect(counted.lastMonth).toBeGreaterThan(0);
    await keepReturned(db, today.subtract({ days: 1 }));
    expect(await returnedIn(db, periodsOf(today))).toEqual(counted);
  });

  it("does not serve another day", async () => {
    const { db } = database();
    const today = Temporal.PlainDate.from("2026-11-22");
    await keepReturned(db, today.subtract({ days: 3 }));
    expect((await returnedIn(db, periodsOf(today))).today).toBe(2 ** 5 - 1);
  });
});
