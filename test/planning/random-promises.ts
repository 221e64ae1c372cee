/** Calls that clients asked for, around a day. */
import fc from "fast-check";
import type { ModelClient } from "../model/facts.ts";
import { idOf } from "./put-base.ts";
import { mostly, near } from "./random-days.ts";

/** Calls promised for the day, for days to come, and for days past, on which nobody made them. */
export const promises = (on: Temporal.PlainDate): fc.Arbitrary<ModelClient["promised"]> =>
  fc.uniqueArray(
    fc
      .record({
        about: fc.constantFrom("bonus-burn", "returned", "birthday", "appointment", "silence", "follow-up"),
        isGone: mostly(false, fc.boolean()),
        on: fc.oneof(fc.constant(on.toString()), near(on, -3, 5)),
        at: fc.constantFrom("T06:00:00Z", "T07:45:00Z"),
        since: fc
          .integer({ min: -5 * 24 * 60, max: -4 * 24 * 60 })
          .map((minutes) => on.toZonedDateTime("UTC").add({ minutes }).toInstant().toString()),
        state: fc.constantFrom("queued", "queued", "queued", "planned", "refused", "held", "over"),
        keeper: fc.constantFrom(null, idOf("0be4a7", 1)),
      })
      .map(({ state, ...promise }) => {
        const past = promise.on < on.toString();
        const over = past ? "lapsed" : promise.on === on.toString() ? "claimed" : "queued";
        return {
          ...promise,
          at: `${promise.on}${promise.at}`,
          state: state === "over" ? over : past && state === "planned" ? "queued" : state,
        };
      }),
    { minLength: 1, maxLength: 3, selector: ({ about, on: day }) => `${about} ${day}` },
  );
