/** One address that two records have: who asked not to be reached by it, asked as one person. */
import type { ContactPoint } from "../contract.ts";
import type { Change } from "../desk.ts";

type State = ContactPoint["state"];

export interface Point {
  client: string;
  id: string;
  kind: ContactPoint["kind"];
  value: string;
  state: State;
}

/** `own` takes what is known of the address where it knows nothing, and that the person opted out in any case. */
export function joinPointStates(twins: readonly { own: Point; other: Point }[]): {
  after: Point[];
  changes: Change[];
} {
  const after = twins.flatMap(({ own, other }) => {
    const takes = other.state === "opted_out" || own.state === "unverified";
    return takes && own.state !== other.state ? [{ before: own, point: { ...own, state: other.state } }] : [];
  });
  return {
    after: after.map(({ point }) => point),
    changes: after.map(({ before, point }) => ({
      field: "contactPoint",
      subject: point.id,
      before: shown(before),
      after: shown(point),
    })),
  };
}

/** What was taken and still stands so, as it was; but who opted out stays opted out. */
export function pointsWithoutGiven<Known extends Point>(
  points: readonly Known[],
  given: readonly Change[],
): Known[] {
  const taken = new Map(
    given.flatMap(({ field, subject, before, after }) =>
      field === "contactPoint" && subject !== undefined
        ? [[subject, { before: (before as Point).state, after: (after as Point).state }] as const]
        : [],
    ),
  );
  return points.flatMap((point) => {
    const state = taken.get(point.id);
    return state && state.after === point.state && state.after !== "opted_out"
      ? [{ ...point, state: state.before }]
      : [];
  });
}

const shown = ({ kind, value, state }: Point) => ({ kind, value, state });
