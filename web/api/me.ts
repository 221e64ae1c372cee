/** Who is signed in. Inside the frame there is always somebody. */
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { Door, Me } from "../../src/access/contract.ts";
import { useLanguage } from "../language/i18n.ts";
import type { Language } from "../../src/kernel/language.ts";
import { get, isSilence } from "./fetch.ts";

export type Right = Me["rights"][number];
export type Role = Me["staffMember"]["role"];

export const meKey = ["/me"] as const;

const meanwhile = createContext<Me | undefined>(undefined);
export const MeProvider = meanwhile.Provider;

/** Whoever is signed in; a screen inside the frame need not ask whether anybody is. */
export function useMe(): Me {
  const me = useContext(meanwhile);
  if (!me) throw new Error("nobody is signed in");
  return me;
}

/** Whether whoever is signed in may do that. The server decides; this only leaves out what it would refuse. */
export const useMay = (): ((right: Right) => boolean) => {
  const { rights } = useMe();
  return (right) => rights.includes(right);
};

export const whoIsIn = (language: Language) => ({
  queryKey: meKey,
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Me>("/me", { language, signal }),
  staleTime: 60_000,
});

export function useWhoIsIn(): UseQueryResult<Me> {
  const language = useLanguage();
  return useQuery<Me>({
    ...whoIsIn(language),
    // Whose rights change in the middle of work sees it soon; nobody has to press anything when the program is back.
    refetchInterval: ({ state }) => (isSilence(state.error) ? 5_000 : 5 * 60_000),
  });
}

export function useDoor(asked: boolean): UseQueryResult<Door> {
  const language = useLanguage();
  return useQuery<Door>({
    queryKey: ["/door"],
    queryFn: ({ signal }) => get<Door>("/door", { language, signal }),
    enabled: asked,
  });
}
