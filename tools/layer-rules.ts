/** The layer rules of ARCHITECTURE.md, for dependency-cruiser. tools/layers.ts runs them. */
import type { IConfiguration } from "dependency-cruiser";

/** Data flows through the folders from left to right; a folder imports only from those to its left. */
const flow = [
  "kernel",
  "files",
  "database",
  "business",
  "access",
  "clients",
  "dealings",
  "loyalty",
  "gifts",
  "segments",
  "chains",
  "planning",
  "delivery",
  "handoffs",
  "calls",
  "newsletters",
  "reports",
  "webhooks",
  "rights",
  "http",
  "worker",
  "demo",
  "cli",
];
const features = flow.slice(flow.indexOf("business"), flow.indexOf("http"));
const anyFeature = `^src/(?:${features.join("|")})/`;

/** Where SQL is built. In planning an occasion kind and an etiquette rule are SQL expressions by definition. */
const sqlRooms =
  "^src/(?:database/|planning/(?:occasions/|etiquette/|occasion\\.ts$)|[^/]+/(?:store\\.ts$|store/))";
/** The doors of a feature folder that are not pure. */
const impureDoors = "/(?:store\\.ts$|store/|actions/|routes\\.ts$|routes/|jobs\\.ts$)";
/** Where a feature meets the world by itself: runs of a sort on disk, fonts, the channels, the demo's letterbox, webhooks, the telephone exchange. */
const outsideWorld = [
  "^src/dealings/purchase-order\\.ts$",
  "^src/loyalty/statement-fonts\\.ts$",
  "^src/delivery/channels/",
  "^src/delivery/letterbox/",
  "^src/webhooks/post\\.ts$",
  "^src/calls/telephony/",
];
const inputOutput = "^(?:node:)?(?:fs|fs/promises|net|http|https|tls|child_process|worker_threads|dns)$";

const leftwards = flow.slice(0, -1).map((folder, index) => ({
  name: `flow-${folder}`,
  comment: `${folder}/ stands left of these in the flow of data and may not know them.`,
  severity: "error" as const,
  from: { path: `^src/${folder}/` },
  to: { path: `^src/(?:${flow.slice(index + 1).join("|")})/` },
}));

export const layerRules: IConfiguration = {
  forbidden: [
    ...leftwards,
    {
      name: "folder-without-a-place",
      comment: "A new folder of src/ takes its place in the flow at the top of this file.",
      severity: "error",
      from: { path: "^src/", pathNot: `^src/(?:main\\.ts$|(?:${flow.join("|")})/)` },
      to: {},
    },
    {
      name: "main-wires-everything",
      comment: "src/main.ts is started, never imported.",
      severity: "error",
      from: {},
      to: { path: "^src/main\\.ts$" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "sql-in-stores",
      comment:
        "SQL is built in store.ts, store/, database/ and the two folders of planning whose rules are SQL.",
      severity: "error",
      from: { path: "^src/", pathNot: sqlRooms },
      to: {
        path: "^(?:src/database/sql\\.ts$|node_modules/(?:kysely|pg)/)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "drivers-in-database",
      comment:
        "Only database/ knows which engine it talks to, and the job queue, which brings an adapter for each.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/database/", "^src/worker/queue\\.ts$"] },
      to: { path: "^node_modules/(?:pg|@electric-sql/pglite)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "concepts-are-pure",
      comment: "A file named after a concept does no I/O and knows no store, action, route or job.",
      severity: "error",
      from: {
        path: anyFeature,
        pathNot: [impureDoors, "^src/planning/(?:occasions|etiquette)/", ...outsideWorld],
      },
      to: { path: `${impureDoors}|${inputOutput}`, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "contracts-are-pure",
      comment:
        "contract.ts crosses the wire: the web app imports it, so nothing of the server may come along.",
      severity: "error",
      from: { path: "^src/[^/]+/[^/]*contract\\.ts$" },
      to: {
        pathNot: [
          "^src/kernel/",
          "^src/[^/]+/[^/]*contract\\.ts$",
          "^src/chains/chain\\.ts$",
          "^src/access/rights\\.ts$",
          "^node_modules/typebox/",
        ],
      },
    },
    {
      name: "contracts-reach-no-server",
      severity: "error",
      from: { path: "^src/[^/]+/[^/]*contract\\.ts$" },
      to: { path: `^src/database/|${impureDoors}|${inputOutput}`, reachable: true },
    },
    {
      name: "routes-by-http",
      comment:
        "routes.ts, or a folder of them, is the only place that knows HTTP, and only http/ puts it on a server.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/http/|/routes\\.ts$|/routes/" },
      to: { path: "/routes\\.ts$|/routes/" },
    },
    {
      name: "http-in-routes",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/http/|/routes\\.ts$|/routes/" },
      to: { path: "^node_modules/(?:fastify|@fastify/[^/]+)/" },
    },
    {
      name: "jobs-by-worker",
      comment: "jobs.ts is the only place that knows the worker, and only worker/ runs it.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/worker/" },
      to: { path: "/jobs\\.ts$" },
    },
    {
      name: "queue-in-worker",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/worker/|/jobs\\.ts$" },
      to: { path: "^node_modules/pg-boss/" },
    },
    {
      name: "web-takes-contracts",
      comment:
        "The web app shares with the server the shapes on the wire and the kernel's pure files, nothing else.",
      severity: "error",
      from: { path: "^web/" },
      to: {
        path: "^src/",
        pathNot: ["^src/[^/]+/[^/]*contract\\.ts$", "^src/kernel/(?:money|calendar|language|wire)\\.ts$"],
      },
    },
    {
      name: "src-stands-alone",
      comment: "The program needs neither its tests nor its measurements nor its tools.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(?:test|bench|web|tools)/" },
    },
    {
      name: "no-development-packages",
      severity: "error",
      from: { path: "^(?:src|web)/", pathNot: "\\.test\\.tsx?$" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "nothing-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
  ],
  options: {
    // Its own reader of TypeScript needs an API that TypeScript 7 does not have yet.
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "^node_modules" },
    exclude: { path: "^web/dist/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".d.ts"],
    },
  },
};
