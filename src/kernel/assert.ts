/** For bugs only: a broken assumption of the program itself. A user's mistake is a DomainError. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

class AssertionError extends Error {
  override name = "AssertionError";
}
