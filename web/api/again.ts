/** What a request does whose session has ended in the middle of work: it waits until somebody has signed in again. */
let waiting: { in: Promise<void>; done: () => void } | undefined;
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

/** Whether a request waits for somebody to sign in again; for useSyncExternalStore. */
export const isWaiting = (): boolean => waiting !== undefined;
export function onWaiting(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Undefined where no frame is there to ask. */
export function whenSignedInAgain(): Promise<void> | undefined {
  if (listeners.size === 0) return undefined;
  if (!waiting) {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting = { in: promise, done: resolve };
    tell();
  }
  return waiting.in;
}

export function signedInAgain(): void {
  waiting?.done();
  waiting = undefined;
  tell();
}
