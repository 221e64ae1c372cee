/** Events from outside, trips and visits that were bought, planned trips and appointments over HTTP. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { toldLanguage } from "../business/reader.ts";
import { ClientPath } from "../clients/contract.ts";
import type { ClientDesk } from "../clients/desk.ts";
import { Problem } from "../kernel/wire.ts";
import { Agreed, AppointmentInput, AppointmentPath, TripInput, TripPath } from "./agreed-contract.ts";
import { makeAppointment, planTrip } from "./actions/agree-with-client.ts";
import { dropDeal, recordDeal, showDeal } from "./actions/record-deal.ts";
import { recordEvent, recordEvents } from "./actions/record-events.ts";
import { takeDeals } from "./actions/take-deals.ts";
import { Deal, DealInput, DealPath, Deals, TakenDeals, ToldDeals } from "./deal-contract.ts";
import { Event, EventHeaders, Events, NewEvent, RecordedEvents } from "./event-contract.ts";
import { loadAgreed } from "./store/agreed.ts";
import { findDeal, loadDeals } from "./store/deals.ts";

const tags = ["clients"];
const largestBytes = 8 * 2 ** 20;

export function eventRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    const one = {
      summary: "Tell what happened with a client elsewhere, under a name of your own",
      tags,
      params: ClientPath,
      headers: EventHeaders,
      body: NewEvent,
      response: { 200: Event, "4xx": Problem },
    };
    server.post(
      "/api/v1/clients/:id/events",
      { config: { right: "clients.change" }, schema: one },
      ({ params, headers, body }) =>
        recordEvent(desk, { client: params.id, key: headers["idempotency-key"], event: body }),
    );
    const many = {
      summary: "Up to a thousand events by the clients' outside ids, each with an answer of its own",
      tags,
      body: Events,
      response: { 200: RecordedEvents, "4xx": Problem },
    };
    server.post(
      "/api/v1/events",
      { config: { right: "clients.import" }, schema: many, bodyLimit: largestBytes },
      ({ body, headers }) => recordEvents(desk, body, toldLanguage(headers["accept-language"])),
    );
  };
}

/** Planned trips and appointments. */
export function agreedRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  const agreed = { tags, response: { 200: Agreed, "4xx": Problem } };
  const made = { ...agreed, params: ClientPath, headers: EventHeaders };
  return async (server) => {
    const read = { ...agreed, summary: "A client's planned trips and appointments", params: ClientPath };
    server.get(
      "/api/v1/clients/:id/agreed",
      { config: { right: "clients.read" }, schema: read },
      ({ params }) => loadAgreed(desk.db, params.id),
    );
    const plan = { ...made, summary: "When and where a client means to go next", body: TripInput };
    server.post(
      "/api/v1/clients/:id/planned-trips",
      { config: { right: "clients.change" }, schema: plan },
      async ({ params, headers, body }) => {
        await planTrip(desk, { client: params.id, key: headers["idempotency-key"], input: body });
        return loadAgreed(desk.db, params.id);
      },
    );
    const replan = { ...agreed, summary: "The plan has changed", params: TripPath, body: TripInput };
    server.put(
      "/api/v1/clients/:id/planned-trips/:trip",
      { config: { right: "clients.change" }, schema: replan },
      async ({ params, body }) => {
        await planTrip(desk, { client: params.id, id: params.trip, input: body });
        return loadAgreed(desk.db, params.id);
      },
    );
    const book = { ...made, summary: "A time at an office with somebody", body: AppointmentInput };
    server.post(
      "/api/v1/clients/:id/appointments",
      { config: { right: "clients.change" }, schema: book },
      async ({ params, headers, body }) => {
        await makeAppointment(desk, { client: params.id, key: headers["idempotency-key"], input: body });
        return loadAgreed(desk.db, params.id);
      },
    );
    const move = {
      ...agreed,
      summary: "An appointment moved, kept, missed or cancelled",
      params: AppointmentPath,
      body: AppointmentInput,
    };
    server.put(
      "/api/v1/clients/:id/appointments/:appointment",
      { config: { right: "clients.change" }, schema: move },
      async ({ params, body }) => {
        await makeAppointment(desk, { client: params.id, id: params.appointment, input: body });
        return loadAgreed(desk.db, params.id);
      },
    );
  };
}

/** Trips and visits: a purchase is booked at a till. */
export function dealRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  /** What was bought at an office is that office's to correct. */
  const refuseOthers = async (at: { id: string; dealing: string }, refuse: (office: string) => void) => {
    const office = (await findDeal(desk.db, at.id, at.dealing))?.office;
    if (office) refuse(office);
  };
  return async (server) => {
    const read = { summary: "A client's trips and visits", tags, params: ClientPath };
    server.get(
      "/api/v1/clients/:id/dealings",
      { config: { right: "clients.read" }, schema: { ...read, response: { 200: Deals, "4xx": Problem } } },
      async ({ params }) => ({ dealings: (await loadDeals(desk.db, params.id)).map(showDeal) }),
    );
    const many = {
      summary: "Up to a thousand trips and visits by the other system's ids, each with an answer of its own",
      tags,
      body: ToldDeals,
      response: { 200: TakenDeals, "4xx": Problem },
    };
    server.put(
      "/api/v1/dealings",
      { config: { right: "clients.import" }, schema: many, bodyLimit: largestBytes },
      ({ body, headers }) => takeDeals(desk, body, toldLanguage(headers["accept-language"])),
    );
    const answer = { tags, body: DealInput, response: { 200: Deal, "4xx": Problem } };
    const record = {
      ...answer,
      summary: "A trip or a visit was bought",
      params: ClientPath,
      headers: EventHeaders,
    };
    server.post(
      "/api/v1/clients/:id/dealings",
      { config: { right: "clients.change", office: "body" }, schema: record },
      ({ params, headers, body }) =>
        recordDeal(desk, { client: params.id, key: headers["idempotency-key"], input: body }),
    );
    const correct = { ...answer, summary: "It was otherwise, or ends on another day", params: DealPath };
    server.put(
      "/api/v1/clients/:id/dealings/:dealing",
      { config: { right: "clients.change", office: "body" }, schema: correct },
      async ({ params, body, refuseElsewhere }) => {
        await refuseOthers(params, refuseElsewhere);
        return recordDeal(desk, { client: params.id, id: params.dealing, input: body });
      },
    );
    const drop = { ...read, summary: "It did not come about", params: DealPath };
    server.delete(
      "/api/v1/clients/:id/dealings/:dealing",
      { config: { right: "clients.change" }, schema: { ...drop, response: { 200: Deals, "4xx": Problem } } },
      async ({ params, refuseElsewhere }) => {
        await refuseOthers(params, refuseElsewhere);
        await dropDeal(desk, { client: params.id, id: params.dealing, input: {} });
        return { dealings: (await loadDeals(desk.db, params.id)).map(showDeal) };
      },
    );
  };
}
