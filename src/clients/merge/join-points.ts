/** One address that two records have: who asked not to be reached by it, asked as one person; both extensions lead to them. */
import { shownPoint } from "../contact-point.ts";
import type { ContactPoint } from "../contract.ts";
import type { Change } from "../desk.ts";

type State = ContactPoint["state"];

export interface Point {
  client: string;
  id: string;
  kind: ContactPoint["kind"];
  value: string;
  extension: string | null;
  state: State;
}

/** `own` takes what is known of the address where it knows nothing, a further extension, and that the person opted out in any case. */
export function joinPoints(twins: readonly { own: Point; other: Point }[]): {
  after: Point[];
  changes: Change[];
} {
  const after = twins.flatMap(({ own, other }) => {
    const takes = other.state === "opted_out" || own.state === "unverified";
    const state = takes ? other.state : own.state;
    const extension = joinExtensions(own.extension, other.extension);
    return state === own.state && extension === own.extension
      ? []
      : [{ before: own, point: { ...own, state, extension } }];
  });
  return {
    after: after.map(({ point }) => point),
    changes: after.map(({ before, point }) => ({
      field: "contactPoint",
      subject: point.id,
      before: shownPoint(before),
      after: shownPoint(point),
    })),
  };
}

/** `12, 34`: nobody knows which of them answers. */
function joinExtensions(own: string | null, other: string | null): string | null {
  const all = [own, other].flatMap((extension) => extension?.split(", ") ?? []);
  return all.length === 0 ? null : [...new Set(all)].join(", ");
}

/** What was taken and still stands so, as it was; but who opted out stays opted out. */
export function pointsWithoutGiven<Known extends Point>(
  points: readonly Known[],
  given: readonly Change[],
): Known[] {
  const taken = new Map(
    given.flatMap(({ field, subject, before, after }) =>
      field === "contactPoint" && subject !== undefined
        ? [[subject, { before: before as Told, after: after as Told }] as const]
        : [],
    ),
  );
  return points.flatMap((point) => {
    const told = taken.get(point.id);
    if (!told) return [];
    const { before, after } = told;
    const isStateTaken = after.state === point.state && after.state !== "opted_out";
    const isExtensionTaken = (after.extension ?? null) === point.extension;
    return isStateTaken || isExtensionTaken
      ? [
          {
            ...point,
            state: isStateTaken ? before.state : point.state,
            extension: isExtensionTaken ? (before.extension ?? null) : point.extension,
          },
        ]
      : [];
  });
}

/** As history has it. */
interface Told {
  state: State;
  extension?: string;
}
