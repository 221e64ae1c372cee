/** Signing in and out, and what concerns one's own password and second factor. */
import type { Language } from "../../src/kernel/language.ts";
import type { Role } from "./me.ts";
import { send } from "./fetch.ts";

export const signInToDemo = (role: Role, language: Language) =>
  send<{ staffMember: string | null }>("/demo/sign-in", { language, body: { role } });

/** `code`: the library's own word for what is wrong. */
export class SignInTrouble extends Error {
  override name = "SignInTrouble";
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

type AuthPath =
  | "/sign-in/email"
  | "/sign-out"
  | "/change-password"
  | "/two-factor/enable"
  | "/two-factor/disable"
  | "/two-factor/verify-totp"
  | "/two-factor/verify-backup-code"
  | "/two-factor/generate-backup-codes";

export async function auth<Answer>(path: AuthPath, body: object): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new SignInTrouble("SILENT");
  }
  const answer = (await response.json().catch(() => ({}))) as Answer & { code?: string };
  if (response.ok) return answer;
  throw new SignInTrouble(response.status === 429 ? "TOO_OFTEN" : (answer.code ?? "BROKEN"));
}
