/** The program's web role on a database, as a process of its own, and tills that send purchases to it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { makeApiKey } from "../src/access/actions/make-api-key.ts";
import { scopes } from "../src/access/rights.ts";
import { openDatabase } from "../src/database/database.ts";
import { systemClock } from "../src/kernel/clock.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

export interface TillServer {
  pid: number;
  /** The body of the answer. */
  post(path: string, key: string, body: object): Promise<string>;
  get(path: string): Promise<void>;
  stop(): Promise<void>;
}

export async function serveTills(databaseUrl: string, connections: number): Promise<TillServer> {
  const authorization = `Bearer ${await keyForEverything(databaseUrl)}`;
  const child = spawn(process.execPath, [main, "serve", "--role", "web", "--port", "0"], {
    env: {
      PATH: process.env["PATH"] ?? "",
      LANG: "en_US.UTF-8",
      DATABASE_URL: databaseUrl,
      POVOD_LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [greeting] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
  const address = /http:\/\/\S+/.exec(greeting)?.[0];
  if (!address) throw new Error(`the server did not start: ${greeting}`);
  const { hostname, port } = new URL(address);
  const sockets = await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect(Number(port), hostname).setNoDelay(true).setEncoding("latin1");
      await once(socket, "connect");
      return socket;
    }),
  );
  const free = [...sockets];
  async function send(path: string, text: string): Promise<string> {
    let socket = free.pop();
    // The server closes what was idle for long.
    while (socket?.destroyed) socket = free.pop();
    if (!socket) throw new Error("more requests at once than there are connections");
    const answer = await ask(socket, text);
    free.push(socket);
    if (!answer.startsWith("HTTP/1.1 200 ")) throw new Error(`${path}: ${answer}`);
    return answer.slice(answer.indexOf("\r\n\r\n") + 4);
  }
  return {
    pid: child.pid ?? 0,
    post(path, key, body) {
      const text = JSON.stringify(body);
      return send(
        path,
        `POST ${path} HTTP/1.1\r\nhost: localhost:${port}\r\ncontent-type: application/json\r\nauthorization: ${authorization}\r\nidempotency-key: ${key}\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
      );
    },
    async get(path) {
      await send(
        path,
        `GET ${path} HTTP/1.1\r\nhost: localhost:${port}\r\nauthorization: ${authorization}\r\n\r\n`,
      );
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      child.kill("SIGTERM");
      await once(child, "close");
    },
  };
}

/** The text of a new API key that may whatever a key may. */
async function keyForEverything(url: string): Promise<string> {
  const database = await openDatabase({ engine: "postgres", url, connections: 1 });
  const work = { db: database.db, clock: systemClock };
  const { key } = await makeApiKey(work, { name: "tills", scopes, madeBy: null });
  await database.close();
  return key;
}

/** As little work as a till needs: tills are other machines, and this one is measured. */
async function ask(socket: Socket, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const ended = () => settle(() => reject(new Error("the server hung up")));
    const read = (part: string) => {
      answer += part;
      const head = answer.indexOf("\r\n\r\n");
      if (head === -1) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(answer)?.[1]);
      if (answer.length >= head + 4 + length) settle(() => resolve(answer));
    };
    const settle = (done: () => void) => {
      socket.off("data", read).off("close", ended);
      done();
    };
    socket.on("data", read).on("close", ended);
    socket.write(request);
  });
}
