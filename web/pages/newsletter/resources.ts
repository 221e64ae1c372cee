/** The newsletter's issues, saved and taken back. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Issue, Issues, NewIssue } from "../../../src/newsletters/contract.ts";
import { ApiTrouble, change, get } from "../../api/fetch.ts";
import { useLanguage } from "../../language/i18n.ts";

const path = "/newsletter-issues";

export function useIssues() {
  const language = useLanguage();
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Issues>(path, { language, signal }),
  });
}

interface Kept {
  number: number;
  issue: NewIssue;
  /** Of the issue that was read; null where the number was free. */
  etag: string | null;
}

/** Whoever has changed it meanwhile is seen at once: what is typed stays. */
export function useKeepIssue(onKept: (issue: Issue) => void) {
  const language = useLanguage();
  const answers = useQueryClient();
  return useMutation({
    mutationFn: ({ number, issue, etag }: Kept) =>
      change<Issue>("PUT", `${path}/${number}`, { language, body: issue, ifMatch: etag }),
    onSuccess: async (issue) => {
      onKept(issue);
      await answers.invalidateQueries();
    },
    onError: async (error) => {
      if (error instanceof ApiTrouble && error.code === "changed_meanwhile")
        await answers.invalidateQueries({ queryKey: [path] });
    },
  });
}

export function useDropIssue(onDropped: () => void) {
  const language = useLanguage();
  return useMutation({
    mutationFn: ({ number, etag }: Pick<Issue, "number" | "etag">) =>
      change<Issues>("DELETE", `${path}/${number}`, { language, ifMatch: etag }),
    onSuccess: onDropped,
  });
}
