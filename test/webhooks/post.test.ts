import { describe, expect, it } from "vitest";
import { post, readAddress } from "../../src/webhooks/post.ts";
import { outcomeOf, restMs } from "../../src/webhooks/retry.ts";

const now = Temporal.Instant.from("2026-11-22T09:20:00Z");

describe("where a message may go", () => {
  it.each(["https://example.com/hook", "https://example.com:8443/hook?for=povod", "https://93.184.216.34/"])(
    "%s",
    (url) => {
      expect(readAddress(url, { allowPrivate: false })).toBe(url);
    },
  );

  it.each([
    "http://example.com/",
    "ftp://example.com/",
    "nonsense",
    "https://localhost/",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://10.1.2.3/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data",
    "https://100.64.0.1/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[fd00::1]/",
    "https://[fe80::1]/",
    "https://[64:ff9b::a00:1]/",
    "https://user:password@example.com/",
  ])("not %s", (url) => {
    expect(() => readAddress(url, { allowPrivate: false })).toThrow(/^url: expected an https address/);
  });

  it("not over http to another machine, even where private addresses are allowed", () => {
    expect(readAddress("http://localhost:1234/", { allowPrivate: true })).toBe("http://localhost:1234/");
    expect(() => readAddress("http://10.0.0.1/", { allowPrivate: true })).toThrow("url: expected");
  });

  it("not to a name that resolves to an address inside, whatever it was when the webhook was made", async () => {
    const message = { headers: {}, body: "{}" };
    expect(await post("https://localhost:1/", message, { allowPrivate: false })).toMatchObject({
      status: null,
      trouble: "private_address",
    });
    expect(await post("https://10.0.0.1/", message, { allowPrivate: false })).toMatchObject({
      trouble: "private_address",
    });
  });
});

describe("what follows from an answer", () => {
  const after = (status: number | null, attempts: number, retryAfter: string | null = null) =>
    outcomeOf({ status, trouble: null, retryAfter }, { id: "a", attempts, now });
  const waitsMs = (attempts: number): number => {
    const outcome = after(500, attempts);
    return outcome.kind === "again" ? outcome.at.epochMilliseconds - now.epochMilliseconds : NaN;
  };

  it("delays grow to six hours, shortened by less than a half, and end after about three days", () => {
    for (let attempts = 1; attempts < 24; attempts++) {
      const full = Math.min(6 * 3_600_000, 60_000 * 2 ** (attempts - 1));
      expect(waitsMs(attempts)).toBeGreaterThan(full / 2);
      expect(waitsMs(attempts)).toBeLessThanOrEqual(full);
    }
    const days =
      Array.from({ length: 23 }, (_, i) => waitsMs(i + 1)).reduce((sum, ms) => sum + ms, 0) / 86_400_000;
    expect(days).toBeGreaterThan(2);
    expect(days).toBeLessThan(4);
    expect(after(500, 24)).toEqual({ kind: "given_up" });
    expect(after(204, 24)).toEqual({ kind: "delivered" });
    expect(after(410, 1)).toEqual({ kind: "gone" });
    expect(after(302, 1).kind).toBe("again");
  });

  it("Retry-After is seconds or a date, and a day at most", () => {
    expect(restMs("120", now)).toBe(120_000);
    expect(restMs("Sun, 22 Nov 2026 09:30:00 GMT", now)).toBe(600_000);
    expect(restMs("Sun, 22 Nov 2026 09:10:00 GMT", now)).toBe(0);
    expect(restMs("999999999", now)).toBe(86_400_000);
    expect(restMs("soon", now)).toBeUndefined();
    expect(after(429, 1, "7200")).toMatchObject({
      kind: "again",
      wholeWebhook: true,
      at: now.add({ hours: 2 }),
    });
    expect(after(500, 1, "7200")).toMatchObject({ wholeWebhook: false });
  });
});
