/** The letter about a month that is over carries the card's statement: figures in its words, the whole of it as a file. */
import { simpleParser } from "mailparser";
import pino from "pino";
import { getDocumentProxy, extractText } from "unpdf";
import { expect, it } from "vitest";
import { installPack } from "../../src/chains/actions/install-pack.ts";
import { sql } from "../../src/database/sql.ts";
import { openEmailTransport } from "../../src/delivery/channels/email/transport.ts";
import { releaseDue } from "../../src/delivery/actions/release-due.ts";
import { newId } from "../../src/kernel/ids.ts";
import { bookPurchase } from "../../src/loyalty/actions/book-purchase.ts";
import { sellCard } from "../../src/loyalty/actions/sell-card.ts";
import { planDay } from "../../src/planning/actions/plan-day.ts";
import { addOffice, addStaff, standingClock } from "../loyalty/till-base.ts";
import { day, SmallBase } from "../planning/small-base.ts";
import { onEveryEngine } from "../support/database.ts";
import { openPostOffice } from "./post-office.ts";

onEveryEngine("the statement's letter", (database) => {
  it("says the month's figures and has the statement attached", async () => {
    const { db } = database();
    const base = new SmallBase(db);
    await base.reset();
    await installPack(db, "travel", Temporal.Instant.from("2026-01-01T00:00:00Z"), ["statement"]);
    await sql`update chain_version set state = 'retired' where chain <> 'statement'`.execute(db);
    const clock = standingClock("2026-10-05");
    const till = { db, clock };
    const client = await base.client({ email: "anna@example.org", emailState: "verified" });
    const [office, staffMember] = [await addOffice(db), await addStaff(db, "desk")];
    const { card: number } = await sellCard(till, { key: newId(), input: { client, office, staffMember } });
    clock.set("2026-10-12");
    await bookPurchase(till, { key: newId(), number, input: { price: "10000.00", office } });
    const post = await openPostOffice();
    const transport = openEmailTransport({ url: post.url, from: "a@example.com", connections: 1 });
    try {
      const now = Temporal.Instant.from("2026-11-01T13:00:00Z");
      await planDay(db, { on: day("2026-11-01"), at: now });
      const { signal } = new AbortController();
      const log = pino({ level: "silent" });
      const released = await releaseDue(db, {
        transport,
        clock: { now: () => now },
        log,
        signal,
        replan: planDay,
      });
      expect(released).toMatchObject({ sent: 1, failed: 0 });
      const letter = await simpleParser(post.taken[0]?.source ?? "");
      const text = letter.text?.replaceAll(/[\u00a0\u202f]/g, " ") ?? "";
      expect(text).toContain("Анна, вот выписка по карте");
      expect(text).toContain("за октябрь 2026");
      expect(text).toContain("Покупок: 1, оплачено 9 700 ₽");
      expect(text).toContain("Начислено: 485 ₽");
      expect(text).toContain("Бонусов на конец месяца: 485 ₽");
      expect(text).toContain("485 ₽ сгорят 13 апреля 2027");
      const [file, ...others] = letter.attachments;
      expect(others).toEqual([]);
      expect(file).toMatchObject({ filename: "statement-2026-10.pdf", contentType: "application/pdf" });
      const pdf = await getDocumentProxy(new Uint8Array(file?.content ?? []));
      expect((await extractText(pdf, { mergePages: true })).text).toContain("12.10.2026 Покупка");
    } finally {
      transport.close();
      await post.close();
    }
  });
});
