/** Hands letters to an SMTP server over a pool of connections and says exactly what became of each. */
import { createTransport } from "nodemailer";
import DKIM from "nodemailer/lib/dkim";
import type { Readable } from "node:stream";
import { failureOf } from "./failure.ts";
import type { EmailSettings } from "./settings.ts";

export interface Attachment {
  filename: string;
  contentType: string;
  content: Buffer;
}

export interface Letter {
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  attachments?: Attachment[];
  /** Where one POST stops such letters (RFC 8058). */
  stopAt?: string | undefined;
}

export interface EmailTransport {
  /** How many letters it is worth to have under way at once. */
  connections: number;
  from: string;
  /** Returns the server's answer. Throws DeliveryError. */
  send(letter: Letter): Promise<string>;
  close(): void;
}

/** By RFC 8058 the two that stop letters are signed along. */
const signedHeaders =
  "From:To:Subject:Date:Message-ID:MIME-Version:Content-Type:Content-Transfer-Encoding:List-Unsubscribe:List-Unsubscribe-Post";

const stopHeaders = (address: string | undefined): Record<string, string> =>
  address === undefined
    ? {}
    : { "List-Unsubscribe": `<${address}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };

export function openEmailTransport(settings: EmailSettings): EmailTransport {
  const pool = createTransport({
    url: settings.url,
    pool: true,
    maxConnections: settings.connections,
    maxMessages: 1_000,
    // The pool would send a message again by itself when a connection ends; whether to do that is ours to decide.
    maxRequeues: 0,
    // Shorter than servers keep an idle session, so that a letter seldom meets one just closed.
    idleTimeout: 20_000,
    dnsTimeout: 10_000,
    connectionTimeout: 10_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // How far each letter got: its body is read only after the server has agreed to take it.
  const bodies = new WeakMap<object, Readable>();
  const { signature } = settings;
  const signer = signature && new DKIM({ ...signature, headerFieldNames: signedHeaders });
  pool.use("stream", (mail, done) => {
    mail.message?.processFunc((body: Readable) => {
      // To be signed it is read whole beforehand: only what comes out of that is on its way.
      const sent = signer ? (signer.sign(body) as Readable) : body;
      bodies.set((mail.data as { progress?: object }).progress ?? {}, sent);
      return sent;
    });
    done();
  });
  return {
    connections: settings.connections,
    from: settings.from,
    async send(letter) {
      const progress = {};
      try {
        const answer = await pool.sendMail({
          from: settings.from,
          to: letter.to,
          subject: letter.subject,
          text: letter.text,
          html: letter.html,
          messageId: letter.messageId,
          attachments: letter.attachments ?? [],
          headers: { "Auto-Submitted": "auto-generated", ...stopHeaders(letter.stopAt) },
          progress,
        } as Parameters<typeof pool.sendMail>[0]);
        return answer.response;
      } catch (error) {
        throw failureOf(error as Error, bodies.get(progress)?.readableDidRead === true);
      }
    },
    close: () => pool.close(),
  };
}
