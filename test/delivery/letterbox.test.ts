import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import Fastify from "fastify";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openEmailTransport } from "../../src/delivery/channels/email/transport.ts";
import type { Letter, Letters } from "../../src/delivery/contract.ts";
import { openLetterbox, type Letterbox } from "../../src/delivery/letterbox/letterbox.ts";
import { letterRoutes } from "../../src/delivery/routes.ts";
import { answerWithProblem } from "../../src/http/error-mapping.ts";

describe("letterbox", () => {
  let folder: string;
  let letterbox: Letterbox;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "povod-letters-"));
    letterbox = await openLetterbox({ folder, keep: 40 });
  });
  afterEach(async () => {
    await letterbox.close();
    await rm(folder, { recursive: true });
  });

  async function send(count: number): Promise<void> {
    const transport = openEmailTransport({
      url: letterbox.url,
      from: "Povod <hello@example.com>",
      connections: 1,
    });
    for (let n = 1; n <= count; n++) {
      const subject = `Письмо ${n} <&>`;
      const to = `client-${n}@example.org`;
      await transport.send({
        to,
        subject,
        text: "слова",
        html: "<p>слова</p>",
        messageId: `<${n}@example.com>`,
      });
    }
    transport.close();
  }

  it("keeps what it gets, newest first, over a restart, the newest only", async () => {
    await send(45);
    expect(letterbox.count()).toBe(40);
    await letterbox.close();
    letterbox = await openLetterbox({ folder, keep: 40 });
    const [newest] = await letterbox.list({ limit: 1 });
    expect(newest).toMatchObject({
      subject: "Письмо 45 <&>",
      to: "client-45@example.org",
      from: '"Povod" <hello@example.com>',
      messageId: "<45@example.com>",
      html: "<p>слова</p>",
    });
    expect(newest?.text.trim()).toBe("слова");
  });

  it("is read over HTTP in pages", async () => {
    await send(35);
    const server = Fastify().withTypeProvider<TypeBoxTypeProvider>();
    server.setErrorHandler(answerWithProblem);
    await server.register(letterRoutes(letterbox));
    const first = (await server.inject("/api/v1/demo/letters")).json<Letters>();
    expect(first.count).toBe(35);
    expect(first.letters[0]?.subject).toBe("Письмо 35 <&>");
    const second = (await server.inject(`/api/v1/demo/letters?cursor=${first.next}`)).json<Letters>();
    expect(first.letters.length + second.letters.length).toBe(35);
    expect(second.next).toBeNull();
    const letter = (await server.inject(`/api/v1/demo/letters/${second.letters.at(-1)?.id}`)).json<Letter>();
    expect(letter).toMatchObject({ subject: "Письмо 1 <&>", html: "<p>слова</p>" });
    const missing = await server.inject("/api/v1/demo/letters/01890000-0000-7000-8000-000000000000");
    expect(missing.statusCode).toBe(404);
    expect((await server.inject("/api/v1/demo/letters/..%2F..%2Fetc")).statusCode).toBe(400);
    await server.close();
  });
});
