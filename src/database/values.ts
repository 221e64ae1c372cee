/** One reading of values for both drivers: int8 → bigint, date → Temporal.PlainDate, timestamptz → Temporal.Instant. */

const oid = { int8: 20, date: 1082, timestamptz: 1184, numeric: 1700, timestamp: 1114, time: 1083 } as const;

export const valueParsers: Record<number, (text: string) => unknown> = {
  [oid.int8]: (text) => BigInt(text),
  [oid.date]: (text) => Temporal.PlainDate.from(text),
  [oid.timestamptz]: (text) => Temporal.Instant.from(text),
  [oid.timestamp]: (text) => Temporal.PlainDateTime.from(text),
  [oid.time]: (text) => Temporal.PlainTime.from(text),
  [oid.numeric]: (text) => text,
};
