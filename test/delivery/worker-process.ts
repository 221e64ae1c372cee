/** A worker in a process of its own, to be killed: prints a line when it runs; ends on SIGTERM. */
import { openDatabase } from "../../src/database/database.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { readConfiguration } from "../../src/kernel/configuration.ts";
import { createLog } from "../../src/kernel/log.ts";
import { startWorker } from "../../src/worker/start.ts";

const configuration = readConfiguration(process.env);
const { databaseUrl, dataFolder } = configuration;
const database = await openDatabase(
  databaseUrl ? { engine: "postgres", url: databaseUrl } : { engine: "pglite", folder: dataFolder },
);
const log = createLog(configuration.logLevel);
const worker = await startWorker({ database, configuration, log, clock: systemClock });
process.stdout.write("running\n");
process.once("SIGTERM", () => {
  void worker
    .stop()
    .then(() => database.close())
    .then(() => process.stdout.write("stopped\n"));
});
