/** What the manager's page reads and does; every step is told to the program at once and read anew. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { Complaints } from "../../../src/calls/contract.ts";
import type { Board, Handoffs, Reminders } from "../../../src/handoffs/contract.ts";
import { get, send, change } from "../../api/fetch.ts";
import { useLanguage } from "../../language/i18n.ts";

function useAnswer<Answer>(path: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: [path, language],
    queryFn: ({ signal }) => get<Answer>(path, { language, signal }),
  });
}

export const useHandoffs = () => useAnswer<Handoffs>("/handoffs");
export const useBoard = () => useAnswer<Board>("/planned-trips");
export const useComplaints = () => useAnswer<Complaints>("/complaints");
export const useReminders = () => useAnswer<Reminders>("/reminders");

export interface Step {
  path: string;
  body: object;
  method?: "PUT";
}

/**
 * Whatever was changed, the lists of the page are read anew. The same step pressed again, because no answer came, is done
 * once.
 */
export function useStep(onDone?: () => void) {
  const language = useLanguage();
  const answers = useQueryClient();
  const unanswered = useRef<{ said: string; key: string } | undefined>(undefined);
  const keyOf = (path: string, body: object): string => {
    const said = JSON.stringify([path, body]);
    if (unanswered.current?.said !== said) unanswered.current = { said, key: crypto.randomUUID() };
    return unanswered.current.key;
  };
  return useMutation({
    mutationFn: ({ path, body, method }: Step) =>
      method === "PUT"
        ? change(method, path, { language, body })
        : send(path, { language, body, key: keyOf(path, body) }),
    async onSuccess() {
      unanswered.current = undefined;
      onDone?.();
      await Promise.all(
        ["/handoffs", "/complaints", "/planned-trips", "/reminders"].map((path) =>
          answers.invalidateQueries({ queryKey: [path] }),
        ),
      );
    },
  });
}
