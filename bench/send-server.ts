/** The SMTP server of bench/send.ts: takes every letter and forgets it. */
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["AUTH", "STARTTLS"],
  disableReverseLookup: true,
  onData(stream, _session, done) {
    stream.resume();
    stream.on("end", () => done());
  },
});
server.on("error", () => undefined);
server.listen(0, "127.0.0.1", () =>
  process.send?.(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`),
);
process.on("message", () => process.exit(0));
