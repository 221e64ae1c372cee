/**
 * Properties draw the same values every time, so that a run that fails does so for what was changed; POVOD_SEED=random draws
 * anew, and POVOD_SEED=<number> as a run that failed. One that fails is told before the test's time is over, however long
 * making it smaller would take.
 */
import fc from "fast-check";

const asked = process.env["POVOD_SEED"] ?? "20261127";
const seed = asked === "random" ? undefined : Number(asked);
if (seed !== undefined && !Number.isSafeInteger(seed))
  throw new Error(`POVOD_SEED is a whole number or "random", not ${JSON.stringify(asked)}.`);

fc.configureGlobal({
  ...(seed === undefined ? {} : { seed }),
  interruptAfterTimeLimit: 225_000,
  markInterruptAsFailure: true,
});
