/** `povod demo`: the program with an invented network and a mail server that keeps its letters. Nothing to set up. */
import { setTimeout } from "node:timers/promises";
import { openLetterbox } from "../../delivery/letterbox/letterbox.ts";
import { companyName, companyZone } from "../../demo/offices.ts";
import { lettersFolder, openDemo } from "../../demo/actions/open-demo.ts";
import { dayIn } from "../../kernel/clock.ts";
import type { Configuration } from "../../kernel/configuration.ts";
import { DomainError } from "../../kernel/errors.ts";
import type { Words } from "../../kernel/language.ts";
import { createLog } from "../../kernel/log.ts";
import { UsageError, type Command, type CommandContext, type Invocation } from "../command.ts";
import { startProgram, type ProgramOptions, type RunningProgram } from "../start-program.ts";
import { aborted, portOption } from "./serve.ts";

const usualFolder = "./data-demo";
const sender = `${companyName} <hello@example.org>`;

export const demoCommand: Command = {
  name: "demo",
  usage: "[--port N] [--seed N] [--data DIR]",
  options: { data: { type: "string" }, port: { type: "string" }, seed: { type: "string" } },
  positionals: [0, 0],
  async run(context, invocation) {
    const { data } = invocation.options;
    const folder = typeof data === "string" ? data : usualFolder;
    const port = portOption(context.configuration, invocation);
    const at = context.clock.now();
    const database = await openDemo({
      folder,
      seed: seedOption(invocation),
      today: dayIn(companyZone, at),
      at,
      onMaking: (reason) => context.note(`${making[reason][context.language]}\n`),
    });
    try {
      const letterbox = await openLetterbox({ folder: lettersFolder(folder) });
      try {
        const configuration = demoConfiguration(context.configuration, letterbox.url, port);
        const log = createLog(configuration.logLevel);
        const options = { database, configuration, log, clock: context.clock, letterbox };
        await serveDemo(context, options);
      } finally {
        await letterbox.close();
      }
    } finally {
      await database.close();
    }
  },
};

/** Embedded jobs share the one thread with the pages, and whoever has just typed the command waits for a page. */
const jobsWaitMs = 2_000;

async function serveDemo(context: CommandContext, options: ProgramOptions): Promise<void> {
  const pages = await startOnFreePort(context, { ...options, role: "web" });
  try {
    await context.out(welcome(context, pages.address ?? ""));
    await setTimeout(jobsWaitMs, undefined, { signal: context.signal }).catch(() => undefined);
    if (context.signal.aborted) return;
    const jobs = await startProgram({ ...options, role: "worker" });
    try {
      await Promise.race([aborted(context.signal), options.database.failed]);
    } finally {
      await jobs.stop();
    }
  } finally {
    await pages.stop();
  }
}

const making: Record<"first" | "another_day" | "another_seed", Words> = {
  first: {
    ru: "Создаём сеть «Меридиан»: пять офисов, 5 000 клиентов, два года поездок. Это один раз, несколько секунд.",
    en: "Making the network “Meridian”: five offices, 5,000 clients, two years of trips. Once, for a few seconds.",
  },
  another_day: {
    ru: "Наступил другой день: создаём сеть заново, её даты отсчитываются от сегодня.",
    en: "It is another day: making the network anew, its dates are reckoned from today.",
  },
  another_seed: {
    ru: "Создаём сеть заново, с другим --seed.",
    en: "Making the network anew, with another --seed.",
  },
};

/** Its own database and mail server whatever the environment names; only trouble is logged. */
function demoConfiguration(base: Configuration, smtpUrl: string, port: number): Configuration {
  const logLevel = base.logLevel === "info" ? "warn" : base.logLevel;
  return { ...base, databaseUrl: undefined, smtpUrl, mailFrom: sender, port, logLevel };
}

function seedOption({ options }: Invocation): number | undefined {
  const text = options["seed"];
  if (text === undefined) return undefined;
  if (typeof text !== "string" || !/^\d{1,9}$/.test(text))
    throw new UsageError(`--seed expects a whole number, got ${String(text)}`);
  return Number(text);
}

const portsToTry = 20;

/** A newcomer should not have to know which ports are free. */
async function startOnFreePort(context: CommandContext, options: ProgramOptions): Promise<RunningProgram> {
  const wanted = options.configuration.port;
  for (let port = wanted; ; port++) {
    try {
      return await startProgram({ ...options, configuration: { ...options.configuration, port } });
    } catch (error) {
      const isTaken = error instanceof DomainError && error.code === "port_in_use";
      if (!isTaken || port >= Math.min(wanted + portsToTry, 65_535)) throw error;
      const words = {
        ru: `Порт ${port} занят, пробуем ${port + 1}.`,
        en: `Port ${port} is taken, trying ${port + 1}.`,
      };
      context.note(`${words[context.language]}\n`);
    }
  }
}

function welcome({ language }: CommandContext, address: string): string {
  const lines = {
    ru: [
      `Повод отвечает: ${address}`,
      "",
      `  Сначала «Сегодня»: кому звоним и пишем, кому нет и почему: ${address}/today`,
      `  Потом ушедшие письма: их держит местный почтовый сервер, наружу не уходит ничего: ${address}/letters`,
      "",
      "Остановить: Ctrl+C.",
    ],
    en: [
      `Povod answers at ${address}`,
      "",
      `  First “Today”: whom we call and write, whom not, and why: ${address}/today`,
      `  Then the letters sent: a local mail server keeps them, nothing leaves this machine: ${address}/letters`,
      "",
      "Ctrl+C stops it.",
    ],
  };
  return `${lines[language].join("\n")}\n`;
}
