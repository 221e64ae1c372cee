/** The text of a chain while somebody works at it: kept in this browser until the program has it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { ChainPage } from "../../../src/chains/contract.ts";
import { stopCounting } from "../../api/chains.ts";
import { change } from "../../api/fetch.ts";
import { useLanguage } from "../../language/i18n.ts";

interface Kept {
  text: string;
  /** The state of the chain that the text was begun from; `none` of a chain that is not there yet. */
  tag: string;
}

const keyOf = (code: string): string => `povod-chain-${code}`;

export function keptText(code: string): Kept | undefined {
  try {
    const found = localStorage.getItem(keyOf(code));
    return found === null ? undefined : (JSON.parse(found) as Kept);
  } catch {
    return undefined;
  }
}

export function keepText(code: string, kept: Kept | undefined): void {
  try {
    if (kept) localStorage.setItem(keyOf(code), JSON.stringify(kept));
    else localStorage.removeItem(keyOf(code));
  } catch {
    // Without storage the text lasts until the page is closed.
  }
}

export interface Draft {
  text: string;
  /** Differs from what the program has. */
  isChanged: boolean;
  /** The chain was changed by somebody else since this text was begun. */
  isStale: boolean;
  setText(text: string): void;
  /** Back to what the program has. */
  discard(): void;
  /** Takes what the program has as read: the text stays. */
  keepMine(): void;
  save(): void;
  isSaving: boolean;
  error: Error | null;
}

/** `page` undefined: the chain is not there yet. */
export function useDraft(code: string, page: ChainPage | undefined): Draft {
  const language = useLanguage();
  const answers = useQueryClient();
  const [kept, setKept] = useState(() => keptText(code));
  const known = page?.yaml ?? "";
  const tag = page?.tag ?? "none";
  const put = useCallback(
    (next: Kept | undefined) => {
      keepText(code, next);
      setKept(next);
    },
    [code],
  );
  const text = kept?.text ?? known;
  const saving = useMutation({
    mutationFn: () =>
      change<ChainPage>("PUT", `/chains/${code}/draft`, {
        language,
        body: { yaml: text },
        ifMatch: kept?.tag ?? tag,
      }),
    onMutate: () => stopCounting(answers),
    onSuccess: async (saved) => {
      answers.setQueryData([`/chains/${code}`, undefined, language], saved);
      put(undefined);
      await answers.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith("/chains"),
      });
    },
  });
  const isChanged = kept !== undefined && kept.text !== known;
  return {
    text,
    isChanged,
    isStale: isChanged && kept.tag !== tag,
    setText: (next) => put(next === known ? undefined : { text: next, tag: kept?.tag ?? tag }),
    discard: () => {
      saving.reset();
      put(undefined);
    },
    keepMine: () => {
      saving.reset();
      put({ text, tag });
    },
    save: () => saving.mutate(),
    isSaving: saving.isPending,
    error: saving.error,
  };
}
