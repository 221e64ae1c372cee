/** The program's web role on a database, as a process of its own, and tills that send purchases to it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

export interface TillServer {
  post(path: string, key: string, body: object): Promise<void>;
  stop(): Promise<void>;
}

export async function serveTills(databaseUrl: string, connections: number): Promise<TillServer> {
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
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    post: (path, key, body) =>
      new Promise((resolve, reject) => {
        const text = JSON.stringify(body);
        const headers = {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(text),
          "idempotency-key": key,
        };
        const sent = request(`${address}${path}`, { method: "POST", agent, headers }, (answer) => {
          answer.resume();
          answer.on("end", () =>
            answer.statusCode === 200
              ? resolve()
              : reject(new Error(`${path}: ${String(answer.statusCode)}`)),
          );
        });
        sent.on("error", reject);
        sent.end(text);
      }),
    async stop() {
      agent.destroy();
      child.kill("SIGTERM");
      await once(child, "close");
    },
  };
}
