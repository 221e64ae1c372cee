/**
 * What a chain brings, told by the clients it left alone on purpose: how the others differ from them, within which
 * bounds, and how many clients it takes to tell. Knows numbers only.
 */
import { shareOf } from "../loyalty/card-use.ts";

/** Of the normal distribution: 2.5 % on either side, and the power of 80 % that a needed size is counted for. */
const deviationsOf95Percent = 1.959964;
const deviationsOfPower = 0.841621;

/** With fewer clients in either group, or fewer who came or stayed away, nothing is told: chance would speak. */
const leastClients = 100;
const leastOfEither = 5;

/** How many of how many. */
export interface Counted {
  part: number;
  whole: number;
}

/** A sum over clients, with the sum of the squares. */
export interface Summed {
  clients: number;
  sum: number;
  squares: number;
}

export interface Effect {
  treated: number;
  control: number;
  /** Of the treated over the control group; in 95 cases of 100 between `low` and `high`. */
  difference: number;
  low: number;
  high: number;
}

export function enoughToTell(treated: Counted, control: Counted): boolean {
  return [treated, control].every(
    ({ part, whole }) => whole >= leastClients && part >= leastOfEither && whole - part >= leastOfEither,
  );
}

/** Newcombe's interval (1998, method 10): Wilson's bounds of either share, put together. */
export function compareShares(treated: Counted, control: Counted): Effect {
  const ours = shareOf(treated.part, treated.whole, deviationsOf95Percent);
  const theirs = shareOf(control.part, control.whole, deviationsOf95Percent);
  const difference = ours.share - theirs.share;
  return {
    treated: ours.share,
    control: theirs.share,
    difference,
    low: difference - Math.hypot(ours.share - ours.low, theirs.high - theirs.share),
    high: difference + Math.hypot(ours.high - ours.share, theirs.share - theirs.low),
  };
}

/** Of averages with different variances (Welch), for groups of `leastClients` and more. */
export function compareMeans(treated: Summed, control: Summed): Effect {
  const [ours, theirs] = [meanOf(treated), meanOf(control)];
  const difference = ours.mean - theirs.mean;
  const half = deviationsOf95Percent * Math.sqrt(ours.variance + theirs.variance);
  return {
    treated: ours.mean,
    control: theirs.mean,
    difference,
    low: difference - half,
    high: difference + half,
  };
}

/** The mean and the variance of that mean. */
function meanOf({ clients, sum, squares }: Summed): { mean: number; variance: number } {
  const mean = sum / clients;
  return { mean, variance: Math.max(squares - clients * mean ** 2, 0) / (clients - 1) / clients };
}

export interface NeededSize {
  treated: number;
  control: number;
}

/**
 * How many clients it takes to notice, in 80 cases of 100, that a share of `base` became `base + difference`, where
 * `controlShare` of the clients are left alone. All of them parts of one. Undefined where there is no such size.
 */
export function neededSize({
  base,
  difference,
  controlShare,
}: {
  base: number;
  difference: number;
  controlShare: number;
}): NeededSize | undefined {
  const raised = base + difference;
  if (controlShare <= 0 || controlShare >= 1 || difference === 0 || raised <= 0 || raised >= 1)
    return undefined;
  const timesAsMany = (1 - controlShare) / controlShare;
  const together = (base + timesAsMany * raised) / (1 + timesAsMany);
  const control =
    (deviationsOf95Percent * Math.sqrt((1 + 1 / timesAsMany) * together * (1 - together)) +
      deviationsOfPower * Math.sqrt(base * (1 - base) + (raised * (1 - raised)) / timesAsMany)) **
      2 /
    difference ** 2;
  return { control: Math.ceil(control), treated: Math.ceil(control * timesAsMany) };
}
