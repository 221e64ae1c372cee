/** The one outbox of this browser, as a screen sees it. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import i18next from "i18next";
import { ApiTrouble, tell } from "../../api/fetch.ts";
import { visitPath } from "../../api/resources.ts";
import { isOpen, openOutbox, type Command, type Entry, type Outbox } from "./outbox.ts";

const storageKey = "povod-desk-outbox";

let only: Outbox | undefined;

function outbox(): Outbox {
  only ??= openOutbox({
    send: (command, { parting }) =>
      tell(command, { language: i18next.language === "en" ? "en" : "ru", parting }),
    later(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    read: () => storage(() => localStorage.getItem(storageKey)) ?? null,
    write(text) {
      storage(() => localStorage.setItem(storageKey, text));
    },
    judge: judged,
  });
  return only;
}

/** A browser may forbid storage; then a reload forgets. */
function storage<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

function judged(error: unknown): Pick<Entry, "state" | "code" | "field" | "detail"> {
  if (!(error instanceof ApiTrouble)) return { state: "away" };
  const { status, code, field, detail } = error;
  if (status === 401) return { state: "signed-out" };
  if (status === 0 || status >= 500 || status === 408 || status === 429) return { state: "away" };
  return { state: "refused", code, field, detail };
}

export interface Desk {
  entries: readonly Entry[];
  put: Outbox["put"];
  takeBack: Outbox["takeBack"];
  retryNow: Outbox["retryNow"];
  forget: Outbox["forget"];
  /** Something about this client is not known to have happened yet. */
  isBusy(client: string): boolean;
}

export function useOutbox(): Desk {
  const box = outbox();
  const entries = useSyncExternalStore(box.subscribe, box.entries);
  const { put, takeBack, retryNow, forget } = box;
  const isBusy = (client: string) =>
    entries.some((entry) => entry.command.client === client && isOpen(entry));
  return { entries, put, takeBack, retryNow, forget, isBusy };
}

/** Once, by the page: what is done is read anew, and leaving or coming back moves what waits. */
export function useOutboxKeeper(onDone: (entry: Entry) => void): void {
  const answers = useQueryClient();
  useEffect(() => {
    const box = outbox();
    const stop = box.onDone((entry) => {
      const { client } = entry.command;
      if (client !== null) void answers.invalidateQueries({ queryKey: [visitPath(client)] });
      onDone(entry);
    });
    window.addEventListener("online", box.retryNow);
    window.addEventListener("pagehide", box.part);
    return () => {
      stop();
      window.removeEventListener("online", box.retryNow);
      window.removeEventListener("pagehide", box.part);
    };
  }, [answers, onDone]);
}

const givenBack = new Set<string>();

/** What was typed for something that was refused comes back, once, where nothing else has been typed since. */
export function useGivenBack({
  of,
  isEmpty,
  give,
}: {
  of: (command: Command) => boolean;
  isEmpty: boolean;
  give: (typed: unknown) => void;
}): void {
  const { entries } = useOutbox();
  useEffect(() => {
    const refused = entries.find(
      ({ state, command }) =>
        state === "refused" && command.typed !== undefined && of(command) && !givenBack.has(command.key),
    );
    if (!refused) return;
    givenBack.add(refused.command.key);
    if (isEmpty) give(refused.command.typed);
  });
}

export const newKey = (): string => crypto.randomUUID();

export type { Command };
