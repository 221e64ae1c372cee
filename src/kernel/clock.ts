/** The only module that reads the time; everything else is told. */
export interface Clock {
  now(): Temporal.Instant;
}

export const systemClock: Clock = {
  now: () => Temporal.Now.instant(),
};

/** The same moment in milliseconds since 1970, for what asks several times in each request. */
export const nowMs = (): number =>
  // oxlint-disable-next-line no-restricted-globals -- an Instant for each id costs more than the id.
  Date.now();

/** Milliseconds that only ever grow, for progress bars and rates; says nothing about the time of day. */
export function elapsedMs(): number {
  return performance.now();
}

/** The calendar day that `at` falls on in `zone` (an IANA name). */
export function dayIn(zone: string, at: Temporal.Instant): Temporal.PlainDate {
  return at.toZonedDateTimeISO(zone).toPlainDate();
}

/** For a library that knows nothing newer. */
export function oldDate(at: Temporal.Instant): Date {
  // oxlint-disable-next-line no-restricted-globals -- what makes one, told the moment.
  return new Date(at.epochMilliseconds);
}
