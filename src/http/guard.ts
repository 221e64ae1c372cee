/** Everything a request passes before and after its route, in this order. */
import type { FastifyInstance } from "fastify";
import { openAuth } from "../access/actions/open-auth.ts";
import { openRecognition } from "../access/actions/recognise-caller.ts";
import type { AccessDesk } from "../access/routes/access-desk.ts";
import type { PostToStaff } from "../access/way-in-letter.ts";
import type { RouteContext } from "../business/reader.ts";
import type { Log } from "../kernel/log.ts";
import { auditChanges } from "./audit.ts";
import { openGate } from "./gate.ts";
import { refuseUnknownParameters } from "./known-parameters.ts";
import { recordLooks } from "./looks.ts";
import { refuseForeignOrigins } from "./origin.ts";
import { protect } from "./protection.ts";
import { logRequests } from "./request-log.ts";

export interface GuardOptions {
  log: Log;
  /** Where people on other machines reach the program; absent, it serves this machine only. */
  address?: string | undefined;
  /** Signs cookies; kept in the database where absent. */
  secret?: string | undefined;
  /** Undefined where no mail server is named. */
  postToStaff?: PostToStaff | undefined;
}

export async function guard(
  server: FastifyInstance,
  context: RouteContext,
  { log, address, secret, postToStaff }: GuardOptions & { secret: string },
): Promise<AccessDesk> {
  const { db, clock } = context;
  protect(server, address);
  logRequests(server);
  const auth = openAuth({ db, log, address, secret });
  const recognition = openRecognition(context, auth);
  refuseForeignOrigins(server, address);
  openGate(server, recognition);
  refuseUnknownParameters(server);
  recordLooks(server, context);
  auditChanges(server, { db, clock, log });
  return { ...context, auth, recognition, address, postToStaff };
}
