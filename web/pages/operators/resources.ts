/** Who makes the calls, and how much time there is for them. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Operators } from "../../../src/calls/contract.ts";
import type { AllOperatorHours, NewOperatorHours } from "../../../src/planning/contract.ts";
import type { Offices } from "../../../src/business/contract.ts";
import { change, get } from "../../api/fetch.ts";
import { useLanguage } from "../../language/i18n.ts";

const operatorsPath = "/calls/operators";
const hoursPath = "/operator-hours";

/** Named so that whatever moves a call is heard here too. */
export function useOperators() {
  const language = useLanguage();
  return useQuery({
    queryKey: [operatorsPath, language],
    queryFn: ({ signal }) => get<Operators>("/operators", { language, signal }),
  });
}

export function useOperatorHours(asks = true) {
  const language = useLanguage();
  return useQuery({
    enabled: asks,
    queryKey: [hoursPath, language],
    queryFn: ({ signal }) => get<AllOperatorHours>(hoursPath, { language, signal }),
  });
}

export function useOffices() {
  const language = useLanguage();
  return useQuery({
    queryKey: ["/offices", language],
    queryFn: ({ signal }) => get<Offices>("/offices", { language, signal }),
  });
}

export function useSetHours() {
  const language = useLanguage();
  const answers = useQueryClient();
  return useMutation({
    mutationFn: (body: NewOperatorHours) => change<AllOperatorHours>("PUT", hoursPath, { language, body }),
    onSuccess: (all) => answers.setQueryData([hoursPath, language], all),
  });
}

/** One's own, or, for whoever sets the business up, anybody's. */
export function useSetLine() {
  const language = useLanguage();
  const answers = useQueryClient();
  return useMutation({
    mutationFn: ({ staffMember, line, own }: { staffMember: string; line: string | null; own: boolean }) =>
      own
        ? change<unknown>("PUT", "/calls/line", { language, body: { staffMember, line } })
        : change<unknown>("PUT", `/operators/${staffMember}/line`, { language, body: { line } }),
    onSuccess: () => answers.invalidateQueries({ queryKey: [operatorsPath] }),
  });
}
