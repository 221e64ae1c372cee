/** A connection of its own that hears notifications of a server, and is made anew when it is lost. */
import pg from "pg";

const againMs = 2_000;

/** Resolves when it hears; returns how to stop. */
export async function listenOnServer(
  url: string,
  channel: string,
  hear: (payload: string) => void,
): Promise<() => Promise<void>> {
  let closed = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  const again = () => {
    client = undefined;
    if (!closed) timer = setTimeout(() => void connect().catch(again), againMs).unref();
  };
  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url, application_name: "povod-listens" });
    fresh.on("error", () => undefined);
    fresh.on("notification", ({ payload }) => hear(payload ?? ""));
    try {
      await fresh.connect();
      await fresh.query(`listen ${channel}`);
    } catch (error) {
      await fresh.end().catch(() => undefined);
      throw error;
    }
    client = fresh;
    fresh.once("end", again);
  };
  await connect();
  return async () => {
    closed = true;
    clearTimeout(timer);
    await client?.end();
  };
}
