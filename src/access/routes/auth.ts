/** The library's own addresses, only those that the screens use. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { AccessDesk } from "./access-desk.ts";
import { headersFor } from "./headers.ts";

const open = new Set([
  "/sign-in/email",
  "/sign-out",
  "/change-password",
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/two-factor/generate-backup-codes",
]);

/** A session's token is for its cookie alone: a script that reads it could take the session away. */
const secretFields = ["token", "user", "session"];

export function authRoutes({
  auth,
  recognition,
}: Pick<AccessDesk, "auth" | "recognition">): FastifyPluginAsyncTypebox {
  return async (server) => {
    server.post<{ Params: { "*": string } }>(
      "/api/auth/*",
      { schema: { hide: true } },
      async (request, reply) => {
        if (!open.has(`/${request.params["*"]}`)) return reply.callNotFound();
        const { authorization, cookie } = request.headers;
        request.caller = (await recognition.recognise({ authorization, cookie })).caller;
        const answer = await auth.handle(
          new Request(`${request.protocol}://${request.host}${request.url}`, {
            method: "POST",
            headers: headersFor(request),
            body: JSON.stringify(request.body ?? {}),
          }),
        );
        recognition.forget();
        for (const cookie of answer.headers.getSetCookie()) reply.header("set-cookie", cookie);
        const body = (await answer.json().catch(() => ({}))) as Record<string, unknown> | null;
        const told = Object.entries(body ?? {}).filter(([field]) => !secretFields.includes(field));
        return reply.code(answer.status).header("cache-control", "no-store").send(Object.fromEntries(told));
      },
    );
  };
}
