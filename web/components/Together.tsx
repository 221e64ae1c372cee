/** Parts of one screen that all got no answer say so once, and are tried again together. */
import type { ReactNode } from "react";
import { isSilence } from "../api/fetch.ts";
import { Trouble } from "./Trouble.tsx";

interface Asked {
  data: unknown;
  error: Error | null;
  refetch: () => unknown;
}

export function Together({ asked, children }: { asked: readonly Asked[]; children: ReactNode }) {
  const error = asked[0]?.error;
  const isSilent = asked.every((one) => one.data === undefined && isSilence(one.error));
  if (!isSilent || !error) return children;
  return <Trouble error={error} onRetry={() => asked.forEach((one) => void one.refetch())} />;
}
