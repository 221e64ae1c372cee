/** Which facts the business wants of its clients: read, tried, kept. */
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { NewWantedFacts, WantedFacts } from "../../src/clients/completeness-contract.ts";
import type { CompletenessTrial } from "../../src/reports/completeness-contract.ts";
import { useLanguage } from "../language/i18n.ts";
import { change, get } from "./fetch.ts";

const path = "/wanted-facts";

export function useWantedFacts(): UseQueryResult<WantedFacts> {
  const language = useLanguage();
  return useQuery<WantedFacts>({
    queryKey: [path, language],
    queryFn: ({ signal }) => get<WantedFacts>(path, { language, signal }),
  });
}

/** How full the base is now, and how full it would look by these facts. */
export function useFactsTrial(facts: NewWantedFacts["facts"]): UseQueryResult<CompletenessTrial> {
  const language = useLanguage();
  const tried = facts.map(({ fact, worth }) => ({ fact, worth }));
  return useQuery<CompletenessTrial>({
    queryKey: ["/reports/completeness-trials", tried],
    queryFn: ({ signal }) =>
      change<CompletenessTrial>("POST", "/reports/completeness-trials", {
        language,
        body: { facts: tried },
        signal,
      }),
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
}

export function useKeepFacts(onKept: () => void) {
  const language = useLanguage();
  const answers = useQueryClient();
  return useMutation({
    mutationFn: (facts: NewWantedFacts["facts"]) =>
      change<WantedFacts>("PUT", path, { language, body: { facts } }),
    onSuccess: (kept) => {
      answers.setQueryData([path, language], kept);
      onKept();
    },
    onSettled: () => answers.invalidateQueries(),
  });
}
