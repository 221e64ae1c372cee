/** Whoever comes while a batch is on its way goes with the next; nobody fails for another. */
import { expect, it } from "vitest";
import { inBatches } from "../../src/kernel/in-batches.ts";

/** Every batch waits until it is let go. */
function held() {
  const batches: number[][] = [];
  const gates: (() => void)[] = [];
  const add = inBatches(async (items: readonly number[]) => {
    batches.push([...items]);
    await new Promise<void>((resolve) => gates.push(resolve));
    if (items.includes(13)) throw new Error("thirteen");
    return items.map((item) => item * 2);
  });
  /** When all that was asked has come to the gate. */
  const letGo = async () => {
    await turn();
    gates.shift()?.();
  };
  return { batches, add, letGo };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it("takes together what is asked at once, and what comes meanwhile in one batch after it", async () => {
  const { batches, add, letGo } = held();
  const first = Promise.all([add(1), add(2)]);
  await turn();
  const meanwhile = Promise.all([add(3), add(4), add(5)]);
  await letGo();
  expect(await first).toEqual([2, 4]);
  await letGo();
  expect(await meanwhile).toEqual([6, 8, 10]);
  expect(batches).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
});

it("tries each of a batch that failed by itself", async () => {
  const { batches, add, letGo } = held();
  const asked = Promise.allSettled([add(1), add(13), add(3)]);
  for (let i = 0; i < 4; i++) await letGo();
  expect(await asked).toMatchObject([
    { status: "fulfilled", value: 2 },
    { status: "rejected", reason: { message: "thirteen" } },
    { status: "fulfilled", value: 6 },
  ]);
  expect(batches).toEqual([[1, 13, 3], [1], [13], [3]]);
});
