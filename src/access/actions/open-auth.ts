/**
 * The library that signs people in: passwords, second factors, sessions, rates. It is told our names for its tables and
 * is let into nothing else; who may what is decided in caller.ts.
 */
import { betterAuth } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Connection } from "../../database/sql.ts";
import type { Log } from "../../kernel/log.ts";
import { newId } from "../../kernel/ids.ts";
import { isEnabled } from "../store/callers.ts";
import { viewForAuth } from "../store/auth-view.ts";

export interface AuthSettings {
  db: Connection;
  log: Log;
  /** Signs cookies and closes second factors. */
  secret: string;
  /** Where people outside this machine reach the program: `https://povod.example`. */
  address?: string | undefined;
}

const day = 24 * 60 * 60;
const shortestPassword = 10;

/** The header in which the server itself tells the library who is on the line. */
export const peerHeader = "x-povod-peer";

export interface Auth {
  /** The library's own addresses, under /api/auth. */
  handle(request: Request): Promise<Response>;
  /** The session a request's cookies belong to, and the cookies of a session that was made longer. */
  sessionOf(headers: Headers): Promise<{ session: string | undefined; cookies: string[] }>;
  /** A session for somebody whose identity is certain: a first account, an invitation, the demo. */
  signIn(staffMember: string, headers: Headers): Promise<string[]>;
  hashPassword(password: string): Promise<string>;
}

export function openAuth(settings: AuthSettings): Auth {
  const auth = makeAuth(settings);
  return {
    handle: (request) => auth.handler(request),
    async sessionOf(headers) {
      const { response, headers: answered } = await auth.api.getSession({ headers, returnHeaders: true });
      return { session: response?.session.id, cookies: answered.getSetCookie() };
    },
    async signIn(staffMember, headers) {
      const { headers: answered } = await auth.api.startSession({
        body: { staffMember },
        headers,
        returnHeaders: true,
      });
      return answered.getSetCookie();
    },
    hashPassword: async (password) => (await auth.$context).password.hash(password),
  };
}

function makeAuth({ db, log, secret, address }: AuthSettings) {
  return betterAuth({
    appName: "Povod",
    basePath: "/api/auth",
    ...(address === undefined ? {} : { baseURL: address }),
    secret,
    database: { db: viewForAuth(db) as never, type: "postgres" },
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: 200,
    },
    user: { modelName: "staffMember", fields: { image: "picture" } },
    session: {
      modelName: "staffSession",
      fields: { userId: "staffMemberId" },
      expiresIn: 7 * day,
      updateAge: day / 24,
    },
    account: { modelName: "staffCredential", fields: { userId: "staffMemberId" } },
    verification: { modelName: "signInChallenge" },
    rateLimit: {
      enabled: true,
      storage: "database",
      modelName: "signInRate",
      window: 60,
      max: 60,
      customRules: {
        "/sign-in/email": { window: 60, max: 10 },
        "/two-factor/*": { window: 60, max: 10 },
        "/change-password": { window: 60, max: 10 },
      },
    },
    advanced: {
      cookiePrefix: "povod",
      useSecureCookies: address?.startsWith("https://") ?? false,
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true },
      // Accounts are made by our own actions: the library never inserts one, so its check of columns does not fit.
      database: { generateId: () => newId(), validateSchema: false },
      ipAddress: { ipAddressHeaders: [peerHeader] },
    },
    logger: {
      level: "warn",
      log: (level, message) => {
        if (level === "error") log.error({ part: "sign-in" }, message);
        else log.debug({ part: "sign-in" }, message);
      },
    },
    databaseHooks: {
      session: {
        create: { before: async ({ userId }) => ((await isEnabled(db, userId)) ? undefined : false) },
      },
    },
    plugins: [
      twoFactor({
        issuer: "Povod",
        twoFactorTable: "staffSecondFactor",
        schema: { twoFactor: { fields: { userId: "staffMemberId" } } },
      }),
      startingSessions,
    ],
  });
}

/** Called by the program itself; no address leads here. */
const startingSessions = {
  id: "starting-sessions",
  endpoints: {
    startSession: createAuthEndpoint(
      "/start-session",
      {
        method: "POST",
        metadata: { SERVER_ONLY: true, $Infer: { body: {} as { staffMember: string } } },
      },
      async (ctx) => {
        const { staffMember } = ctx.body;
        const user = await ctx.context.internalAdapter.findUserById(staffMember);
        const session = user && (await ctx.context.internalAdapter.createSession(user.id));
        if (!user || !session) throw ctx.error("FORBIDDEN");
        await setSessionCookie(ctx, { session, user });
        return ctx.json({});
      },
    ),
  },
} as const;
