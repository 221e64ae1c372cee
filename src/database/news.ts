/**
 * Tells every process that works on this database what has changed, by topic and no more: whoever shows it reads it anew.
 * Topics of half a second go out together, in a statement of their own: no transaction waits for it.
 */
import type { Database } from "./database.ts";
import { sql } from "./sql.ts";

export interface News {
  tell(topic: string): void;
  /** Returns how to stop hearing. */
  hear(listener: (topics: readonly string[]) => void): () => void;
  close(): Promise<void>;
}

const channel = "povod_news";
const gatherMs = 500;

export async function openNews({ db, listen }: Pick<Database, "db" | "listen">): Promise<News> {
  const listeners = new Set<(topics: readonly string[]) => void>();
  const gathered = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const stop = await listen(channel, (text) => {
    const topics = text.split(" ").filter((topic) => topic !== "");
    for (const listener of listeners) listener(topics);
  });
  const send = () => {
    timer = undefined;
    const text = [...gathered].join(" ");
    gathered.clear();
    // What nobody hears is read at the next look: a screen that shows it asks again by itself.
    sql`select pg_notify(${channel}, ${text})`.execute(db).catch(() => undefined);
  };
  return {
    tell(topic) {
      gathered.add(topic);
      timer ??= setTimeout(send, gatherMs).unref();
    },
    hear(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      clearTimeout(timer);
      listeners.clear();
      await stop();
    },
  };
}
