/** The environment, read once. Every mistake names its variable and what was expected. */
import { DomainError } from "./errors.ts";
import { languageOf, type Language } from "./language.ts";

export interface Configuration {
  /** PostgreSQL to use instead of the embedded database. */
  databaseUrl: string | undefined;
  /** Folder of the embedded database. */
  dataFolder: string;
  smtpUrl: string | undefined;
  /** The sender of e-mails: `Name <address>` or an address. */
  mailFrom: string;
  /** How letters are signed with DKIM, for the domain of `mailFrom`; undefined where the mail server does it. */
  dkim: { selector: string; keyFile: string } | undefined;
  /** Where people reach the program from other machines: `https://povod.example`, through a proxy that speaks TLS. */
  address: string | undefined;
  /** Signs cookies and closes second factors; made and kept in the database where absent. */
  secret: string | undefined;
  host: string;
  port: number;
  logLevel: LogLevel;
  /** Whether webhooks may go to this machine and to private networks. */
  privateWebhooks: boolean;
  /** How a telephone exchange is asked to dial; undefined where none is connected. */
  clickToCall: ClickToCall | undefined;
  /** The language of the terminal. */
  language: Language;
}

/** `{phone}`, `{line}` and `{touch}` in the address and the body stand for the client's number, the operator's line and the call. */
export interface ClickToCall {
  url: string;
  method: "GET" | "POST" | "PUT";
  body: string | undefined;
  /** The header Authorization. */
  authorization: string | undefined;
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export function readConfiguration(env: NodeJS.ProcessEnv): Configuration {
  const address = publicAddress(env);
  return {
    databaseUrl: url(env, "DATABASE_URL", ["postgres:", "postgresql:"]),
    dataFolder: env["POVOD_DATA"] || "./data",
    smtpUrl: url(env, "POVOD_SMTP_URL", ["smtp:", "smtps:"]),
    mailFrom: env["POVOD_MAIL_FROM"] || "povod@localhost",
    dkim: dkim(env),
    address,
    secret: secret(env),
    host: listeningHost(env["POVOD_HOST"] || "127.0.0.1", address),
    port: port(env["POVOD_PORT"] || "7373"),
    privateWebhooks: yes(env, "POVOD_PRIVATE_WEBHOOKS"),
    logLevel: logLevel(env["POVOD_LOG_LEVEL"] || "info"),
    clickToCall: clickToCall(env),
    language: languageOf(env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"]),
  };
}

const refuse = (variable: string, expected: string): never => {
  throw new DomainError("bad_configuration", `${variable}: expected ${expected}.`, {
    place: { field: variable },
  });
};

/** The value itself may hold a password, so it is not repeated. */
function url(env: NodeJS.ProcessEnv, variable: string, protocols: string[]): string | undefined {
  const value = env[variable];
  if (!value) return undefined;
  if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol))
    refuse(variable, `an address that starts with ${protocols.map((p) => `${p}//`).join(" or ")}`);
  return value;
}

function clickToCall(env: NodeJS.ProcessEnv): ClickToCall | undefined {
  const address = env["POVOD_DIAL_URL"];
  if (!address) return undefined;
  if (!/^https?:\/\//.test(address) || !URL.canParse(address.replaceAll(/[{}]/g, "")))
    refuse(
      "POVOD_DIAL_URL",
      "an address that starts with http:// or https://, with {phone} and {line} in it",
    );
  const method = (["GET", "POST", "PUT"] as const).find(
    (known) => known === (env["POVOD_DIAL_METHOD"] || "POST"),
  );
  return {
    url: address,
    method: method ?? refuse("POVOD_DIAL_METHOD", "GET, POST or PUT"),
    body: env["POVOD_DIAL_BODY"] || undefined,
    authorization: env["POVOD_DIAL_AUTHORIZATION"] || undefined,
  };
}

/** Passwords and cookies do not cross a network in the open. */
function publicAddress(env: NodeJS.ProcessEnv): string | undefined {
  const text = env["POVOD_ADDRESS"];
  if (!text) return undefined;
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (address?.protocol !== "https:" || address.pathname !== "/" || address.search !== "")
    return refuse("POVOD_ADDRESS", `https:// and a name, such as https://povod.example, got ${text}`);
  return address.origin;
}

function dkim(env: NodeJS.ProcessEnv): Configuration["dkim"] {
  const { POVOD_DKIM_SELECTOR: selector, POVOD_DKIM_KEY_FILE: keyFile } = env;
  if (!selector && !keyFile) return undefined;
  if (!keyFile) return refuse("POVOD_DKIM_KEY_FILE", "the file of the key that POVOD_DKIM_SELECTOR names");
  if (!selector || !/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(selector))
    return refuse("POVOD_DKIM_SELECTOR", "the name under which DNS has the public key, such as povod");
  return { selector, keyFile };
}

const shortestSecret = 32;

/** The value itself is not repeated. */
function secret(env: NodeJS.ProcessEnv): string | undefined {
  const text = env["POVOD_SECRET"];
  if (!text) return undefined;
  return text.length >= shortestSecret
    ? text
    : refuse("POVOD_SECRET", `at least ${shortestSecret} characters`);
}

/** Without an address of its own the program serves this machine only. */
function listeningHost(host: string, address: string | undefined): string {
  if (address === undefined && !/^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(host)) {
    throw new DomainError(
      "not_loopback",
      `POVOD_HOST: expected 127.0.0.1, localhost or ::1, got ${host}. Others are let in once POVOD_ADDRESS says how they reach Povod.`,
      { place: { field: "POVOD_HOST" } },
    );
  }
  return host.replace(/^\[|\]$/g, "");
}

function yes(env: NodeJS.ProcessEnv, variable: string): boolean {
  const text = env[variable] || "no";
  if (text !== "yes" && text !== "no") refuse(variable, `yes or no, got ${text}`);
  return text === "yes";
}

function port(text: string): number {
  const value = Number(text);
  if (!/^\d{1,5}$/.test(text) || value > 65_535) refuse("POVOD_PORT", `a port from 0 to 65535, got ${text}`);
  return value;
}

function logLevel(text: string): LogLevel {
  const level = logLevels.find((known) => known === text);
  return level ?? refuse("POVOD_LOG_LEVEL", `one of ${logLevels.join(", ")}, got ${text}`);
}
