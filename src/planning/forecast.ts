/** What touches to come would take of operators' time and money. */
import type { EtiquetteSettings } from "./settings.ts";

export interface Effort {
  minutes: number;
  kopecks: bigint;
}

/** `touches` over one channel: a call takes an operator's time and costs what the business has set, the others next to nothing. */
export function effortOf(
  channel: string,
  touches: number,
  { callSeconds, callCost }: Pick<EtiquetteSettings, "callCost"> & { callSeconds: number },
): Effort {
  if (channel !== "call") return { minutes: 0, kopecks: 0n };
  return { minutes: (touches * callSeconds) / 60, kopecks: BigInt(touches) * BigInt(callCost) };
}
