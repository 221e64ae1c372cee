/** What an operator has typed and picked during a call, kept in this browser until the call has ended. */
import { useCallback, useState } from "react";
import { readStored, writeStored } from "../../api/stored.ts";

export interface TripDraft {
  /** The day, or the first day of the month or season. */
  startsOn: string;
  precision: "day" | "month" | "season" | "";
  destination: string;
  companions: string;
}

/** Of the new or moved appointment; empty where it is not said yet. */
export interface AppointmentDraft {
  office: string;
  on: string;
  time: string;
}

export interface Draft {
  /** What was said, in words. */
  words: string;
  /** By touch and question: the code of the answer. */
  answers: Record<string, string>;
  score: number | undefined;
  liked: string[];
  disliked: string[];
  trip: TripDraft;
  appointment: AppointmentDraft;
  /** Where the renewed card is wanted: an office's id. */
  cardOffice: string;
  /** By fact: what was typed and is not saved yet. */
  facts: Record<string, string>;
}

export const isWhole = (appointment: AppointmentDraft): boolean =>
  Object.values(appointment).every((part) => part !== "");

const empty: Draft = {
  words: "",
  answers: {},
  score: undefined,
  liked: [],
  disliked: [],
  trip: { startsOn: "", precision: "", destination: "", companions: "" },
  appointment: { office: "", on: "", time: "" },
  cardOffice: "",
  facts: {},
};

const keyOf = (touch: string): string => `povod-draft-${touch}`;

export const forgetDraft = (touch: string): void => writeStored(keyOf(touch), undefined);

export type ChangeDraft = (change: (draft: Draft) => Partial<Draft>) => void;

export function useDraft(touch: string): [Draft, ChangeDraft] {
  const [draft, setDraft] = useState<Draft>(() => ({
    ...empty,
    ...readStored<Partial<Draft>>(keyOf(touch), {}),
  }));
  const change = useCallback<ChangeDraft>(
    (part) =>
      setDraft((before) => {
        const after = { ...before, ...part(before) };
        writeStored(keyOf(touch), after);
        return after;
      }),
    [touch],
  );
  return [draft, change];
}
