/** One small client for the program's API: JSON in, problem details out as ApiTrouble. */
import type { Language } from "../../src/kernel/language.ts";
import { whenSignedInAgain } from "./again.ts";
import { visibleSpaces } from "../language/thin-space.ts";

/** `status` 0: nobody answered. `detail` is a sentence for a person, in the reader's language. */
export class ApiTrouble extends Error {
  override name = "ApiTrouble";
  readonly status: number;
  readonly detail: string | undefined;
  /** Of the program's closed list of refusals. */
  readonly code: string | undefined;
  /** The part of the request that is wrong. */
  readonly field: string | undefined;
  /** The client that answers for a record that was merged. */
  readonly survivor: string | undefined;
  constructor(status: number, detail?: string, options?: ErrorOptions & Partial<Told>) {
    super(detail ?? `status ${status}`, options);
    this.status = status;
    this.detail = detail;
    this.code = options?.code;
    this.field = options?.field;
    this.survivor = options?.survivor;
  }
}

/** Nobody answered: that passes by itself, or with whoever starts the program. */
export const isSilence = (error: unknown): boolean => error instanceof ApiTrouble && error.status === 0;

interface Told {
  code: string | undefined;
  field: string | undefined;
  survivor: string | undefined;
}

export type Query = Readonly<Record<string, string | null | undefined>>;

export async function get<Answer>(
  path: string,
  options: { language: Language; query?: Query | undefined; signal?: AbortSignal },
): Promise<Answer> {
  return answerOf<Answer>(await ask(address(path, options.query), options));
}

export interface Tagged<Answer> {
  answer: Answer;
  /** What whoever changes it sends as If-Match. */
  tag: string;
}

/** What is changed by whoever has read it as it is. */
export async function getTagged<Answer>(
  path: string,
  options: { language: Language; signal?: AbortSignal },
): Promise<Tagged<Answer>> {
  const response = await ask(address(path), options);
  const tag = (response.headers.get("etag") ?? "").replaceAll(/^W\/|"/g, "");
  return { answer: await answerOf<Answer>(response), tag };
}

/**
 * What changes something: once, however often the browser sends it. `key`: of a request that may be sent again later;
 * `keepalive`: it leaves even though the page is being closed.
 */
export async function send<Answer>(
  path: string,
  options: { language: Language; body: object; key?: string; keepalive?: boolean },
): Promise<Answer> {
  const { language, body, key = crypto.randomUUID(), keepalive = false } = options;
  return answerOf<Answer>(
    await ask(address(path), {
      language,
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(body),
      keepalive,
    }),
  );
}

/** A change of a profile of which this version was read. */
export async function patch<Answer>(
  path: string,
  { language, body, version }: { language: Language; body: object; version: string },
): Promise<Answer> {
  return answerOf<Answer>(
    await ask(address(path), {
      language,
      method: "PATCH",
      headers: { "content-type": "application/json", "if-match": `"${version}"` },
      body: JSON.stringify(body),
    }),
  );
}

/** What is told to the program until it answers: the same key, the same content. */
export interface Telling {
  method: "POST" | "PUT" | "PATCH";
  path: string;
  body: object;
  key: string;
  /** The version that was read, where what is told replaces it. */
  ifMatch?: string;
}

/** `parting`: the page is being left, and the browser sends it all the same. */
export async function tell<Answer>(
  { method, path, body, key, ifMatch }: Telling,
  { language, parting = false }: { language: Language; parting?: boolean },
): Promise<Answer> {
  return answerOf<Answer>(
    await ask(address(path), {
      language,
      method,
      headers: {
        "content-type": "application/json",
        "idempotency-key": key,
        ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
      },
      body: JSON.stringify(body),
      keepalive: parting,
    }),
  );
}

/** What may be asked twice without harm. `body`: a file as it is, else what becomes JSON. */
export async function change<Answer>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  options: {
    language: Language;
    query?: Query;
    body?: File | object;
    /** The state that was read, where somebody else may have changed it since; null: there was none. */
    ifMatch?: string | null;
    signal?: AbortSignal;
  },
): Promise<Answer> {
  const { language, query, body, ifMatch, signal } = options;
  const read =
    ifMatch === undefined ? {} : ifMatch === null ? { "if-none-match": "*" } : { "if-match": `"${ifMatch}"` };
  const content =
    body === undefined
      ? {}
      : body instanceof File
        ? { body, headers: { "content-type": fileTypeOf(body) } }
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const headers = { ...read, ...("headers" in content ? content.headers : {}) };
  return answerOf<Answer>(
    await ask(address(path, query), { language, method, ...content, headers, ...(signal ? { signal } : {}) }),
  );
}

/** What the program takes a file as; the browser's own guess differs from system to system. */
const fileTypeOf = ({ name }: File): string =>
  /\.xlsx$/i.test(name)
    ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    : "application/octet-stream";

async function answerOf<Answer>(response: Response): Promise<Answer> {
  if (response.ok) return JSON.parse(visibleSpaces(await response.text())) as Answer;
  const told = (await response.json().catch(() => ({}))) as Partial<Told> & { detail?: string };
  throw new ApiTrouble(response.status, told.detail, told);
}

function address(path: string, query: Query = {}): string {
  const filled = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const text = new URLSearchParams(filled).toString();
  return `/api/v1${path}${text === "" ? "" : `?${text}`}`;
}

interface Asked extends Pick<RequestInit, "method" | "body" | "keepalive"> {
  language: Language;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A session that has ended in the middle of work is begun again, and then the request goes out once more. */
async function ask(url: string, asked: Asked): Promise<Response> {
  const response = await askOnce(url, asked);
  if (response.status !== 401 || url === "/api/v1/me") return response;
  const again = whenSignedInAgain();
  if (!again) return response;
  return (await again) ? askOnce(url, asked) : response;
}

async function askOnce(url: string, { language, headers, signal, ...rest }: Asked): Promise<Response> {
  try {
    return await fetch(url, {
      ...rest,
      headers: { accept: "application/json", "accept-language": language, ...headers },
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiTrouble(0, undefined, { cause: error });
  }
}
