/** Words one slip of the finger apart: a letter too many, one missing, a wrong one, two neighbours swapped. */

/** The word with one letter left out, for every letter. */
export function misses(word: string): string[] {
  const letters = [...word];
  return [...new Set(letters.map((_, at) => letters.toSpliced(at, 1).join("")))];
}

/** Whether one slip makes `typed` of `word`, or of its beginning where `beginning`. */
export function oneSlipApart(typed: string, word: string, { beginning = false } = {}): boolean {
  let same = 0;
  while (same < typed.length && same < word.length && typed[same] === word[same]) same++;
  const is = (typedRest: number, wordRest: number): boolean =>
    beginning
      ? word.startsWith(typed.slice(typedRest), wordRest)
      : typed.slice(typedRest) === word.slice(wordRest);
  const swapped = typed[same] === word[same + 1] && typed[same + 1] === word[same];
  return (
    (same < typed.length && is(same + 1, same)) ||
    (same < word.length && is(same, same + 1)) ||
    (same < typed.length && same < word.length && is(same + 1, same + 1)) ||
    (same + 1 < typed.length && swapped && is(same + 2, same + 2))
  );
}

const most = 8;
/** Below it half a word could be anything. */
const shortestBeginning = 6;

export const mayBeBeginning = (typed: string): boolean => typed.length >= shortestBeginning;

/** The words that may have been meant, the likeliest first: whole words, then the shortest that begin so. */
export function corrections(typed: string, words: readonly string[]): string[] {
  const whole: string[] = [];
  const begun: string[] = [];
  for (const word of new Set(words)) {
    if (oneSlipApart(typed, word)) whole.push(word);
    else if (mayBeBeginning(typed) && oneSlipApart(typed, word, { beginning: true })) begun.push(word);
  }
  // A slip on the first letter is the rarest.
  const byLikeness = (a: string, b: string): number =>
    Number(a[0] !== typed[0]) - Number(b[0] !== typed[0]) ||
    Math.abs(a.length - typed.length) - Math.abs(b.length - typed.length) ||
    (a < b ? -1 : 1);
  return [...whole.sort(byLikeness), ...begun.sort(byLikeness)].slice(0, most);
}
