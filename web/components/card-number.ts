/** `220018473051` → `2200 1847 3051`, never broken across lines. */
export const sayCardNumber = (number: string): string =>
  /^\d{8,}$/.test(number) ? number.replace(/(\d{4})(?=\d)/g, "$1\u00a0") : number;
