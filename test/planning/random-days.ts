/** Days and moments around the one that is planned. */
import fc from "fast-check";

/** A day around `on`, as an offset, so that most facts matter. */
export const near = (on: Temporal.PlainDate, min: number, max: number) =>
  fc.integer({ min, max }).map((days) => on.add({ days }).toString());

export const instantNear = (on: Temporal.PlainDate) =>
  fc
    .integer({ min: -60 * 24, max: 30 })
    .map((hours) => on.toZonedDateTime("UTC").add({ hours }).toInstant().toString());

/** What is usual three times in four. */
export const mostly = <Value>(value: Value, otherwise: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: otherwise });
