/** A scale with round amounts that holds `most`: two to four lines above the ground. */
export function scaleOf(most: number): { top: number; lines: number[] } {
  if (most <= 0) return { top: 1, lines: [] };
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [0.25, 0.5, 1, 2.5].map((part) => part * power).find((part) => most / part <= 4) ?? 5 * power;
  const count = Math.ceil(most / step);
  return { top: count * step, lines: Array.from({ length: count }, (_, at) => (at + 1) * step) };
}
