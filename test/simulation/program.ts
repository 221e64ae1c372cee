/** The program as the world meets it: its API, its jobs, a mail server that fails, and a process that gets killed. */
import type { FastifyInstance } from "fastify";
import type { Database } from "../../src/database/database.ts";
import { hasSeveralConnections, markSeveralConnections } from "../../src/database/several-connections.ts";
import type { Dice } from "../../src/demo/dice.ts";
import type { EmailTransport } from "../../src/delivery/channels/email/transport.ts";
import { DeliveryError } from "../../src/delivery/intent.ts";
import { createServer } from "../../src/http/server.ts";
import { createLog } from "../../src/kernel/log.ts";
import { schedule, type JobContext } from "../../src/worker/schedule.ts";
import { Crash, mortal, type Mortal } from "./crash.ts";
import type { SimulatedClock, World } from "./world.ts";
import { asProgram } from "../support/as-program.ts";

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

export class Program {
  readonly #context: JobContext;
  readonly #mortal: Mortal;
  readonly #server: FastifyInstance;
  readonly #dice: Dice;
  crashes = 0;

  private constructor(context: JobContext, mortal: Mortal, server: FastifyInstance, dice: Dice) {
    this.#context = context;
    this.#mortal = mortal;
    this.#server = server;
    this.#dice = dice;
  }

  static async start(database: Database, clock: SimulatedClock, world: World, dice: Dice): Promise<Program> {
    const life = mortal(database.db);
    if (hasSeveralConnections(database.db)) markSeveralConnections(life.db);
    const log = createLog("silent");
    const transport = unreliableMail(world, clock, dice);
    const context = {
      database: { ...database, db: life.db },
      clock,
      log,
      transport,
      signal: new AbortController().signal,
      // Every other business is planned in lanes, however small it is.
      ...(dice.chance(50) && { lanesFrom: 0 }),
    };
    const server = await asProgram(database.db, await createServer({ db: life.db, clock, log }));
    return new Program(context, life, server, dice);
  }

  async close(): Promise<void> {
    await this.#server.close();
  }

  /** Sends it until it is answered, as a till with a bad connection does: always with the same key. */
  async ask(method: "GET" | "POST" | "PATCH", url: string, body?: object): Promise<Answer> {
    const headers = { "idempotency-key": this.#dice.id(20_000 as never), "if-match": "*" };
    for (let times = 1; ; times++) {
      if (times < 4 && this.#dice.chance(15)) this.#mortal.dieAfter(this.#dice.between(0, 12));
      const response = await this.#server.inject({
        method,
        url: `/api/v1${url}`,
        headers,
        ...(body === undefined ? {} : { payload: body }),
      });
      this.#mortal.live();
      const answer = { status: response.statusCode, body: response.json<Record<string, unknown>>() };
      if (answer.status < 500) return answer;
      if (times >= 4) throw new Error(`${method} ${url}: ${JSON.stringify(answer)}`);
      this.crashes += 1;
    }
  }

  /** One job of the schedule, killed now and then. Says whether it lived to its end. */
  async run(name: string, mayDie: boolean): Promise<boolean> {
    const job = schedule.find((known) => known.name === name);
    if (!job) throw new Error(`no job ${name}`);
    if (mayDie && this.#dice.chance(20)) this.#mortal.dieAfter(this.#dice.between(0, 40));
    try {
      await job.run(this.#context);
      return true;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      this.crashes += 1;
      return false;
    } finally {
      this.#mortal.live();
    }
  }

  async runAll(mayDie: boolean): Promise<void> {
    for (const { name } of schedule) await this.run(name, mayDie);
  }
}

function unreliableMail(world: World, clock: SimulatedClock, dice: Dice): EmailTransport {
  return {
    connections: 1,
    from: "Povod <povod@example.org>",
    close: () => undefined,
    async send({ to, subject, messageId }) {
      const fate = dice.weighted({ taken: 80, lost: 5, refused: 5, dead: 2, down: 8 });
      const taken = fate === "taken" || fate === "lost";
      world.handedOver.push({ messageId, to, subject, at: clock.now(), taken });
      switch (fate) {
        case "taken":
          return "250 taken";
        case "lost":
          throw new DeliveryError("the connection broke after the letter", {
            permanent: false,
            reached: "maybe",
          });
        case "refused":
          throw new DeliveryError("554 refused", { permanent: true });
        case "dead":
          throw new DeliveryError("550 5.1.1 no such mailbox", { permanent: true, addressIsDead: true });
        case "down":
          throw new DeliveryError("421 come back later", {
            permanent: false,
            retryAfterMs: 60_000,
            providerIsDown: true,
          });
      }
    },
  };
}
