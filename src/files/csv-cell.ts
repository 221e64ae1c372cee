/** A cell as a CSV file carries it, in quotes where it has to be (RFC 4180). */
export const csvCell = (text: string, delimiter: string): string =>
  text.includes('"') || text.includes(delimiter) || /[\r\n]/.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
