/** What a desk does happens once: whatever the server and the page do meanwhile. Time moves when the test says so. */
import { describe, expect, it } from "vitest";
import { isOpen, openOutbox, undoMs, type Command, type Outbox } from "../../web/pages/desk/outbox.ts";

const words = { name: "", sum: "", card: "", amount: "", gift: "", what: "", month: "" };
const command = (key: string, part: Partial<Command> = {}): Command => ({
  method: "POST",
  path: "/cards/1/purchases",
  body: {},
  key,
  doing: "purchase",
  client: "client",
  words,
  ...part,
});

class Away extends Error {}
class Refused extends Error {}

/** A browser with its storage, and a server that answers as it is told. */
class Browser {
  stored: string | null = null;
  sent: string[] = [];
  /** What the next requests meet; answered where nothing is named. */
  meets: ("away" | "refused")[] = [];
  timers: { at: number; act: () => void }[] = [];
  now = 0;

  open(): Outbox {
    return openOutbox({
      send: async ({ key }) => {
        this.sent.push(key);
        const met = this.meets.shift();
        if (met === "away") throw new Away();
        if (met === "refused") throw new Refused();
        return { answered: key };
      },
      later: (ms, act) => {
        const timer = { at: this.now + ms, act };
        this.timers.push(timer);
        return () => void (this.timers = this.timers.filter((one) => one !== timer));
      },
      read: () => this.stored,
      write: (text) => void (this.stored = text),
      judge: (error) =>
        error instanceof Refused ? { state: "refused", code: "card_blocked" } : { state: "away" },
    });
  }

  /** The page is closed: its timers die. */
  close(): void {
    this.timers = [];
  }

  async pass(ms: number): Promise<void> {
    this.now += ms;
    const due = this.timers.filter(({ at }) => at <= this.now);
    this.timers = this.timers.filter(({ at }) => at > this.now);
    for (const { act } of due) act();
    await settled();
  }
}

/** Whatever was promised has been kept or broken. */
const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));
const states = (box: Outbox) => box.entries().map(({ state }) => state);

describe("the outbox of a desk", () => {
  it("sends at once, tells what was done, and forgets it after a while", async () => {
    const browser = new Browser();
    const box = browser.open();
    const done: unknown[] = [];
    box.onDone(({ answer }) => done.push(answer));
    box.put(command("a"));
    await settled();
    expect([states(box), done, browser.sent]).toEqual([["done"], [{ answered: "a" }], ["a"]]);
    expect(browser.stored).toBe("[]");
    await browser.pass(undoMs);
    expect(states(box)).toEqual([]);
  });

  it("sends again with the same key until there is an answer, later and later", async () => {
    const browser = new Browser();
    browser.meets = ["away", "away", "away"];
    const box = browser.open();
    box.put(command("a"));
    await settled();
    expect(box.entries().map(isOpen)).toEqual([true]);
    for (const ms of [2_000, 4_000, 8_000]) await browser.pass(ms);
    expect([states(box), browser.sent]).toEqual([["done"], ["a", "a", "a", "a"]]);
  });

  it("asks again after a reload in the middle of sending, and by hand at once", async () => {
    const browser = new Browser();
    browser.meets = ["away", "away"];
    browser.open().put(command("a"));
    // The page is gone before anybody knows.
    browser.close();
    const reopened = browser.open();
    await settled();
    expect([states(reopened), browser.sent]).toEqual([["away"], ["a", "a"]]);
    reopened.retryNow();
    await settled();
    expect([states(reopened), browser.sent]).toEqual([["done"], ["a", "a", "a"]]);
  });

  it("holds what cannot be reversed: taken back it was never sent, left alone it is", async () => {
    const browser = new Browser();
    const box = browser.open();
    box.put(command("a"), { held: true });
    box.put(command("b"), { held: true });
    await browser.pass(undoMs - 1);
    box.takeBack("a");
    expect(browser.sent).toEqual([]);
    await browser.pass(1);
    expect(browser.sent).toEqual(["b"]);
    box.takeBack("b");
    expect(states(box)).toEqual(["done"]);
  });

  it("sends what it holds when the page is left, and what it still held when the page comes back", async () => {
    const browser = new Browser();
    const box = browser.open();
    box.put(command("a"), { held: true });
    box.part();
    await settled();
    expect(browser.sent).toEqual(["a"]);
    const other = new Browser();
    other.open().put(command("b"), { held: true });
    other.close();
    other.open();
    await settled();
    expect(other.sent).toEqual(["b"]);
  });

  it("keeps a refusal until somebody has read it, over a reload too, and does not send it again", async () => {
    const browser = new Browser();
    browser.meets = ["refused"];
    const box = browser.open();
    box.put(command("a", { typed: { price: "500" } }));
    await settled();
    expect(box.entries()[0]).toMatchObject({ state: "refused", code: "card_blocked" });
    box.retryNow();
    const reopened = browser.open();
    await settled();
    expect(reopened.entries()[0]).toMatchObject({ state: "refused", command: { typed: { price: "500" } } });
    expect(browser.sent).toEqual(["a"]);
    reopened.forget("a");
    expect(browser.stored).toBe("[]");
  });

  it("opens empty where what was stored is no list", () => {
    const browser = new Browser();
    browser.stored = "{broken";
    expect(states(browser.open())).toEqual([]);
  });
});
