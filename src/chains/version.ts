/** Versions of a chain: what each is called on the wire, which step ends one, what differs between two. */
import { addPeriod, fromPlainDate, parsePeriod } from "../kernel/calendar.ts";
import { inputHash } from "../kernel/idempotency.ts";
import { channelsOf, deliveredChannels, type Chain, type Channel, type Step } from "./chain.ts";

export type VersionState = "draft" | "live" | "paused" | "retired";

/** The version that the plan goes by, or will again when its pause is over. */
export const isInForce = ({ state }: { state: VersionState }): boolean =>
  state === "live" || state === "paused";

/** A step of an earlier version after which a client was finished. */
export interface End {
  version: number;
  step: string;
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

/** Of the versions that were ever live, the step each ended with. */
export const endsOf = (versions: readonly Pick<StoredVersion, "version" | "state" | "definition">[]): End[] =>
  versions.flatMap(({ version, state, definition }) => {
    const last = lastStep(definition);
    return state === "draft" || !last ? [] : [{ version, step: last.code }];
  });

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
