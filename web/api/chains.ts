/** What the marketer's screens read and change: chains, packs, forecasts, previews, segments. */
import { useIsMutating, useQuery, type QueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { Offices } from "../../src/business/contract.ts";
import type { ChainCard, ChainCheck, ChainPage, Packs } from "../../src/chains/contract.ts";
import type { ClientPage, Explanation } from "../../src/reports/client-contract.ts";
import type { ChainEffect } from "../../src/reports/effect-contract.ts";
import type { Forecast } from "../../src/reports/forecast-contract.ts";
import type { StepPreview } from "../../src/reports/preview-contract.ts";
import type { Conditions, Segment, SegmentClients, SegmentCount } from "../../src/segments/contract.ts";
import type { ChainComparison } from "../../src/reports/trial-contract.ts";
import { useLanguage } from "../language/i18n.ts";
import type { Day } from "../language/days.ts";
import { ApiTrouble, change, get, type Query } from "./fetch.ts";

function useRead<Answer>(path: string, query?: Query): UseQueryResult<Answer> {
  const language = useLanguage();
  return useQuery<Answer>({
    queryKey: [path, query, language],
    queryFn: ({ signal }) => get<Answer>(path, { language, query, signal }),
  });
}

/** Asks by sending a text; the answer is kept for as long as the text is the same. */
function usePosed<Answer>(
  path: string,
  body: object | undefined,
  options: { query?: Query; freshForMs?: number; waits?: boolean } = {},
): UseQueryResult<Answer> {
  const language = useLanguage();
  return useQuery<Answer>({
    queryKey: [path, options.query, body, language],
    queryFn: ({ signal }) =>
      change<Answer>("POST", path, { language, body: body ?? {}, query: options.query ?? {}, signal }),
    enabled: body !== undefined && options.waits !== true,
    staleTime: options.freshForMs ?? 60_000,
    placeholderData: (before) => before,
  });
}

export const useChains = () => useRead<{ chains: ChainCard[] }>("/chains");
export const usePacks = () => useRead<Packs>("/packs");
export const useChain = (code: string, version?: number) =>
  useRead<ChainPage>(`/chains/${code}`, version === undefined ? undefined : { version: String(version) });
export const useChainCheck = (yaml: string) => usePosed<ChainCheck>("/chain-checks", { yaml });
export const useComparison = (code: string, days: number) =>
  useRead<ChainComparison>(`/chains/${code}/comparison`, { days: String(days) });
export const useTrial = (code: string, client: string | undefined, on: Day | undefined) => {
  const language = useLanguage();
  return useQuery<Explanation>({
    queryKey: [`/chains/${code}/trial`, client, on, language],
    queryFn: ({ signal }) =>
      get<Explanation>(`/chains/${code}/trial`, { language, query: { client, on }, signal }),
    enabled: client !== undefined,
    placeholderData: (before) => before,
  });
};
/** What days to come hold; with `yaml` as if that chain were live, of days that are over what it would have done. */
export function useForecast(from: Day, to: Day, yaml: string | undefined): UseQueryResult<Forecast> {
  // The embedded engine has one connection: what is done, and what the screen asks for after it, goes first.
  const waits = useIsMutating() > 0;
  return usePosed<Forecast>("/forecast", yaml === undefined ? undefined : { yaml }, {
    query: { from, to },
    freshForMs: 600_000,
    waits,
  });
}
/** The same of what is live. */
export const useComingDays = (from: Day, to: Day, asked: boolean) => {
  const language = useLanguage();
  return useQuery<Forecast>({
    queryKey: ["/forecast", { from, to }, language],
    queryFn: ({ signal }) => get<Forecast>("/forecast", { language, query: { from, to }, signal }),
    enabled: asked,
    staleTime: 600_000,
  });
};
/** Forecasts and comparisons keep the embedded engine busy for seconds: what is done now need not wait for them. */
export const stopCounting = (answers: QueryClient): Promise<void> =>
  answers.cancelQueries({
    predicate: ({ queryKey: [path] }) => path === "/forecast" || String(path).endsWith("/comparison"),
  });

export const usePreview = (asked: object | undefined) => usePosed<StepPreview>("/chain-previews", asked);

export function useNameOf(client: string | undefined): string | undefined {
  const language = useLanguage();
  return useQuery<ClientPage>({
    queryKey: [`/clients/${client ?? ""}`, undefined, language],
    queryFn: ({ signal }) => get<ClientPage>(`/clients/${client ?? ""}`, { language, signal }),
    enabled: client !== undefined,
  }).data?.profile.name;
}

export const useOffices = () => useRead<Offices>("/offices");
/** The list, who is in one, and how many would be. */
export const isOfSegments = ({ queryKey }: { queryKey: readonly unknown[] }): boolean =>
  String(queryKey[0]).startsWith("/segment");
export const useSegments = () => useRead<{ items: Segment[] }>("/segments");
export const useSegmentCount = (conditions: Conditions | undefined) =>
  usePosed<SegmentCount>("/segment-counts", conditions, { freshForMs: 30_000 });
export const useSegmentClients = (name: string) =>
  useRead<SegmentClients>(`/segments/${encodeURIComponent(name)}/clients`);

/** A chain that was never live, or leaves nobody alone, has no effect to tell of. */
export const useEffectOf = (chain: string, asked: boolean) => {
  const language = useLanguage();
  return useQuery<ChainEffect | null>({
    queryKey: ["/reports/effect", chain, language],
    queryFn: ({ signal }) =>
      get<ChainEffect>(`/reports/effect/${chain}`, { language, signal }).catch((error: unknown) => {
        if (error instanceof ApiTrouble && error.status >= 400 && error.status < 500) return null;
        throw error;
      }),
    enabled: asked,
    staleTime: 600_000,
  });
};
