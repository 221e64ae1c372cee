/** The HTTP server: every route of every feature, the screens, and what guards them. Listens nowhere by itself. */
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { secretOf } from "../access/store/secrets.ts";
import { accessRoutes } from "../access/routes.ts";
import { businessRoutes } from "../business/routes.ts";
import type { RouteContext } from "../business/reader.ts";
import { callRoutes } from "../calls/routes.ts";
import type { Dial } from "../calls/telephony/click-to-call.ts";
import { chainRoutes } from "../chains/routes.ts";
import { clientChangeRoutes } from "../clients/routes/changes.ts";
import { importRoutes } from "../clients/routes.ts";
import { agreedRoutes, dealRoutes, eventRoutes } from "../dealings/routes.ts";
import { giftRoutes } from "../gifts/routes.ts";
import { handoffRoutes } from "../handoffs/routes.ts";
import type { Letterbox } from "../delivery/letterbox/letterbox.ts";
import { stopRoutes } from "../delivery/routes/stops.ts";
import { letterRoutes } from "../delivery/routes.ts";
import type { News } from "../database/news.ts";
import { loyaltyRoutes } from "../loyalty/routes.ts";
import { replanClients } from "../planning/actions/replan-clients.ts";
import { etiquetteRoutes, operatorHoursRoutes } from "../planning/routes.ts";
import { clientRoutes, dayRoutes, forecastRoutes, ownerRoutes, trialRoutes } from "../reports/routes.ts";
import { callScreenRoutes } from "../reports/routes/call-screen.ts";
import { duplicateListRoutes } from "../reports/routes/duplicates.ts";
import { resultRoutes } from "../reports/routes/results.ts";
import { visitorRoutes } from "../reports/routes/visitors.ts";
import { completenessReportRoutes } from "../reports/routes/completeness.ts";
import { previewRoutes } from "../reports/routes/previews.ts";
import { rightsRoutes } from "../rights/routes.ts";
import { newsletterRoutes } from "../newsletters/routes.ts";
import { segmentRoutes } from "../segments/routes.ts";
import { webhookRoutes } from "../webhooks/routes.ts";
import { compilers } from "./compilers.ts";
import { answerWithProblem } from "./error-mapping.ts";
import { guard, type GuardOptions } from "./guard.ts";
import { healthRoutes } from "./health.ts";
import { liveRoutes } from "./live.ts";
import { describeApi } from "./openapi.ts";
import { refuseCutLetters } from "./whole-letters.ts";
import { builtScreens, serveScreens } from "./web-app.ts";

export interface ServerOptions extends Omit<RouteContext, "demo">, GuardOptions {
  /** Where the demo network's letters stay; its presence makes this the demo. */
  letterbox?: Letterbox;
  /** Folder of the built screens; the program's own by default. */
  screens?: string;
  /** Asks the telephone exchange to ring both ends; undefined where none is connected. */
  dial?: Dial | undefined;
  /** What other processes and jobs tell of; without it nothing is told to open screens. */
  news?: News | undefined;
  /** Whether webhooks may go to this machine and to private networks. */
  allowPrivateWebhooks?: boolean;
  /** Every schema of every route is compiled before the server is ready: one that is wrong then stops the start. */
  compilesAtOnce?: boolean;
}

export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const {
    db,
    clock,
    log,
    letterbox,
    screens = builtScreens,
    allowPrivateWebhooks = false,
    dial,
    news,
  } = options;
  const context: RouteContext = { db, clock, demo: letterbox !== undefined };
  const logger: FastifyBaseLogger = log;
  const server: FastifyInstance = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1_048_576,
    requestTimeout: 30_000,
    forceCloseConnections: "idle",
    schemaController: compilers({ atOnce: options.compilesAtOnce === true }),
  });
  server.setErrorHandler(answerWithProblem);
  refuseCutLetters(server);
  const secret = await secretOf(db, options.secret);
  const access = await guard(server, context, { ...options, secret });
  await describeApi(server);
  liveRoutes(server, news);
  await server.register(healthRoutes(db));
  await server.register(accessRoutes(access));
  await server.register(businessRoutes(context));
  await server.register(dayRoutes(context));
  await server.register(forecastRoutes(context));
  await server.register(clientRoutes(context));
  await server.register(duplicateListRoutes(context));
  await server.register(visitorRoutes(context));
  await server.register(resultRoutes(context));
  const desk = { db, clock, replan: replanClients };
  await server.register(clientChangeRoutes(desk));
  await server.register(stopRoutes({ ...desk, secret }));
  await server.register(eventRoutes(desk));
  await server.register(agreedRoutes(desk));
  await server.register(dealRoutes(desk));
  await server.register(giftRoutes(desk));
  await server.register(handoffRoutes(desk));
  await server.register(callRoutes({ ...desk, dial }));
  await server.register(callScreenRoutes(context, { dials: dial !== undefined, news }));
  await server.register(importRoutes(context, replanClients));
  await server.register(loyaltyRoutes(context));
  await server.register(ownerRoutes(context));
  await server.register(completenessReportRoutes(context));
  await server.register(segmentRoutes(context));
  await server.register(newsletterRoutes(context));
  await server.register(webhookRoutes({ db, clock, allowPrivate: allowPrivateWebhooks }));
  await server.register(etiquetteRoutes(context));
  await server.register(operatorHoursRoutes(context));
  await server.register(chainRoutes(context));
  await server.register(trialRoutes(context));
  await server.register(previewRoutes(context));
  await server.register(rightsRoutes(context));
  if (letterbox) await server.register(letterRoutes(letterbox));
  await serveScreens(server, screens);
  return server;
}
