/** What the screens about signing in, people, keys and the audit read. */
import type { Stop } from "../../src/delivery/stop-contract.ts";
import { keepPreviousData, useInfiniteQuery, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Audit, AuditQuery } from "../../src/access/audit-contract.ts";
import type { ApiKeys } from "../../src/access/key-contract.ts";
import type { Link, Sessions, Staff } from "../../src/access/staff-contract.ts";
import { useLanguage } from "../language/i18n.ts";
import { get } from "./fetch.ts";

function useAccess<Answer>(path: string): UseQueryResult<Answer> {
  const language = useLanguage();
  return useQuery<Answer>({
    queryKey: [path],
    queryFn: ({ signal }) => get<Answer>(path, { language, signal }),
  });
}

export const sessionsKey = ["/me/sessions"] as const;
export const staffKey = ["/staff"] as const;
export const keysKey = ["/api-keys"] as const;

export const useSessions = () => useAccess<Sessions>("/me/sessions");
export const useStaff = () => useAccess<Staff>("/staff");
export const useApiKeys = () => useAccess<ApiKeys>("/api-keys");
export const useLink = (token: string) => useAccess<Link>(`/invitations/${token}`);
export const useStop = (token: string) => useAccess<Stop>(`/stops/${token}`);

export type AuditSelection = { [Part in keyof Omit<AuditQuery, "cursor">]: AuditQuery[Part] | undefined };

export function useAudit(selection: AuditSelection) {
  const language = useLanguage();
  return useInfiniteQuery({
    queryKey: ["/audit", selection],
    queryFn: ({ pageParam, signal }) =>
      get<Audit>("/audit", { language, query: { ...selection, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}
