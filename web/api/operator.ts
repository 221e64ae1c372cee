/** Who is on the phone: the operator at this machine. */
import { useQuery } from "@tanstack/react-query";
import type { Operators } from "../../src/calls/contract.ts";
import { useLanguage } from "../language/i18n.ts";
import { get } from "./fetch.ts";
import { readStored } from "./stored.ts";

export interface Operator {
  id: string;
  name: string;
}

export function useOperator(): Operator | undefined {
  const language = useLanguage();
  const { data } = useQuery({
    queryKey: ["/calls/operators"],
    queryFn: ({ signal }) => get<Operators>("/calls/operators", { language, signal }),
    staleTime: Infinity,
  });
  const chosen = readStored("povod-operator", "");
  return data?.operators.find(({ id }) => id === chosen) ?? data?.operators[0];
}
