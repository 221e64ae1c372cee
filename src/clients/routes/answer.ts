/** What the routes that change a client have in common: a change, answered with the client as known since. */
import type { FastifyReply } from "fastify";
import type { TSchema } from "typebox";
import { Problem } from "../../kernel/wire.ts";
import type { ChangeRequest } from "../actions/change-client.ts";
import { readProfile } from "../actions/read-profile.ts";
import { Changed } from "../change-contract.ts";
import type { ClientDesk } from "../desk.ts";

export const tags = ["clients"];
export const answers = <Shape extends TSchema>(shape: Shape) => ({ 200: shape, "4xx": Problem });

export const changeSchema = <Parts extends Record<string, TSchema>>(
  summary: string,
  parts: Parts,
  right: "clients.change" | "clients.merge" = "clients.change",
) => ({
  config: { right },
  schema: { summary, tags, ...parts, response: answers(Changed) },
});

/** `made` as the action returned it. */
export async function answer(
  { db, clock }: ClientDesk,
  reply: FastifyReply,
  client: string,
  made: string | null,
): Promise<Changed> {
  const profile = await readProfile(db, { id: client, now: clock.now() });
  reply.header("etag", `"${profile.version}"`);
  return { id: made, profile };
}

export const toCreation = <Input extends object>(request: {
  params: { id: string };
  headers: { "idempotency-key": string };
  body: ChangeRequest<Input>["input"];
}): ChangeRequest<Input> => ({
  client: request.params.id,
  key: request.headers["idempotency-key"],
  input: request.body,
});
