/**
 * What a desk does, until the program has answered. Each command keeps its key on this machine before it is sent, so that
 * neither a silent server nor a reload makes it happen twice or be forgotten. Some wait ten seconds first: to be undone.
 */
import type { Telling } from "../../api/fetch.ts";

export type Doing =
  | "present"
  | "purchase"
  | "undoPurchase"
  | "sale"
  | "topUp"
  | "undoTopUp"
  | "refund"
  | "gift"
  | "newCard"
  | "replace"
  | "renewal"
  | "statement"
  | "newcomer"
  | "fact";

/** What sentences name; empty where a command has no such thing. */
export interface Words {
  name: string;
  sum: string;
  card: string;
  amount: string;
  gift: string;
  what: string;
  month: string;
}

export interface Command extends Telling {
  doing: Doing;
  /** Whose screen it was done on; null: somebody new. */
  client: string | null;
  words: Readonly<Words>;
  /** What was typed, to be given back where it is refused. */
  typed?: unknown;
}

export type State = "held" | "sending" | "away" | "signed-out" | "refused" | "done";

export interface Entry {
  command: Command;
  state: State;
  attempts: number;
  /** Of a refusal. */
  code?: string | undefined;
  field?: string | undefined;
  detail?: string | undefined;
  /** Of what is done. */
  answer?: unknown;
}

export interface Outbox {
  entries(): readonly Entry[];
  subscribe(changed: () => void): () => void;
  onDone(done: (entry: Entry) => void): () => void;
  put(command: Command, options?: { held?: boolean }): void;
  /** Before it was sent. */
  takeBack(key: string): void;
  retryNow(): void;
  /** Refused, done, or given up. */
  forget(key: string): void;
  /** The page is being left: what is held goes out now. */
  part(): void;
}

export interface World {
  send(command: Command, options: { parting: boolean }): Promise<unknown>;
  later(ms: number, act: () => void): () => void;
  read(): string | null;
  write(text: string): void;
  /** What a failure means. */
  judge(error: unknown): Pick<Entry, "state" | "code" | "field" | "detail">;
}

export const undoMs = 10_000;
const pauseMs = (attempts: number): number => Math.min(15_000, 2_000 * 2 ** (attempts - 1));

export function openOutbox(world: World): Outbox {
  let entries: readonly Entry[] = remembered(world.read());
  const listeners = new Set<() => void>();
  const doneListeners = new Set<(entry: Entry) => void>();
  const timers = new Map<string, () => void>();

  const change = (after: readonly Entry[]) => {
    entries = after;
    world.write(JSON.stringify(entries.filter(({ state }) => state !== "done")));
    for (const listener of listeners) listener();
  };
  const find = (key: string) => entries.find(({ command }) => command.key === key);
  const set = (key: string, part: Partial<Entry>) =>
    change(entries.map((entry) => (entry.command.key === key ? { ...entry, ...part } : entry)));
  const stop = (key: string) => {
    timers.get(key)?.();
    timers.delete(key);
  };
  const after = (key: string, ms: number, act: () => void) => {
    stop(key);
    timers.set(key, world.later(ms, act));
  };
  const drop = (key: string) => {
    stop(key);
    change(entries.filter(({ command }) => command.key !== key));
  };

  async function send(key: string, parting = false): Promise<void> {
    const entry = find(key);
    if (!entry || entry.state === "sending" || entry.state === "done" || entry.state === "refused") return;
    stop(key);
    const attempts = entry.attempts + 1;
    set(key, { state: "sending", attempts });
    try {
      const answer = await world.send(entry.command, { parting });
      set(key, { state: "done", answer });
      const done = find(key);
      if (done) for (const listener of doneListeners) listener(done);
      after(key, undoMs, () => drop(key));
    } catch (error) {
      const judged = world.judge(error);
      set(key, judged);
      if (judged.state === "away") after(key, pauseMs(attempts), () => void send(key));
    }
  }

  // What was under way when the page was left may have been done or not: its key finds out.
  for (const { command } of entries) void send(command.key);

  return {
    entries: () => entries,
    subscribe: (changed) => listen(listeners, changed),
    onDone: (done) => listen(doneListeners, done),
    put(command, { held = false } = {}) {
      change([...entries, { command, state: held ? "held" : "away", attempts: 0 }]);
      if (held) after(command.key, undoMs, () => void send(command.key));
      else void send(command.key);
    },
    takeBack(key) {
      if (find(key)?.state === "held") drop(key);
    },
    retryNow() {
      for (const { command, state } of entries) if (isWaiting(state)) void send(command.key);
    },
    forget: drop,
    part() {
      for (const { command, state } of entries) if (state === "held") void send(command.key, true);
    },
  };
}

function listen<Listener>(all: Set<Listener>, one: Listener): () => void {
  all.add(one);
  return () => all.delete(one);
}

const isWaiting = (state: State): boolean => state === "away" || state === "signed-out";

/** Whether it is not known yet what became of it. */
export const isOpen = ({ state }: Entry): boolean => state === "sending" || isWaiting(state);

function remembered(text: string | null): Entry[] {
  try {
    const found: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(found)) return [];
    return (found as Entry[]).map((entry) =>
      entry.state === "sending" ? { ...entry, state: "away" } : entry,
    );
  } catch {
    return [];
  }
}
