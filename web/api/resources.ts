/** What the screens read, each answer kept by address and language. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import type { Business } from "../../src/business/contract.ts";
import type { NamedAttribute } from "../../src/clients/change-contract.ts";
import type { ClientDemands, Demands, Views } from "../../src/clients/demand-contract.ts";
import type { ErasureActs } from "../../src/rights/act-contract.ts";
import type { FoundClients } from "../../src/clients/contract.ts";
import type {
  Import,
  ImportFacts,
  ImportProblems,
  Imports,
  Mappings,
  ProblemKinds,
} from "../../src/clients/import-contract.ts";
import type { Letter, Letters } from "../../src/delivery/contract.ts";
import type { ClientPage, Explanation, Timeline, TimelineKind } from "../../src/reports/client-contract.ts";
import type { CompletenessReport } from "../../src/reports/completeness-contract.ts";
import type { Calls, Today, Touches, TouchesQuery } from "../../src/reports/contract.ts";
import type { Duplicates } from "../../src/reports/duplicate-contract.ts";
import type {
  Bonuses,
  BurnBacktest,
  BurnForecast,
  CardSales,
  CardUse,
} from "../../src/reports/owner-contract.ts";
import type { ChainEffects } from "../../src/reports/effect-contract.ts";
import type { ResultList, ResultRows, Results } from "../../src/reports/results-contract.ts";
import type { DeskFacts, Visitor } from "../../src/reports/visitor-contract.ts";
import type { Language } from "../../src/kernel/language.ts";
import { useLanguage } from "../language/i18n.ts";
import type { Day } from "../language/days.ts";
import { get, type Query } from "./fetch.ts";

function useAnswer<Answer>(
  path: string,
  query?: Query,
  options: { keep?: boolean; freshForMs?: number; asks?: boolean } = {},
): UseQueryResult<Answer> {
  const language = useLanguage();
  return useQuery<Answer>({
    ...answerAt<Answer>(path, query, language),
    ...(options.freshForMs === undefined ? {} : { staleTime: options.freshForMs }),
    enabled: options.asks ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
}

const answerAt = <Answer>(path: string, query: Query | undefined, language: Language) => ({
  queryKey: [path, query, language],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Answer>(path, { language, query, signal }),
});

/** Pages of one list, joined by the cursor each answer names. `first`: has the first page from elsewhere. */
function usePages<Answer extends { next: string | null }>(
  path: string,
  query: Query,
  first?: (language: Language) => Promise<Answer | null>,
) {
  const language = useLanguage();
  return useInfiniteQuery({
    queryKey: [path, query, language, "pages"],
    queryFn: async ({ pageParam, signal }) =>
      (pageParam === undefined && (await first?.(language))) ||
      get<Answer>(path, { language, query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** What a list of touches is narrowed to. */
export type TouchSelection = {
  [Part in keyof Omit<TouchesQuery, "cursor" | "lang">]: TouchesQuery[Part] | undefined;
};

export const business = (language: Language) => answerAt<Business>("/business", undefined, language);
export const useBusiness = () => useAnswer<Business>("/business");
export const useToday = (on: Day | undefined) => useAnswer<Today>("/today", { on }, { keep: true });
/** A few at the top of the list. `waiting`: of those that nobody is making. */
export const useFirstCalls = (on: Day | undefined, query: { limit: number; waiting?: boolean }) =>
  useAnswer<Calls>(
    "/calls",
    { on, limit: String(query.limit), waiting: query.waiting ? "true" : undefined },
    { keep: true },
  );
export const useCalls = (on: Day | undefined) => usePages<Calls>("/calls", { on });
export const useTouches = (query: TouchSelection) => usePages<Touches>("/touches", query);
export const useClients = (find: string | undefined) => usePages<FoundClients>("/clients", { find });
/** Asks nothing before something is typed. */
export const useClientsLike = (find: string) =>
  useAnswer<FoundClients>("/clients", { find }, { keep: true, asks: find !== "" });
export const useDuplicates = () => usePages<Duplicates>("/duplicates", {});
/** The page is asked for once, with the beginning of its line of time. */
const wholePage = { with: "timeline" };
export const useClientPage = (id: string) => useAnswer<ClientPage>(`/clients/${id}`, wholePage);
export function useTimeline(id: string, kind: TimelineKind | undefined) {
  const answers = useQueryClient();
  const beginning = async (language: Language) => {
    const page = await answers.fetchQuery(answerAt<ClientPage>(`/clients/${id}`, wholePage, language));
    return page.timeline;
  };
  return usePages<Timeline>(`/clients/${id}/timeline`, { kind }, kind === undefined ? beginning : undefined);
}
export const useViews = (client: string) => usePages<Views>(`/clients/${client}/views`, {});
export const useExplanation = (id: string, on: Day | undefined) =>
  useAnswer<Explanation>(`/clients/${id}/explain`, { on }, { keep: true });
export const useResults = () => useAnswer<Results>("/reports/results", undefined, report);
export const useEffects = () => useAnswer<ChainEffects>("/reports/effects", undefined, report);
export const useResultRows = (list: ResultList, query: Query) =>
  usePages<ResultRows>(`/reports/results/${list}`, query);
export const useDesk = () => useAnswer<DeskFacts>("/desk", undefined, { freshForMs: 600_000 });
export const visitPath = (client: string) => `/clients/${client}/visit`;
export const useVisit = (client: string) => useAnswer<Visitor>(visitPath(client));
export const useAttributes = () =>
  useAnswer<{ attributes: NamedAttribute[] }>("/client-attributes", undefined, { freshForMs: 600_000 });
export const useLetters = () => usePages<Letters>("/demo/letters", {});
export const useLetter = (id: string) => useAnswer<Letter>(`/demo/letters/${id}`);
/** A report goes through the whole base, and nobody decides by its last minute. */
const report = { freshForMs: 600_000 };
export const useDemands = () => useAnswer<Demands>("/demands");
export const useDemandsOf = (client: string) => useAnswer<ClientDemands>(`/clients/${client}/demands`);
/** Asks nothing where nothing was erased, or where one may not know. */
export const useActsOf = (client: string, asks: boolean) =>
  useAnswer<ErasureActs>("/erasure-acts", { client }, { asks });
export const useCompleteness = () =>
  useAnswer<CompletenessReport>("/reports/completeness", undefined, report);
export const useBonuses = () => useAnswer<Bonuses>("/reports/bonuses", undefined, report);
export const useBurnForecast = () => useAnswer<BurnForecast>("/reports/burn-forecast", undefined, report);
export const useBurnBacktest = () => useAnswer<BurnBacktest>("/reports/burn-backtest", undefined, report);
export const useCardSales = () => useAnswer<CardSales>("/reports/cards", undefined, report);
export const useCardUse = () => useAnswer<CardUse>("/reports/card-use", undefined, report);

export const useImports = () => useAnswer<Imports>("/imports");
export const useImportFacts = () =>
  useAnswer<ImportFacts>("/import-facts", undefined, { freshForMs: 600_000 });
export const useMappings = () => useAnswer<Mappings>("/import-mappings");
export const useProblemKinds = (id: string) => useAnswer<ProblemKinds>(`/imports/${id}/problem-kinds`);
export const useProblems = (id: string, code: string | undefined) =>
  usePages<ImportProblems>(`/imports/${id}/problems`, { code });
/** Asked again while it moves. */
export function useImport(id: string): UseQueryResult<Import> {
  const language = useLanguage();
  return useQuery<Import>({
    queryKey: [`/imports/${id}`, undefined, language],
    queryFn: ({ signal }) => get<Import>(`/imports/${id}`, { language, signal }),
    refetchInterval: ({ state }) => (isMoving(state.data) ? 1000 : false),
  });
}
const isMoving = (found: Import | undefined): boolean =>
  found?.state === "reading" || found?.state === "importing" || found?.state === "undoing";
