/** `npm run simulate -- --seed N --days 400`: one business through as many days as one likes; on a server with --database URL. */
import { parseArgs } from "node:util";
import { openDatabase } from "../../src/database/database.ts";
import { temporaryDatabase } from "../support/temporary-database.ts";
import { simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    seeds: { type: "string", default: "1" },
    days: { type: "string", default: "400" },
    people: { type: "string", default: "30" },
    "operator-minutes": { type: "string" },
    database: { type: "string" },
  },
});

const first = Number(values.seed);
for (let seed = first; seed < first + Number(values.seeds); seed++) {
  const server =
    values.database === undefined ? undefined : await temporaryDatabase(values.database, "povod_simulated");
  const database = await openDatabase(
    server ? { engine: "postgres", url: server.url } : { engine: "pglite", memory: true },
  );
  const lived = await simulate(database, {
    seed,
    days: Number(values.days),
    people: Number(values.people),
    operatorMinutes:
      values["operator-minutes"] === undefined ? undefined : Number(values["operator-minutes"]),
    onDay: (day, { letters, crashes }) =>
      process.stderr.isTTY &&
      process.stderr.write(`\r${day.toString()}  letters ${letters}  killed ${crashes} `),
  });
  await database.close();
  await server?.drop();
  console.log(
    `seed ${seed}: ${lived.letters} letters, ${lived.calls} calls, killed ${lived.crashes} times, ${lived.wrong.length === 0 ? "nothing wrong" : `WRONG\n  ${lived.wrong.join("\n  ")}`}`,
  );
  if (lived.wrong.length > 0) process.exitCode = 1;
}
