/** What a chain brought: clients it touched beside clients it left alone on purpose, in the same days. */
import { liveChains } from "../../chains/store.ts";
import type { Connection } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { toDecimal } from "../../kernel/money.ts";
import { compareMeans, compareShares, enoughToTell, neededSize, type Effect } from "../effect.ts";
import type { Language } from "../../kernel/language.ts";
import type { ChainEffect, ChainEffects } from "../effect-contract.ts";
import { followChains, type ChainPeriod, type FollowedGroup } from "../store/chain-effect.ts";
import type { OwnerReader } from "./report-bonuses.ts";

export interface EffectRequest {
  chain: string;
  /** A year before `through` if absent. */
  from?: Temporal.PlainDate | undefined;
  /** Today if absent. */
  through?: Temporal.PlainDate | undefined;
  withinDays?: number | undefined;
  /** Percentage points. */
  difference?: number | undefined;
}

const usual = { withinDays: 60, difference: 2 };
const longestDays = 3 * 366;

export async function reportEffect(
  db: Connection,
  reader: OwnerReader,
  { chain, ...request }: EffectRequest,
): Promise<ChainEffect> {
  const period = periodOf(reader, request);
  const groups = await followChains(db, { ...period, chains: [chain] });
  if (groups.length === 0) await mustBeKnown(db, chain);
  return tellChain(chain, groups, period);
}

/** Of every live chain, those with the most clients first. */
export async function reportEffects(
  db: Connection,
  reader: OwnerReader & { language: Language },
  request: Omit<EffectRequest, "chain">,
): Promise<ChainEffects> {
  const period = periodOf(reader, request);
  const live = await liveChains(db);
  const chains = live.map(({ chain }) => chain);
  const groups = chains.length === 0 ? [] : await followChains(db, { ...period, chains });
  const effects = live.map(({ chain, definition }) => ({
    name: definition.name[reader.language],
    ...tellChain(
      chain,
      groups.filter((group) => group.chain === chain),
      period,
    ),
  }));
  return {
    effects: effects
      .filter(
        ({ treated, control }) => treated.clients + treated.waiting + control.clients + control.waiting > 0,
      )
      .sort((a, b) => b.treated.clients - a.treated.clients),
  };
}

type Followed = Omit<ChainPeriod, "chains"> & { difference: number };

/** Throws `bad_input`. */
function periodOf({ business, now }: OwnerReader, request: Omit<EffectRequest, "chain">): Followed {
  const { withinDays = usual.withinDays, difference = usual.difference } = request;
  const today = dayIn(business.zone, now);
  const through = request.through ?? today;
  const from = request.from ?? through.subtract({ years: 1 });
  if (Temporal.PlainDate.compare(from, through) > 0 || from.until(through).days > longestDays) {
    throw new DomainError(
      "bad_input",
      `from: expected a day up to three years before ${through.toString()}, got ${from.toString()}`,
      {
        place: { field: "from" },
      },
    );
  }
  return { from, through, withinDays, today, difference };
}

function tellChain(
  chain: string,
  groups: readonly FollowedGroup[],
  { from, through, withinDays, difference }: Followed,
): ChainEffect {
  const treated = groups.find(({ control }) => !control) ?? nobody;
  const control = groups.find(({ control: leftAlone }) => leftAlone) ?? nobody;
  const savesBonus = groups.some(({ savesBonus: saves }) => saves);
  return {
    chain,
    from: from.toString(),
    through: through.toString(),
    withinDays,
    treated: tellGroup(treated, savesBonus),
    control: tellGroup(control, savesBonus),
    told: tell(treated, control, savesBonus),
    needed: tellNeeded(treated, control, difference),
  };
}

const nobody: FollowedGroup = {
  chain: "",
  control: false,
  clients: 0,
  returned: 0,
  revenue: 0n,
  revenueSquares: 0,
  savesBonus: false,
  saved: 0n,
  savedSquares: 0,
  waiting: 0,
};

async function mustBeKnown(db: Connection, chain: string): Promise<void> {
  const known = (await liveChains(db)).map(({ chain: code }) => code);
  if (known.includes(chain)) return;
  throw new DomainError(
    "not_found",
    `There is no chain ${chain}. Live chains: ${known.join(", ") || "none"}.`,
    {
      place: { field: "chain" },
    },
  );
}

const tellGroup = ({ clients, returned, revenue, saved, waiting }: FollowedGroup, savesBonus: boolean) => ({
  clients,
  returned,
  revenue: toDecimal(revenue),
  saved: savesBonus ? toDecimal(saved) : null,
  waiting,
});

function tell(treated: FollowedGroup, control: FollowedGroup, savesBonus: boolean): ChainEffect["told"] {
  const came = ({ returned, clients }: FollowedGroup) => ({ part: returned, whole: clients });
  if (!enoughToTell(came(treated), came(control))) return null;
  const money = (sum: "revenue" | "saved", squares: "revenueSquares" | "savedSquares") => {
    const [ours, theirs] = [treated, control].map((group) => ({
      clients: group.clients,
      sum: Number(group[sum]),
      squares: group[squares],
    })) as [Parameters<typeof compareMeans>[0], Parameters<typeof compareMeans>[0]];
    return inWholeKopecks(compareMeans(ours, theirs));
  };
  return {
    returned: inPercent(compareShares(came(treated), came(control))),
    revenue: money("revenue", "revenueSquares"),
    saved: savesBonus ? money("saved", "savedSquares") : null,
  };
}

/** Two places, so that four digits of a share are told. */
const percent = (share: number): number => Math.round(share * 10_000) / 100;

const inPercent = ({ treated, control, difference, low, high }: Effect) => ({
  treated: percent(treated),
  control: percent(control),
  difference: percent(difference),
  low: percent(low),
  high: percent(high),
});

const decimal = (kopecks: number): string => toDecimal(BigInt(Math.round(kopecks)));

const inWholeKopecks = ({ treated, control, difference, low, high }: Effect) => ({
  treated: decimal(treated),
  control: decimal(control),
  difference: decimal(difference),
  low: decimal(low),
  high: decimal(high),
});

function tellNeeded(
  treated: FollowedGroup,
  control: FollowedGroup,
  difference: number,
): ChainEffect["needed"] {
  const untouched = control.clients > 0 ? control : treated;
  const base = untouched.clients > 0 ? untouched.returned / untouched.clients : undefined;
  const all = treated.clients + treated.waiting + control.clients + control.waiting;
  const controlShare = all > 0 ? (control.clients + control.waiting) / all : undefined;
  const size =
    base === undefined || controlShare === undefined
      ? undefined
      : neededSize({ base, difference: difference / 100, controlShare });
  return {
    difference,
    base: base === undefined ? null : percent(base),
    controlShare: controlShare === undefined ? null : percent(controlShare),
    treated: size?.treated ?? null,
    control: size?.control ?? null,
  };
}
