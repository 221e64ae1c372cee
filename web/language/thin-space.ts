/** Golos Text draws the narrow no-break space of sums too narrow to be seen; its no-break space is the thin one. */
export const visibleSpaces = (text: string): string => text.replaceAll("\u202f", "\u00a0");
