/** The one place where a refusal becomes an HTTP answer: RFC 9457 problem details, never a stack or a query. */
import { refusalOfFullDisk } from "../database/failed-engine.ts";
import { toldLanguage } from "../business/reader.ts";
import { describeFailure } from "../kernel/log.ts";
import { STATUS_CODES } from "node:http";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { Static } from "typebox";
import { DomainError, type RefusalCode } from "../kernel/errors.ts";
import type { Language } from "../kernel/language.ts";
import { sayBroken, sayMisfit, sayRefusal, sayUnread } from "../kernel/refusal-words.ts";
import type { Problem } from "../kernel/wire.ts";

const statuses: Partial<Record<RefusalCode, number>> = {
  bad_input: 400,
  bad_file: 400,
  chain_invalid: 422,
  not_allowed: 403,
  email_taken: 409,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  idempotency_conflict: 409,
  insufficient_bonus: 409,
  insufficient_deposit: 409,
  card_blocked: 409,
  card_expired: 409,
  card_replaced: 409,
  card_waiting: 409,
  number_taken: 409,
  external_id_taken: 409,
  client_merged: 409,
  changed_meanwhile: 412,
  range_overlaps: 409,
  range_used_up: 409,
  processing_stopped: 409,
  out_of_stock: 409,
  wrong_state: 409,
  not_dialled: 502,
  not_loopback: 421,
  database_unreachable: 503,
  database_failed: 503,
};

type ProblemBody = Static<typeof Problem>;

function toProblem(thrown: unknown, language: Language): ProblemBody {
  const error = refusalOfFullDisk(thrown) ?? thrown;
  if (error instanceof DomainError) {
    const { code, place } = error;
    const { survivor } = place;
    const body = problem(statuses[code] ?? 500, code, sayRefusal(error, language), place.field);
    return survivor === undefined ? body : { ...body, survivor };
  }
  const known = error as Partial<FastifyError>;
  if (known.validation?.[0]) return invalid(known as FastifyError, language);
  if (known.statusCode && known.statusCode >= 400 && known.statusCode < 500)
    return problem(known.statusCode, "bad_input", sayUnread(known.code, known.message ?? "", language));
  return problem(500, "internal_error", sayBroken(language));
}

export async function answerWithProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const body = toProblem(error, readersLanguage(request));
  if (body.status >= 500)
    request.log.error({ route: request.routeOptions.url, ...describeFailure(error) }, "request failed");
  if (body.survivor !== undefined) reply.header("location", `/api/v1/clients/${body.survivor}`);
  return reply.code(body.status).type("application/problem+json").send(JSON.stringify(body));
}

/** As the answers themselves: what the address names, else the first of the reader's wishes, else English. */
function readersLanguage({ query, headers }: FastifyRequest): Language {
  const { lang } = (query ?? {}) as { lang?: unknown };
  if (lang === "ru" || lang === "en") return lang;
  return toldLanguage(headers["accept-language"]);
}

function invalid(error: FastifyError, language: Language): ProblemBody {
  // Of a choice between nothing and something, what something lacks.
  const first =
    error.validation?.find(({ keyword, params }) => keyword !== "type" || params["type"] !== "null") ??
    error.validation?.[0];
  const params = first?.params as { missingProperty?: string; additionalProperty?: string } | undefined;
  const field =
    first?.instancePath.replace(/^\//, "").replaceAll("/", ".") ||
    params?.missingProperty ||
    params?.additionalProperty ||
    error.validationContext ||
    "request";
  const misfit = language === "ru" && first ? sayMisfit(first.keyword, first.params) : undefined;
  return problem(400, "bad_input", `${field}: ${misfit ?? first?.message ?? "not as expected"}.`, field);
}

function problem(status: number, code: string, detail?: string, field?: string): ProblemBody {
  return {
    type: `urn:povod:problem:${code}`,
    title: STATUS_CODES[status] ?? "Error",
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(field === undefined ? {} : { field }),
  };
}
