import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { lang, Problem } from "../kernel/wire.ts";
import { forgetCalendarDay, readCalendar, setCalendarDay } from "./actions/keep-calendar.ts";
import { recogniseReader } from "./actions/recognise-reader.ts";
import { Calendar, CalendarPath, CalendarQuery, NewCalendarDay } from "./calendar-contract.ts";
import { Business, Offices } from "./contract.ts";
import type { RouteContext } from "./reader.ts";
import { loadOffices } from "./store.ts";

export function businessRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  return async (server) => {
    const schema = {
      summary: "Whose Povod this is, and which day it is there",
      tags: ["business"],
      querystring: Type.Object({ lang }),
      response: { 200: Business, "4xx": Problem },
    };
    server.get(
      "/api/v1/business",
      { config: { right: "business.read" }, schema },
      async ({ query, headers }) => {
        const { business, today } = await recogniseReader(context, {
          lang: query.lang,
          acceptLanguage: headers["accept-language"],
        });
        return { ...business, today: today.toString(), demo: context.demo };
      },
    );
    const offices = {
      summary: "The offices, to choose from",
      tags: ["business"],
      response: { 200: Offices, "4xx": Problem },
    };
    server.get("/api/v1/offices", { config: { right: "business.read" }, schema: offices }, async () => ({
      offices: await loadOffices(db),
    }));
    const calendarTags = ["business"];
    const calendar = {
      summary: "Days off, moved working days and the holidays that are greeted",
      tags: calendarTags,
      querystring: CalendarQuery,
      response: { 200: Calendar, "4xx": Problem },
    };
    server.get(
      "/api/v1/calendar",
      { config: { right: "business.read" }, schema: calendar },
      async ({ query }) => {
        const { today } = await recogniseReader(context, { lang: undefined, acceptLanguage: undefined });
        return readCalendar(db, query.year ?? today.year);
      },
    );
    const day = { tags: calendarTags, params: CalendarPath, response: { 200: Calendar, "4xx": Problem } };
    const put = { ...day, summary: "Say what a day is for this business", body: NewCalendarDay };
    server.put(
      "/api/v1/calendar/days/:date",
      { config: { right: "business.change" }, schema: put },
      ({ params, body }) => setCalendarDay(db, Temporal.PlainDate.from(params.date), body),
    );
    const forget = { ...day, summary: "Let the country's calendar say again what a day is" };
    server.delete(
      "/api/v1/calendar/days/:date",
      { config: { right: "business.change" }, schema: forget },
      ({ params }) => forgetCalendarDay(db, Temporal.PlainDate.from(params.date)),
    );
  };
}
