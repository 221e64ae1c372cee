/** The rules as they are set, their bounds, and what other ones would do to today's plan. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Etiquette, EtiquetteBounds, EtiquetteTrial } from "../../../src/planning/contract.ts";
import { ApiTrouble, change, get, getTagged, type Tagged } from "../../api/fetch.ts";
import { useLanguage } from "../../language/i18n.ts";
import type { Changes } from "./figures.ts";

const path = "/etiquette";
type Read = Tagged<Etiquette>;

export function useRules() {
  const language = useLanguage();
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getTagged<Etiquette>(path, { language, signal }),
  });
}

export function useBounds() {
  const language = useLanguage();
  return useQuery({
    queryKey: [`${path}/bounds`],
    queryFn: ({ signal }) => get<EtiquetteBounds>(`${path}/bounds`, { language, signal }),
    staleTime: Infinity,
  });
}

/** The embedded engine plans the day twice for it. */
export function useTrial(changes: Changes) {
  const language = useLanguage();
  return useQuery({
    queryKey: [`${path}/trials`, changes],
    queryFn: ({ signal }) =>
      change<EtiquetteTrial>("POST", `${path}/trials`, { language, body: changes, signal }),
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
}

/** Whoever has changed the rules meanwhile is seen at once: what is typed stays beside it. */
export function useKeepRules(onKept: () => void) {
  const language = useLanguage();
  const answers = useQueryClient();
  return useMutation({
    mutationFn: ({ changes, tag }: { changes: Changes; tag: string }) =>
      change<Etiquette>("PATCH", path, { language, body: changes, ifMatch: tag }),
    onSuccess: (answer) => {
      answers.setQueryData<Read>([path], (before) => before && { ...before, answer });
      onKept();
      return answers.invalidateQueries();
    },
    onError: (error) => {
      if (error instanceof ApiTrouble && error.code === "changed_meanwhile")
        return answers.invalidateQueries({ queryKey: [path] });
      return undefined;
    },
  });
}
