/** What a request does whose session has ended in the middle of work: it waits until somebody has signed in again. */
let waiting: { again: Promise<boolean>; done: (same: boolean) => void } | undefined;
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

/** Whether it is the same person as before: nobody sends what another has typed. Undefined where no frame is there to ask. */
export function whenSignedInAgain(): Promise<boolean> | undefined {
  if (listeners.size === 0) return undefined;
  if (!waiting) {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    waiting = { again: promise, done: resolve };
    tell();
  }
  return waiting.again;
}

export function signedInAgain(same: boolean): void {
  waiting?.done(same);
  waiting = undefined;
  tell();
}
