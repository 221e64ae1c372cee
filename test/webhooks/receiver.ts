/** Somebody else's server: takes messages, checks their signatures by itself, and answers as it is told. */
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Taken {
  id: string;
  type: string;
  data: Record<string, unknown>;
  signatures: string[];
  /** How many of the signatures are of this secret. */
  signedWith(secret: string): number;
}

export interface Receiver {
  url: string;
  taken: Taken[];
  /** What to do with the next ones; accepts where nothing is said. */
  answer: (response: ServerResponse, message: Taken) => void;
  close(): Promise<void>;
}

export const accept = (response: ServerResponse): void => void response.writeHead(204).end();
export const refuse =
  (status: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(status, headers).end("no");

export async function openReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => void (body += chunk));
    request.on("end", () => {
      const header = (name: string) => String(request.headers[name]);
      const signatures = header("webhook-signature").split(" ");
      const id = header("webhook-id");
      const signedWith = (secret: string): number => {
        const key = Buffer.from(secret.replace("whsec_", ""), "base64");
        const content = `${id}.${header("webhook-timestamp")}.${body}`;
        const expected = `v1,${createHmac("sha256", key).update(content, "utf8").digest("base64")}`;
        return signatures.filter((signature) => signature === expected).length;
      };
      const { type, data } = JSON.parse(body) as Pick<Taken, "type" | "data">;
      const message = { id, type, data, signatures, signedWith };
      receiver.taken.push(message);
      receiver.answer(response, message);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    taken: [],
    answer: accept,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}
