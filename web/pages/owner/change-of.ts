/** By how many percent the month so far is more than the last one through the same day; undefined beside nothing. */
export function changeOf({ month, before }: { month: string; before: string }): number | undefined {
  const [now, then] = [Number(month), Number(before)];
  return then === 0 ? undefined : Math.round(((now - then) / then) * 100);
}
