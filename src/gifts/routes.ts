/** Gifts over HTTP. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { CreationHeaders } from "../clients/change-contract.ts";
import { ClientPath } from "../clients/contract.ts";
import type { ClientDesk } from "../clients/desk.ts";
import { Problem } from "../kernel/wire.ts";
import { addGift, countStock, readGifts } from "./actions/keep-gifts.ts";
import { endGift, moveGift, reserveGift } from "./actions/reserve-gift.ts";
import {
  EndHeaders,
  Gifts,
  NewGift,
  NewReservation,
  ReservationEnd,
  ReservationMove,
  ReservationPath,
  Reservations,
  Stock,
  StockPath,
} from "./contract.ts";
import { loadReservations } from "./store.ts";

const tags = ["gifts"];

export const giftRoutes =
  (desk: ClientDesk): FastifyPluginAsyncTypebox =>
  async (server) => {
    await server.register(stockRoutes(desk));
    await server.register(reservationRoutes(desk));
  };

function stockRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  const { db } = desk;
  const gifts = { tags, response: { 200: Gifts, "4xx": Problem } };
  return async (server) => {
    const list = { ...gifts, summary: "What gifts there are, and where they lie" };
    server.get("/api/v1/gifts", { config: { right: "gifts.read" }, schema: list }, () => readGifts(db));
    const add = { ...gifts, summary: "Add a kind of gift", body: NewGift };
    server.post("/api/v1/gifts", { config: { right: "gifts.stock" }, schema: add }, ({ body }) =>
      addGift(desk, body),
    );
    const stock = {
      ...gifts,
      summary: "How many of a gift lie at an office",
      params: StockPath,
      body: Stock,
    };
    server.put(
      "/api/v1/gifts/:gift/stock/:office",
      { config: { right: "gifts.stock", office: "params" }, schema: stock },
      ({ params, body }) => countStock(db, { ...params, ...body }),
    );
  };
}

function reservationRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  const { db } = desk;
  const reservations = { tags, response: { 200: Reservations, "4xx": Problem } };
  const ofClient = async (client: string) => ({ reservations: await loadReservations(db, client) });
  return async (server) => {
    const own = { ...reservations, summary: "The gifts laid by for a client", params: ClientPath };
    server.get("/api/v1/clients/:id/gifts", { config: { right: "gifts.read" }, schema: own }, ({ params }) =>
      ofClient(params.id),
    );
    const reserve = {
      ...reservations,
      summary: "Lay a gift by for a client at the office the client chose",
      params: ClientPath,
      headers: CreationHeaders,
      body: NewReservation,
    };
    server.post(
      "/api/v1/clients/:id/gifts",
      { config: { right: "gifts.give" }, schema: reserve },
      async ({ params, headers, body }) => {
        await reserveGift(desk, { client: params.id, key: headers["idempotency-key"], input: body });
        return ofClient(params.id);
      },
    );
    const move = {
      ...reservations,
      summary: "The gift waits at another office instead",
      params: ReservationPath,
      body: ReservationMove,
    };
    server.put(
      "/api/v1/clients/:id/gifts/:reservation",
      { config: { right: "gifts.give" }, schema: move },
      async ({ params: { id: client, reservation }, body }) => {
        await moveGift(desk, { client, input: { ...body, reservation } });
        return ofClient(client);
      },
    );
    const end = {
      ...reservations,
      summary: "The gift was picked up, or goes back to stock",
      params: ReservationPath,
      headers: EndHeaders,
      body: ReservationEnd,
    };
    const path = "/api/v1/clients/:id/gifts/:reservation/end";
    server.post(
      path,
      { config: { right: "gifts.give" }, schema: end },
      async ({ params: { id: client, reservation }, headers, body, refuseElsewhere }) => {
        const key = headers["idempotency-key"];
        const request = { client, input: { ...body, reservation }, ...(key === undefined ? {} : { key }) };
        await endGift(desk, request, refuseElsewhere);
        return ofClient(client);
      },
    );
  };
}
