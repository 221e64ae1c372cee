/** A real SMTP server for tests: remembers every letter it took and answers as a test tells it to. */
import type { AddressInfo, Socket } from "node:net";
import { SMTPServer } from "smtp-server";

export interface Taken {
  messageId: string;
  to: string;
  source: string;
}

/** Undefined takes the letter; a number and words refuse it; `hang up` cuts the connection after the letter came. */
export type Answer = [code: number, words: string] | "hang up" | undefined;

export interface PostOffice {
  url: string;
  taken: Taken[];
  /** Called after each letter that was taken. */
  onTaken: (taken: Taken) => void;
  atAddress: (to: string) => Answer;
  atLetter: (to: string) => Answer;
  close(): Promise<void>;
}

export async function openPostOffice(port = 0): Promise<PostOffice> {
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    onRcptTo(address, _session, done) {
      done(refusal(office.atAddress(address.address)));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const source = Buffer.concat(chunks).toString("utf8");
        const to = session.envelope.rcptTo[0]?.address ?? "";
        const answer = office.atLetter(to);
        if (Array.isArray(answer)) {
          done(refusal(answer));
          return;
        }
        const messageId = /^message-id: *(\S+)/im.exec(source)?.[1] ?? "";
        office.taken.push({ messageId, to, source });
        if (answer === "hang up") for (const socket of sockets) socket.destroy();
        else done();
        office.onTaken({ messageId, to, source });
      });
    },
  });
  server.on("error", () => undefined);
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
  const office: PostOffice = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    taken: [],
    onTaken: () => undefined,
    atAddress: () => undefined,
    atLetter: () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return office;
}

function refusal(answer: Answer): Error | null {
  return Array.isArray(answer) ? Object.assign(new Error(answer[1]), { responseCode: answer[0] }) : null;
}
