import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply } from "fastify";
import { recogniseReader } from "../business/actions/recognise-reader.ts";
import type { Reader, RouteContext } from "../business/reader.ts";
import { readChains } from "../chains/pack-file.ts";
import { ClientPath, FindClientsQuery, FoundClients } from "../clients/contract.ts";
import { inOneGo } from "../database/in-one-go.ts";
import type { Language } from "../kernel/language.ts";
import { Problem } from "../kernel/wire.ts";
import { ChainPath as TriedChain } from "../chains/contract.ts";
import { compareChain } from "./actions/compare-chain.ts";
import { explainClient } from "./actions/explain-client.ts";
import { findClients } from "./actions/find-clients.ts";
import { readCalls } from "./actions/read-calls.ts";
import { readClientPage } from "./actions/read-client-page.ts";
import { readTimeline } from "./actions/read-timeline.ts";
import { readForecast } from "./actions/read-forecast.ts";
import { shareForecasts } from "./actions/share-forecasts.ts";
import { readToday } from "./actions/read-today.ts";
import { readTouches } from "./actions/read-touches.ts";
import { reportBonuses } from "./actions/report-bonuses.ts";
import { reportBurnBacktest, reportBurnForecast } from "./actions/report-burn-forecast.ts";
import { reportCards, reportCardUse } from "./actions/report-cards.ts";
import { reportEffect } from "./actions/report-effect.ts";
import {
  ClientPage,
  ClientPageQuery,
  ExplainQuery,
  Explanation,
  Timeline,
  TimelineQuery,
} from "./client-contract.ts";
import { ChainEffect, ChainPath, EffectQuery } from "./effect-contract.ts";
import { Forecast, ForecastDrafts, ForecastQuery } from "./forecast-contract.ts";
import {
  Bonuses,
  BurnBacktest,
  BurnForecast,
  BurnForecastQuery,
  CardSales,
  CardsQuery,
  CardUse,
  ReportQuery,
} from "./owner-contract.ts";
import { ChainComparison, ComparisonQuery, TrialQuery } from "./trial-contract.ts";
import { Calls, CallsQuery, Today, TodayQuery, Touches, TouchesQuery } from "./contract.ts";

interface Asked {
  query: { lang?: Language | undefined };
  headers: { "accept-language"?: string | undefined };
}

const readerOf = (context: RouteContext, { query, headers }: Asked): Promise<Reader> =>
  recogniseReader(context, { lang: query.lang, acceptLanguage: headers["accept-language"] });

/** The day asked for, else today. The contract has checked that it exists. */
const dayOf = ({ on }: { on?: string | undefined }, reader: Reader): Temporal.PlainDate =>
  on === undefined ? reader.today : Temporal.PlainDate.from(on);

export function dayRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  return async (server) => {
    server.get(
      "/api/v1/today",
      {
        config: { right: "plan.read" },
        schema: {
          summary: "A day in numbers: what happens over which channel, and why the rest does not",
          tags: ["today"],
          querystring: TodayQuery,
          response: { 200: Today, "4xx": Problem },
        },
      },
      async ({ query, headers }) => {
        const reader = await readerOf(context, { query, headers });
        return readToday(db, reader, dayOf(query, reader));
      },
    );
    server.get(
      "/api/v1/calls",
      {
        config: { right: "plan.read" },
        schema: {
          summary: "The calls of a day that can still be made, in the order they are worth making",
          tags: ["today"],
          querystring: CallsQuery,
          response: { 200: Calls, "4xx": Problem },
        },
      },
      async ({ query, headers }) => {
        const reader = await readerOf(context, { query, headers });
        return readCalls(db, reader, { ...query, on: dayOf(query, reader) });
      },
    );
    server.get(
      "/api/v1/touches",
      {
        config: { right: "plan.read" },
        schema: {
          summary: "The touches behind a number of a day, each with its verdicts in words",
          tags: ["today"],
          querystring: TouchesQuery,
          response: { 200: Touches, "4xx": Problem },
        },
      },
      async ({ query, headers }) => {
        const reader = await readerOf(context, { query, headers });
        return readTouches(db, reader, { ...query, on: dayOf(query, reader) });
      },
    );
  };
}

/** With the version that a change of the profile names. */
function tagged(reply: FastifyReply, page: ClientPage): ClientPage {
  reply.header("etag", `"${page.profile.version}"`);
  return page;
}

const clients = { right: "clients.read" } as const;
/** Long answers, made field by field: to hold each entry against the kinds it may be of takes longer than to write it. */
const asItStands = { serializerCompiler: () => (answer: unknown) => JSON.stringify(answer) };

export function clientRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  return async (server) => {
    await server.register(clientDayRoutes(context));
    server.get(
      "/api/v1/clients",
      {
        config: clients,
        schema: {
          summary: "Clients by name, part of a phone, card number or e-mail",
          tags: ["clients"],
          querystring: FindClientsQuery,
          response: { 200: FoundClients, "4xx": Problem },
        },
      },
      async ({ query, headers }) => {
        const { find, cursor } = query;
        return findClients(db, await readerOf(context, { query, headers }), { find, cursor });
      },
    );
    server.get(
      "/api/v1/clients/:id",
      {
        ...asItStands,
        config: clients,
        schema: {
          summary: "A client: contacts, consents, wishes, cards with the reason of their date, planned trips",
          tags: ["clients"],
          params: ClientPath,
          querystring: ClientPageQuery,
          response: { 200: ClientPage, "4xx": Problem },
        },
      },
      async ({ params, query, headers }, reply) => {
        const all = inOneGo(db);
        const reader = readerOf({ ...context, db: all }, { query, headers });
        const timeline = query.with === "timeline" ? {} : undefined;
        return tagged(reply, await readClientPage(all, reader, { id: params.id, timeline }));
      },
    );
  };
}

function clientDayRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  return async (server) => {
    server.get(
      "/api/v1/clients/:id/timeline",
      {
        ...asItStands,
        config: clients,
        schema: {
          summary: "Everything that happened with a client, the newest first",
          tags: ["clients"],
          params: ClientPath,
          querystring: TimelineQuery,
          response: { 200: Timeline, "4xx": Problem },
        },
      },
      async ({ params, query, headers }) => {
        const { kind, cursor } = query;
        const all = inOneGo(db);
        const reader = readerOf({ ...context, db: all }, { query, headers });
        return readTimeline(all, reader, { client: params.id, kind, cursor });
      },
    );
    server.get(
      "/api/v1/clients/:id/explain",
      {
        config: clients,
        schema: {
          summary: "What a day holds for a client, why, why not, and when at the earliest",
          tags: ["clients"],
          params: ClientPath,
          querystring: ExplainQuery,
          response: { 200: Explanation, "4xx": Problem },
        },
      },
      async ({ params, query, headers }) => {
        const reader = await readerOf(context, { query, headers });
        return explainClient(db, reader, { client: params.id, on: dayOf(query, reader) });
      },
    );
  };
}

/** A chain before it is switched on. */
export function trialRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  const tags = ["chains"];
  return async (server) => {
    const trial = {
      summary: "What a chain's newest version would do for one client on a day; nothing is kept",
      tags,
      params: TriedChain,
      querystring: TrialQuery,
      response: { 200: Explanation, "4xx": Problem },
    };
    server.get(
      "/api/v1/chains/:code/trial",
      { config: { right: "chains.change" }, schema: trial },
      async ({ params, query, headers }) => {
        const reader = await readerOf(context, { query, headers });
        return explainClient(db, reader, {
          client: query.client,
          on: dayOf(query, reader),
          chain: params.code,
        });
      },
    );
    const comparison = {
      summary:
        "How the coming days would change if a chain's newest version were live, in numbers and examples",
      tags,
      params: TriedChain,
      querystring: ComparisonQuery,
      response: { 200: ChainComparison, "4xx": Problem },
    };
    server.get(
      "/api/v1/chains/:code/comparison",
      { config: { right: "chains.read" }, schema: comparison },
      async ({ params, query, headers }, reply) => {
        const reader = await readerOf(context, { query, headers });
        const { days = 7 } = query;
        const signal = whileAsked(reply);
        return compareChain(db, {
          chain: params.code,
          on: dayOf(query, reader),
          days,
          at: reader.now,
          signal,
        });
      },
    );
  };
}

const config = { right: "reports.read" } as const;
const reportTags = ["reports"];

export function ownerRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  return async (server) => {
    const bonuses = {
      summary: "Bonus that can be spent today and burns within 30, 60 and 90 days, by office",
      tags: reportTags,
      querystring: ReportQuery,
      response: { 200: Bonuses, "4xx": Problem },
    };
    server.get("/api/v1/reports/bonuses", { config, schema: bonuses }, async ({ query, headers }) =>
      reportBonuses(db, await readerOf(context, { query, headers })),
    );
    const forecast = {
      summary: "What will burn by office and week, with an interval and the history it rests on",
      tags: reportTags,
      querystring: BurnForecastQuery,
      response: { 200: BurnForecast, "4xx": Problem },
    };
    server.get("/api/v1/reports/burn-forecast", { config, schema: forecast }, async ({ query, headers }) =>
      reportBurnForecast(db, await readerOf(context, { query, headers }), query.weeks),
    );
    const backtest = {
      summary: "Forecasts of past months held to what burned then; goes through the whole ledger",
      tags: reportTags,
      querystring: ReportQuery,
      response: { 200: BurnBacktest, "4xx": Problem },
    };
    server.get("/api/v1/reports/burn-backtest", { config, schema: backtest }, async ({ query, headers }) =>
      reportBurnBacktest(db, await readerOf(context, { query, headers })),
    );
    const cards = {
      summary: "Cards sold by office and month against the plan, and what they brought",
      tags: reportTags,
      querystring: CardsQuery,
      response: { 200: CardSales, "4xx": Problem },
    };
    server.get("/api/v1/reports/cards", { config, schema: cards }, async ({ query, headers }) =>
      reportCards(db, await readerOf(context, { query, headers }), query.months),
    );
    const use = {
      summary: "Paid cards beside given ones: how often presented, with what turnover, how many came back",
      tags: reportTags,
      querystring: ReportQuery,
      response: { 200: CardUse, "4xx": Problem },
    };
    server.get("/api/v1/reports/card-use", { config, schema: use }, async ({ query, headers }) =>
      reportCardUse(db, await readerOf(context, { query, headers })),
    );
    const effect = {
      summary: "What a chain brought against the clients it left alone on purpose, with 95 % intervals",
      tags: reportTags,
      params: ChainPath,
      querystring: EffectQuery,
      response: { 200: ChainEffect, "4xx": Problem },
    };
    const day = (text: string | undefined) =>
      text === undefined ? undefined : Temporal.PlainDate.from(text);
    server.get(
      "/api/v1/reports/effect/:chain",
      { config, schema: effect },
      async ({ params, query, headers }) =>
        reportEffect(db, await readerOf(context, { query, headers }), {
          ...query,
          chain: params.chain,
          from: day(query.from),
          through: day(query.through),
        }),
    );
  };
}

/** Whoever has gone to another page waits for no forecast and no comparison: the days that are left are not counted. */
function whileAsked({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once("close", () => gone.abort("whoever asked"));
  return gone.signal;
}

export function forecastRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  const shared = shareForecasts(db);
  return async (server) => {
    const forecast = {
      tags: ["today"],
      querystring: ForecastQuery,
      response: { 200: Forecast, "4xx": Problem },
    };
    const range = ({ from, to }: { from: string; to: string }) => ({
      from: Temporal.PlainDate.from(from),
      to: Temporal.PlainDate.from(to),
    });
    server.get(
      "/api/v1/forecast",
      {
        config: { right: "plan.read" },
        schema: { ...forecast, summary: "What days to come will hold if no fact changes" },
      },
      async ({ query, headers }, reply) => {
        const reader = await readerOf(context, { query, headers });
        const { now: at, today } = reader;
        const days = shared({ ...range(query), at, today, signal: whileAsked(reply) });
        return readForecast(db, reader, { ...range(query), days });
      },
    );
    server.post(
      "/api/v1/forecast",
      {
        config: { right: "plan.read", audit: "nothing" },
        schema: {
          ...forecast,
          summary:
            "The same with chains that are not live; of days that are over, what these would have done",
          body: ForecastDrafts,
        },
      },
      async ({ query, headers, body }, reply) => {
        const reader = await readerOf(context, { query, headers });
        return readForecast(db, reader, {
          ...range(query),
          signal: whileAsked(reply),
          drafts: readChains(body.yaml, "yaml", reader.language),
        });
      },
    );
  };
}
