/** What a client demands about their data, and who looked at it. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { readDemands, readDemandsOf } from "../actions/read-demands.ts";
import { closeDemand, recordDemand, takeDemandBack } from "../actions/record-demand.ts";
import { readViews } from "../actions/read-views.ts";
import { CreationHeaders } from "../change-contract.ts";
import { ClientPath } from "../contract.ts";
import {
  ClientDemands,
  DemandAct,
  DemandPath,
  Demands,
  NewDemand,
  Views,
  ViewsQuery,
} from "../demand-contract.ts";
import type { ClientDesk } from "../desk.ts";
import { answer, answers, changeSchema, tags, toCreation } from "./answer.ts";

export function demandRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    const open = {
      summary: "Demands that are not carried out yet, with the last day in time",
      tags,
      response: answers(Demands),
    };
    server.get("/api/v1/demands", { config: { right: "clients.read" }, schema: open }, () =>
      readDemands(desk),
    );
    const ofClient = {
      summary: "What a client demanded about their data",
      tags,
      params: ClientPath,
      response: answers(ClientDemands),
    };
    server.get(
      "/api/v1/clients/:id/demands",
      { config: { right: "clients.read" }, schema: ofClient },
      ({ params }) => readDemandsOf(desk, params.id),
    );
    server.post(
      "/api/v1/clients/:id/demands",
      changeSchema(
        "Record a demand to hand out what is known, to stop or to erase; by the latter two what is planned stops at once",
        {
          params: ClientPath,
          headers: CreationHeaders,
          body: NewDemand,
        },
      ),
      async (request, reply) =>
        answer(desk, reply, request.params.id, await recordDemand(desk, toCreation(request))),
    );
    const moves = {
      close: { summary: "The data is handed out, or the demand to stop is answered", act: closeDemand },
      "take-back": { summary: "The client takes the demand back", act: takeDemandBack },
    } as const;
    for (const [name, { summary, act }] of Object.entries(moves))
      server.post(
        `/api/v1/clients/:id/demands/:demand/${name}`,
        changeSchema(summary, { params: DemandPath, body: DemandAct }),
        async ({ params: { id, demand }, body }, reply) => {
          await act(desk, { client: id, input: { ...body, demand } });
          return answer(desk, reply, id, null);
        },
      );
    const views = {
      summary: "Who of the staff looked at a client, the newest first",
      tags,
      params: ClientPath,
      querystring: ViewsQuery,
      response: answers(Views),
    };
    server.get(
      "/api/v1/clients/:id/views",
      { config: { right: "audit.read" }, schema: views },
      ({ params, query }) => readViews(desk.db, { client: params.id, cursor: query.cursor }),
    );
  };
}
