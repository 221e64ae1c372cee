/** A scope in words: `клиенты: читать`. */
import { useTranslation } from "react-i18next";
import type { ApiKey } from "../../../src/access/key-contract.ts";

export type Scope = ApiKey["scopes"][number];
type Area<S = Scope> = S extends `${infer A}:${string}` ? A : never;

export function useScopeWord(): (scope: Scope) => string {
  const { t } = useTranslation();
  return (scope) => {
    const [area, verb] = scope.split(":") as [Area, "read" | "write"];
    return `${t(`area.${area}`)}: ${t(`scope.${verb}`)}`;
  };
}
