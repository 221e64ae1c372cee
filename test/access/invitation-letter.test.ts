/** An invitation as a letter: through a real mail server, to whoever is invited. */
import type { FastifyInstance } from "fastify";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { MadeLink } from "../../src/access/staff-contract.ts";
import { postToStaffBy } from "../../src/delivery/channels/email/staff-post.ts";
import { openEmailTransport, type EmailTransport } from "../../src/delivery/channels/email/transport.ts";
import { createLog } from "../../src/kernel/log.ts";
import { openPostOffice, type PostOffice } from "../delivery/post-office.ts";
import { openServerToStrangers } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { letIn } from "./people.ts";

onEveryEngine("an invitation's letter", (database) => {
  let office: PostOffice;
  let transport: EmailTransport;
  let server: FastifyInstance;
  let cookie: string;
  beforeAll(async () => {
    office = await openPostOffice();
    transport = openEmailTransport({ url: office.url, from: "Meridian <hello@example.org>", connections: 1 });
    server = await openServerToStrangers(database(), {
      postToStaff: postToStaffBy(transport, createLog("silent")),
    });
    ({ cookie } = await letIn(database().db, server, { role: "owner" }));
  });
  afterAll(async () => {
    await server.close();
    transport.close();
    await office.close();
  });

  const invite = async (email: string, language: string) =>
    (
      await server.inject({
        method: "POST",
        url: "/api/v1/staff",
        headers: { cookie, host: "localhost", origin: "http://localhost", "accept-language": language },
        payload: { name: "Рогова Марина", email, role: "operator" },
      })
    ).json<MadeLink>();
  const letterTo = async (to: string) => {
    const taken = office.taken.find((one) => one.to === to);
    return taken ? simpleParser(taken.source) : undefined;
  };

  it("brings the link that is shown, in the language of whoever invites", async () => {
    const russian = await invite("marina@example.org", "ru");
    expect(russian.letter).toBe("sent");
    const letter = await letterTo("marina@example.org");
    expect(letter?.subject).toMatch(/^Приглашение: /);
    expect(letter?.text).toContain(`http://localhost${russian.path}`);
    expect(letter?.html).toContain(`href="http://localhost${russian.path}"`);
    await invite("anna@example.org", "en");
    expect((await letterTo("anna@example.org"))?.subject).toMatch(/^Invitation: /);
  });

  it("says that the mail server did not take it, and still shows the link", async () => {
    office.atAddress = (to) => (to === "gone@example.org" ? [550, "no such mailbox"] : undefined);
    const made = await invite("gone@example.org", "ru");
    expect(made).toMatchObject({
      letter: "not_taken",
      path: expect.stringMatching(/^\/invitation\//) as string,
    });
  });

  it("brings a new link to whoever lost the password", async () => {
    const { staffMember } = await invite("boris@example.org", "ru");
    const again = await server.inject({
      method: "POST",
      url: `/api/v1/staff/${staffMember.id}/link`,
      headers: { cookie, host: "localhost", origin: "http://localhost", "accept-language": "en" },
      payload: {},
    });
    const { path, letter } = again.json<MadeLink>();
    expect(letter).toBe("sent");
    const letters = office.taken.filter(({ to }) => to === "boris@example.org");
    expect((await simpleParser(letters.at(-1)?.source ?? "")).text).toContain(path);
  });
});
