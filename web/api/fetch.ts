/** One small client for the program's API: JSON in, problem details out as ApiTrouble. */
import type { Language } from "../../src/kernel/language.ts";
import { visibleSpaces } from "../language/thin-space.ts";

/** `status` 0: nobody answered. `detail` is a sentence for a person, in the reader's language. */
export class ApiTrouble extends Error {
  override name = "ApiTrouble";
  readonly status: number;
  readonly detail: string | undefined;
  constructor(status: number, detail?: string, options?: ErrorOptions) {
    super(detail ?? `status ${status}`, options);
    this.status = status;
    this.detail = detail;
  }
}

export type Query = Readonly<Record<string, string | null | undefined>>;

export async function get<Answer>(
  path: string,
  options: { language: Language; query?: Query | undefined; signal?: AbortSignal },
): Promise<Answer> {
  const response = await ask(address(path, options.query), options.language, options.signal);
  if (response.ok) return JSON.parse(visibleSpaces(await response.text())) as Answer;
  const problem = (await response.json().catch(() => ({}))) as { detail?: string };
  throw new ApiTrouble(response.status, problem.detail);
}

function address(path: string, query: Query = {}): string {
  const filled = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const text = new URLSearchParams(filled).toString();
  return `/api/v1${path}${text === "" ? "" : `?${text}`}`;
}

async function ask(url: string, language: Language, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(url, {
      headers: { accept: "application/json", "accept-language": language },
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiTrouble(0, undefined, { cause: error });
  }
}
