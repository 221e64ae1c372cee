/** A quick hash that tells texts apart; nobody's secret and nobody's proof. */

/** 32 bits, all of which depend on every letter (the last steps are MurmurHash3's). */
export function hashOf(seed: number, text: string): number {
  let hash = 0x9e3779b9 ^ seed;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0xcc9e2d51);
    hash = (hash << 13) | (hash >>> 19);
  }
  return ended(hash);
}

function ended(state: number): number {
  let hash = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Two of them, as `hashOf` has them. */
export function twoHashesOf(one: number, other: number, text: string): [number, number] {
  let first = 0x9e3779b9 ^ one;
  let second = 0x9e3779b9 ^ other;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    first = Math.imul(first ^ code, 0xcc9e2d51);
    first = (first << 13) | (first >>> 19);
    second = Math.imul(second ^ code, 0xcc9e2d51);
    second = (second << 13) | (second >>> 19);
  }
  return [ended(first), ended(second)];
}
