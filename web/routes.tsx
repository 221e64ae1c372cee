/** The whole map: every address of the screens and what its search part may say. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import {
  chainTabs,
  messageStates,
  resultPeriods,
  timelineKinds,
  touchParts,
  touchStates,
} from "./api/closed-lists.ts";
import { isDay } from "./language/days.ts";
import { Crash, NotFound } from "./components/Trouble.tsx";
import { Gate } from "./shell/Gate.tsx";
import { Home } from "./shell/Home.tsx";

type Search = Record<string, unknown>;

const day = (value: unknown) => (isDay(value) ? value : undefined);
/** The router reads `?find=7912` as a number; a person typed text. */
const text = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? String(value) || undefined : undefined;
const oneOf = <Word extends string>(words: readonly Word[], value: unknown) =>
  words.find((word) => word === value);

const number = (value: unknown) => {
  const found = Number(value);
  return Number.isInteger(found) && found > 0 ? found : undefined;
};

const calendarYear = (value: unknown) => {
  const year = number(value);
  return year !== undefined && year >= 2000 && year <= 2100 ? year : undefined;
};

const rootRoute = createRootRoute({ component: Gate, notFoundComponent: NotFound });

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  component: Home,
});

const todayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/today",
  validateSearch: (search: Search) => compact({ on: day(search["on"]) }),
  component: lazyRouteComponent(() => import("./pages/today/TodayPage.tsx"), "TodayPage"),
});

const touchesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/touches",
  validateSearch: (search: Search) =>
    compact({
      on: day(search["on"]),
      chain: text(search["chain"]),
      part: oneOf(touchParts, search["part"]),
      state: oneOf(touchStates, search["state"]),
      rule: text(search["rule"]),
      channel: text(search["channel"]),
    }),
  component: lazyRouteComponent(() => import("./pages/touches/TouchesPage.tsx"), "TouchesPage"),
});

const callsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/calls",
  validateSearch: (search: Search) => compact({ on: day(search["on"]) }),
  component: lazyRouteComponent(() => import("./pages/calls/CallsPage.tsx"), "CallsPage"),
});

const callRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/calls/now",
  validateSearch: (search: Search) => compact({ touch: text(search["touch"]) }),
  component: lazyRouteComponent(() => import("./pages/call/CallPage.tsx"), "CallPage"),
});

const operatorsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/operators",
  component: lazyRouteComponent(() => import("./pages/operators/OperatorsPage.tsx"), "OperatorsPage"),
});

const handoffsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/handoffs",
  component: lazyRouteComponent(() => import("./pages/handoffs/HandoffsPage.tsx"), "HandoffsPage"),
});

const clientsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/clients",
  validateSearch: (search: Search) => compact({ find: text(search["find"]) }),
  component: lazyRouteComponent(() => import("./pages/clients/ClientsPage.tsx"), "ClientsPage"),
});

const clientRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/clients/$id",
  validateSearch: (search: Search) =>
    compact({ on: day(search["on"]), kind: oneOf(timelineKinds, search["kind"]) }),
  component: lazyRouteComponent(() => import("./pages/client/ClientPage.tsx"), "ClientPage"),
});

const duplicatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/duplicates",
  component: lazyRouteComponent(() => import("./pages/duplicates/DuplicatesPage.tsx"), "DuplicatesPage"),
});

const importsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/imports",
  component: lazyRouteComponent(() => import("./pages/imports/ImportsPage.tsx"), "ImportsPage"),
});

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/imports/$id",
  validateSearch: (search: Search) => compact({ problem: text(search["problem"]) }),
  component: lazyRouteComponent(() => import("./pages/imports/ImportPage.tsx"), "ImportPage"),
});

const resultsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/results",
  component: lazyRouteComponent(() => import("./pages/owner/OwnerPage.tsx"), "OwnerPage"),
});

const resultListRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/results/$list",
  validateSearch: (search: Search) =>
    compact({
      period: oneOf(resultPeriods, search["period"]),
      office: text(search["office"]),
      days: number(search["days"]),
    }),
  component: lazyRouteComponent(() => import("./pages/owner/ResultListPage.tsx"), "ResultListPage"),
});

const bonusesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/bonuses",
  validateSearch: (search: Search) => compact({ office: text(search["office"]) }),
  component: lazyRouteComponent(() => import("./pages/bonuses/BonusesPage.tsx"), "BonusesPage"),
});

const chainsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/chains",
  component: lazyRouteComponent(() => import("./pages/chains/ChainsPage.tsx"), "ChainsPage"),
});

const chainRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/chains/$code",
  validateSearch: (search: Search) =>
    compact({ step: text(search["step"]), tab: oneOf(chainTabs, search["tab"]) }),
  component: lazyRouteComponent(() => import("./pages/chains/ChainPage.tsx"), "ChainPage"),
});

const versionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/chains/$code/versions",
  validateSearch: (search: Search) =>
    compact({ left: number(search["left"]), right: number(search["right"]) }),
  component: lazyRouteComponent(() => import("./pages/chains/VersionsPage.tsx"), "VersionsPage"),
});

const tryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/chains/$code/try",
  validateSearch: (search: Search) => compact({ client: text(search["client"]), on: day(search["on"]) }),
  component: lazyRouteComponent(() => import("./pages/chains/TryPage.tsx"), "TryPage"),
});

const segmentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/segments",
  validateSearch: (search: Search) => compact({ name: text(search["name"]) }),
  component: lazyRouteComponent(() => import("./pages/segments/SegmentsPage.tsx"), "SegmentsPage"),
});

const newsletterRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/newsletter",
  validateSearch: (search: Search) => compact({ number: number(search["number"]) }),
  component: lazyRouteComponent(() => import("./pages/newsletter/NewsletterPage.tsx"), "NewsletterPage"),
});

const deskRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/desk",
  validateSearch: (search: Search) =>
    compact({
      find: text(search["find"]),
      client: text(search["client"]),
      card: text(search["card"]),
      asked: text(search["asked"]),
      add: text(search["add"]),
    }),
  component: lazyRouteComponent(() => import("./pages/desk/DeskPage.tsx"), "DeskPage"),
});

const lettersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/letters",
  component: lazyRouteComponent(() => import("./pages/letters/LettersPage.tsx"), "LettersPage"),
});

const letterRoute = createRoute({
  getParentRoute: () => lettersRoute,
  path: "/$id",
  component: lazyRouteComponent(() => import("./pages/letters/LetterView.tsx"), "LetterView"),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invitation/$token",
  component: lazyRouteComponent(() => import("./pages/invitation/InvitationPage.tsx"), "InvitationPage"),
});

const stopRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/stop/$token",
  component: lazyRouteComponent(() => import("./pages/stop/StopPage.tsx"), "StopPage"),
});

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/account",
  component: lazyRouteComponent(() => import("./pages/account/AccountPage.tsx"), "AccountPage"),
});

const staffRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/staff",
  component: lazyRouteComponent(() => import("./pages/staff/StaffPage.tsx"), "StaffPage"),
});

const keysRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/api-keys",
  component: lazyRouteComponent(() => import("./pages/keys/KeysPage.tsx"), "KeysPage"),
});

const webhooksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/webhooks",
  component: lazyRouteComponent(() => import("./pages/webhooks/WebhooksPage.tsx"), "WebhooksPage"),
});

const webhookRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/webhooks/$id",
  validateSearch: (search: Search) => compact({ state: oneOf(messageStates, search["state"]) }),
  component: lazyRouteComponent(() => import("./pages/webhooks/WebhookPage.tsx"), "WebhookPage"),
});

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/audit",
  validateSearch: (search: Search) =>
    compact({
      kind: oneOf(["change", "look"], search["kind"]),
      who: text(search["who"]),
      client: text(search["client"]),
      from: day(search["from"]),
      to: day(search["to"]),
    }),
  component: lazyRouteComponent(() => import("./pages/audit/AuditPage.tsx"), "AuditPage"),
});

const factsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/wanted-facts",
  component: lazyRouteComponent(() => import("./pages/facts/FactsPage.tsx"), "FactsPage"),
});

const rulesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/rules",
  component: lazyRouteComponent(() => import("./pages/rules/RulesPage.tsx"), "RulesPage"),
});

const calendarRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/calendar",
  validateSearch: (search: Search) => compact({ year: calendarYear(search["year"]) }),
  component: lazyRouteComponent(() => import("./pages/calendar/CalendarPage.tsx"), "CalendarPage"),
});

/** Leaves out what is absent, so that addresses stay short. */
function compact<Part extends object>(part: Part): Partial<Part> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Partial<Part>;
}

const map = rootRoute.addChildren([
  invitationRoute,
  stopRoute,
  accountRoute,
  staffRoute,
  keysRoute,
  webhooksRoute,
  webhookRoute,
  auditRoute,
  factsRoute,
  rulesRoute,
  calendarRoute,
  homeRoute,
  todayRoute,
  touchesRoute,
  callsRoute,
  callRoute,
  operatorsRoute,
  handoffsRoute,
  clientsRoute,
  clientRoute,
  duplicatesRoute,
  importsRoute,
  importRoute,
  deskRoute,
  resultsRoute,
  resultListRoute,
  bonusesRoute,
  chainsRoute,
  chainRoute,
  versionsRoute,
  tryRoute,
  segmentsRoute,
  newsletterRoute,
  lettersRoute.addChildren([letterRoute]),
]);

export function makeRouter() {
  return createRouter({
    routeTree: map,
    defaultPreload: "intent",
    scrollRestoration: true,
    defaultErrorComponent: Crash,
    defaultNotFoundComponent: NotFound,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
