/** Every command of the program, in the order `povod --help` lists them; a command's code is read when it is asked for. */
import type { Command } from "./command.ts";

export interface CommandEntry {
  /** As typed: `replay`, `import purchases`. */
  name: string;
  load(): Promise<Command>;
}

export const commands: readonly CommandEntry[] = [
  { name: "serve", load: async () => (await import("./commands/serve.ts")).serveCommand },
  { name: "demo", load: async () => (await import("./commands/demo.ts")).demoCommand },
  { name: "replay", load: async () => (await import("./commands/replay.ts")).replayCommand },
  { name: "plan", load: async () => (await import("./commands/plan.ts")).planCommand },
  { name: "forecast", load: async () => (await import("./commands/forecast.ts")).forecastCommand },
  { name: "explain", load: async () => (await import("./commands/explain.ts")).explainCommand },
  {
    name: "import purchases",
    load: async () => (await import("./commands/import-purchases.ts")).importPurchasesCommand,
  },
  {
    name: "import clients",
    load: async () => (await import("./commands/import-clients.ts")).importClientsCommand,
  },
  { name: "import list", load: async () => (await import("./commands/import-undo.ts")).importListCommand },
  { name: "import undo", load: async () => (await import("./commands/import-undo.ts")).importUndoCommand },
  {
    name: "duplicates",
    load: async () => (await import("./commands/duplicates.ts")).duplicatesCommand,
  },
  {
    name: "duplicates list",
    load: async () => (await import("./commands/duplicates.ts")).duplicatesListCommand,
  },
  {
    name: "duplicates find",
    load: async () => (await import("./commands/duplicates.ts")).duplicatesFindCommand,
  },
  {
    name: "duplicates merge",
    load: async () => (await import("./commands/duplicates.ts")).duplicatesMergeCommand,
  },
  {
    name: "duplicates unmerge",
    load: async () => (await import("./commands/duplicates.ts")).duplicatesUnmergeCommand,
  },
  {
    name: "duplicates apart",
    load: async () => (await import("./commands/duplicates.ts")).duplicatesApartCommand,
  },
  {
    name: "segment",
    load: async () => (await import("./commands/segment.ts")).segmentCommand,
  },
  {
    name: "segment count",
    load: async () => (await import("./commands/segment.ts")).segmentCountCommand,
  },
  {
    name: "segment clients",
    load: async () => (await import("./commands/segment.ts")).segmentClientsCommand,
  },
  {
    name: "segment save",
    load: async () => (await import("./commands/segment.ts")).segmentSaveCommand,
  },
  {
    name: "segment drop",
    load: async () => (await import("./commands/segment.ts")).segmentDropCommand,
  },
  { name: "chain list", load: async () => (await import("./commands/chain.ts")).chainListCommand },
  { name: "chain show", load: async () => (await import("./commands/chain.ts")).chainShowCommand },
  { name: "chain check", load: async () => (await import("./commands/chain.ts")).chainCheckCommand },
  { name: "chain save", load: async () => (await import("./commands/chain.ts")).chainSaveCommand },
  { name: "chain diff", load: async () => (await import("./commands/chain.ts")).chainDiffCommand },
  { name: "chain try", load: async () => (await import("./commands/chain.ts")).chainTryCommand },
  { name: "chain switch-on", load: async () => (await import("./commands/chain.ts")).chainSwitchOnCommand },
  { name: "chain pause", load: async () => (await import("./commands/chain.ts")).chainPauseCommand },
  { name: "chain resume", load: async () => (await import("./commands/chain.ts")).chainResumeCommand },
  { name: "chain retire", load: async () => (await import("./commands/chain.ts")).chainRetireCommand },
  { name: "pack list", load: async () => (await import("./commands/pack.ts")).packListCommand },
  { name: "pack switch-on", load: async () => (await import("./commands/pack.ts")).packSwitchOnCommand },
  { name: "pack retire", load: async () => (await import("./commands/pack.ts")).packRetireCommand },
  {
    name: "client export",
    load: async () => (await import("./commands/client-export.ts")).clientExportCommand,
  },
  { name: "demands", load: async () => (await import("./commands/demands.ts")).demandsCommand },
  {
    name: "demands record",
    load: async () => (await import("./commands/demands.ts")).demandsRecordCommand,
  },
  {
    name: "demands close",
    load: async () => (await import("./commands/demands.ts")).demandsCloseCommand,
  },
  {
    name: "demands take-back",
    load: async () => (await import("./commands/demands.ts")).demandsTakeBackCommand,
  },
  {
    name: "demands erase",
    load: async () => (await import("./commands/demands.ts")).demandsEraseCommand,
  },
  { name: "card", load: async () => (await import("./commands/card.ts")).cardCommand },
  {
    name: "cards range",
    load: async () => (await import("./commands/cards-ranges.ts")).cardsRangeCommand,
  },
  {
    name: "cards ranges",
    load: async () => (await import("./commands/cards-ranges.ts")).cardsRangesCommand,
  },
  { name: "burn", load: async () => (await import("./commands/burn.ts")).burnCommand },
  { name: "program", load: async () => (await import("./commands/program.ts")).programCommand },
  { name: "program start", load: async () => (await import("./commands/program.ts")).programStartCommand },
  { name: "grace", load: async () => (await import("./commands/grace.ts")).graceCommand },
  { name: "grace give", load: async () => (await import("./commands/grace.ts")).graceGiveCommand },
  { name: "statement", load: async () => (await import("./commands/statement.ts")).statementCommand },
  { name: "statements", load: async () => (await import("./commands/statements.ts")).statementsCommand },
  {
    name: "ledger totals",
    load: async () => (await import("./commands/ledger-totals.ts")).ledgerTotalsCommand,
  },
  { name: "ledger seal", load: async () => (await import("./commands/ledger-seal.ts")).ledgerSealCommand },
  {
    name: "ledger verify",
    load: async () => (await import("./commands/ledger-verify.ts")).ledgerVerifyCommand,
  },
  {
    name: "report bonuses",
    load: async () => (await import("./commands/report-bonuses.ts")).reportBonusesCommand,
  },
  { name: "report cards", load: async () => (await import("./commands/report-cards.ts")).reportCardsCommand },
  {
    name: "report effect",
    load: async () => (await import("./commands/report-effect.ts")).reportEffectCommand,
  },
  {
    name: "report completeness",
    load: async () => (await import("./commands/report-completeness.ts")).reportCompletenessCommand,
  },
  { name: "facts", load: async () => (await import("./commands/facts.ts")).factsCommand },
  { name: "facts set", load: async () => (await import("./commands/facts.ts")).factsSetCommand },
  { name: "card-plan", load: async () => (await import("./commands/card-plan.ts")).cardPlanCommand },
  { name: "card-plan set", load: async () => (await import("./commands/card-plan.ts")).cardPlanSetCommand },
  { name: "webhook", load: async () => (await import("./commands/webhook.ts")).webhookCommand },
  { name: "webhook add", load: async () => (await import("./commands/webhook.ts")).webhookAddCommand },
  { name: "webhook test", load: async () => (await import("./commands/webhook.ts")).webhookTestCommand },
  { name: "webhook enable", load: async () => (await import("./commands/webhook.ts")).webhookEnableCommand },
  {
    name: "webhook disable",
    load: async () => (await import("./commands/webhook.ts")).webhookDisableCommand,
  },
  { name: "webhook secret", load: async () => (await import("./commands/webhook.ts")).webhookSecretCommand },
  { name: "user list", load: async () => (await import("./commands/user.ts")).userListCommand },
  { name: "user add", load: async () => (await import("./commands/user.ts")).userAddCommand },
  { name: "user invite", load: async () => (await import("./commands/user.ts")).userInviteCommand },
  { name: "user reset", load: async () => (await import("./commands/user.ts")).userResetCommand },
  { name: "user disable", load: async () => (await import("./commands/user.ts")).userDisableCommand },
  { name: "user enable", load: async () => (await import("./commands/user.ts")).userEnableCommand },
  { name: "operators", load: async () => (await import("./commands/operators.ts")).operatorsCommand },
  {
    name: "operators set",
    load: async () => (await import("./commands/operators.ts")).operatorsSetCommand,
  },
  { name: "calendar", load: async () => (await import("./commands/calendar.ts")).calendarCommand },
  { name: "calendar set", load: async () => (await import("./commands/calendar.ts")).calendarSetCommand },
  {
    name: "calendar forget",
    load: async () => (await import("./commands/calendar.ts")).calendarForgetCommand,
  },
  { name: "settings", load: async () => (await import("./commands/settings.ts")).settingsCommand },
  { name: "settings set", load: async () => (await import("./commands/settings.ts")).settingsSetCommand },
];
