/** What the Government moved, year by year; the library has them with years of delay. */
export const movedDays: Record<number, { off: readonly string[]; working: readonly string[] }> = {
  2025: { off: ["05-02", "05-08", "06-13", "11-03", "12-31"], working: ["11-01"] },
  2026: { off: ["01-09", "03-09", "05-11", "12-31"], working: [] },
};
