import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { basisPoints, kopecks } from "../../src/kernel/money.ts";
import { defaultProgram } from "../../src/loyalty/program.ts";
import { quotePurchase } from "../../src/loyalty/purchase.ts";

const always = { program: defaultProgram, redeem: "always" } as const;

describe("a purchase with a card", () => {
  it("earns on the money paid and redeems up to half of what is due", () => {
    expect(quotePurchase({ price: kopecks(10_000_00), balance: kopecks(6_000_00), ...always })).toEqual({
      discount: 300_00n,
      due: 9_700_00n,
      redeemable: 4_850_00n,
      redeemed: 4_850_00n,
      paid: 4_850_00n,
      earned: 242_50n,
    });
  });

  it("rounds every percentage down to a whole kopeck", () => {
    expect(quotePurchase({ price: kopecks(1_99), balance: kopecks(1_00), ...always })).toEqual({
      discount: 5n,
      due: 1_94n,
      redeemable: 97n,
      redeemed: 97n,
      paid: 97n,
      earned: 4n,
    });
  });

  it("leaves the bonus alone where the client does not spend it", () => {
    expect(
      quotePurchase({
        price: kopecks(100_00),
        balance: kopecks(50_00),
        program: defaultProgram,
        redeem: "never",
      }),
    ).toMatchObject({ redeemed: 0n, paid: 97_00n });
  });

  it("redeems exactly as much as is asked for, or is refused", () => {
    const purchase = { price: kopecks(100_00), balance: kopecks(50_00), program: defaultProgram };
    expect(quotePurchase({ ...purchase, redeem: kopecks(48_50) }).redeemed).toBe(48_50n);
    expect(() => quotePurchase({ ...purchase, redeem: kopecks(48_51) })).toThrow("can pay 48.50");
  });

  it("cannot spend a balance below zero", () => {
    expect(quotePurchase({ price: kopecks(100_00), balance: kopecks(-50_00), ...always }).redeemed).toBe(0n);
  });

  it("never spends more than there is or than the program lets, and adds up", () => {
    const amount = fc.bigInt({ min: 0n, max: 10_000_000n }).map(kopecks);
    const percent = fc.bigInt({ min: 0n, max: 10_000n }).map(basisPoints);
    fc.assert(
      fc.property(
        amount,
        amount,
        percent,
        percent,
        percent,
        (price, balance, discount, accrual, redemptionCap) => {
          const program = { discount, accrual, redemptionCap };
          const quote = quotePurchase({ price, balance, program, redeem: "always" });
          expect(quote.discount + quote.redeemed + quote.paid).toBe(price);
          expect(quote.redeemed).toBeLessThanOrEqual(balance);
          expect(quote.redeemed * 10_000n).toBeLessThanOrEqual(quote.due * redemptionCap);
          expect(quote.earned * 10_000n).toBeLessThanOrEqual(quote.paid * accrual);
        },
      ),
    );
  });
});
