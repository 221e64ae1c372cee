/** What touches to come would take of operators' time and money. */
import type { EtiquetteSettings } from "./settings.ts";

export interface Effort {
  minutes: number;
  kopecks: bigint;
}

type Costs = Pick<EtiquetteSettings, "callCost" | "emailCost" | "smsCost" | "messengerCost">;

const costNames: Record<string, keyof Costs> = {
  call: "callCost",
  email: "emailCost",
  sms: "smsCost",
  telegram: "messengerCost",
  max: "messengerCost",
};

/** `touches` over one channel: each costs what the business has set, and a call takes an operator's time too. */
export function effortOf(
  channel: string,
  touches: number,
  { callSeconds, ...costs }: Costs & { callSeconds: number },
): Effort {
  const name = costNames[channel];
  return {
    minutes: channel === "call" ? (touches * callSeconds) / 60 : 0,
    kopecks: name === undefined ? 0n : BigInt(touches) * BigInt(costs[name]),
  };
}
