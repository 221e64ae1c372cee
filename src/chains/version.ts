/** Versions of a chain: what each is called on the wire, which step ends one, what differs between two. */
import { addPeriod, fromPlainDate, parsePeriod } from "../kernel/calendar.ts";
import { inputHash } from "../kernel/idempotency.ts";
import { channelsOf, deliveredChannels, stopsOf, type Chain, type Channel, type Step } from "./chain.ts";

export type VersionState = "draft" | "live" | "paused" | "retired";

/** The version that the plan goes by, or will again when its pause is over. */
export const isInForce = ({ state }: { state: VersionState }): boolean =>
  state === "live" || state === "paused";

/** The goal whose day finished a client, while the version was in force. */
export interface GoalEnd {
  goal: Exclude<NonNullable<Chain["goal"]>, "none">;
  /** How long before the occasion's date its steps come that come before it: from the first of them on the goal counts. */
  before: readonly string[];
  /** When another version took its place. */
  until: string;
}

/** When a client was finished with an earlier version: after its last step, or before. */
export interface End extends Partial<GoalEnd> {
  version: number;
  step: string;
  /** A conversation ended it. */
  answered?: true;
}

export interface ChainVersion {
  chain: string;
  version: number;
  definition: Chain;
  ends: readonly End[];
}

export interface StoredVersion extends ChainVersion {
  state: VersionState;
  /** Of the definition, whatever the order of its fields. */
  hash: string;
  pack: string | null;
  revision: number;
  savedAt: Temporal.Instant | null;
  liveFrom: Temporal.Instant | null;
  retiredAt: Temporal.Instant | null;
  pausedAt: Temporal.Instant | null;
}

export const hashOf = (definition: Chain): string => inputHash(definition.code, definition);

/** What somebody who read the chain holds: another save, or a switch, makes it stale. */
export const tagOf = ({
  version,
  revision,
  state,
}: Pick<StoredVersion, "version" | "revision" | "state">): string => `${version}.${revision}.${state}`;

/** The draft where there is one, else what is in force, else what was last. `versions` are of one chain. */
export const newest = <Version extends { state: VersionState; version: number }>(
  versions: readonly Version[],
): Version | undefined =>
  versions.find(({ state }) => state === "draft") ??
  versions.find(isInForce) ??
  [...versions].sort((a, b) => b.version - a.version)[0];

export const nextNumber = (versions: readonly { version: number }[]): number =>
  Math.max(0, ...versions.map(({ version }) => version)) + 1;

/** The step that is due last. */
function lastStep(chain: Chain): Step | undefined {
  const from = fromPlainDate(Temporal.PlainDate.from("2026-07-01"));
  const due = ({ offset }: Step): number => {
    const period = parsePeriod(offset.replace(/^[+-]/, "")) ?? { months: 0, days: 0 };
    return addPeriod(from, period, offset.startsWith("-") ? -1 : 1);
  };
  return [...chain.steps].sort((a, b) => due(a) - due(b)).at(-1);
}

/** Of the versions that were ever live, how each ended; `at` ends the one in force. */
export const endsOf = (
  versions: readonly Pick<StoredVersion, "version" | "state" | "definition" | "retiredAt">[],
  at: Temporal.Instant,
): End[] =>
  versions.flatMap(({ version, state, definition, retiredAt }) => {
    const last = lastStep(definition);
    if (state === "draft" || !last) return [];
    const { goal = "none" } = definition;
    const stops = stopsOf(definition);
    return [
      {
        version,
        step: last.code,
        ...(goal !== "none" && stops.includes("goal")
          ? { goal, before: stepsBefore(definition), until: (retiredAt ?? at).toString() }
          : {}),
        ...(stops.includes("answered") && definition.steps.length > 1 ? { answered: true } : {}),
      },
    ];
  });

/** A chain as the plan would go by it, were this switched on at `at`: whom its versions until then finished stays finished. */
export function switchedOn(
  definition: Chain,
  versions: readonly StoredVersion[],
  at: Temporal.Instant,
): ChainVersion {
  const isLater = (moment: Temporal.Instant | null): boolean =>
    moment !== null && Temporal.Instant.compare(at, moment) < 0;
  const untilThen = versions
    .filter(({ liveFrom }) => !isLater(liveFrom))
    .map((version) => ({ ...version, retiredAt: isLater(version.retiredAt) ? null : version.retiredAt }));
  const draft = versions.find(({ state }) => state === "draft");
  return {
    chain: definition.code,
    version: draft?.version ?? nextNumber(versions),
    definition,
    ends: endsOf(untilThen, at),
  };
}

/** How long before the occasion's date each step comes that comes before it. */
export const stepsBefore = (chain: Chain): string[] =>
  chain.steps.filter(({ offset }) => offset.startsWith("-")).map(({ offset }) => offset.slice(1));

/** Channels the chain names and that nothing delivers by today. */
export const undelivered = (chain: Chain): Channel[] => [
  ...new Set(chain.steps.flatMap(channelsOf).filter((channel) => !deliveredChannels.includes(channel))),
];

export interface Difference {
  steps: { added: string[]; removed: string[]; changed: string[] };
  templates: { added: string[]; removed: string[]; changed: string[] };
  /** Other fields that differ, by name. */
  fields: string[];
}

export function differences(before: Chain | undefined, after: Chain): Difference {
  const steps = (chain: Chain | undefined) =>
    Object.fromEntries((chain?.steps ?? []).map((step) => [step.code, step]));
  const rest = (chain: Chain | undefined): Record<string, unknown> => {
    const { steps: _steps, templates: _templates, ...fields } = chain ?? ({} as Partial<Chain>);
    return fields;
  };
  const { added, removed, changed } = compared(rest(before), rest(after));
  return {
    steps: compared(steps(before), steps(after)),
    templates: compared(before?.templates ?? {}, after.templates),
    fields: [...added, ...removed, ...changed],
  };
}

function compared(before: Record<string, unknown>, after: Record<string, unknown>): Difference["steps"] {
  const same = (name: string) => inputHash(name, before[name]) === inputHash(name, after[name]);
  return {
    added: Object.keys(after).filter((name) => !(name in before)),
    removed: Object.keys(before).filter((name) => !(name in after)),
    changed: Object.keys(after).filter((name) => name in before && !same(name)),
  };
}
