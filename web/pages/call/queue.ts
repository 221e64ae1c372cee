/** The queue's numbers, and the calls at its head. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { CallQueue } from "../../../src/reports/call-screen-contract.ts";
import { get } from "../../api/fetch.ts";
import { useLanguage } from "../../language/i18n.ts";

/** Asked again now and then, too: an hour comes without anybody telling. */
const againMs = 60_000;

export function useCallQueue(staffMember: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: ["/calls/queue", staffMember, language],
    queryFn: ({ signal }) => get<CallQueue>("/calls/queue", { language, query: { staffMember }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: againMs,
  });
}
