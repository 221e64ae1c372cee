/** Whether what is missing about a client is asked in a conversation: one that greets holds nothing but the greeting. */
import type { Purpose } from "../chains/chain.ts";

/** `purposes`: of everything that is said in it, the reason of the call and what it takes along. */
export const asksBesides = (purposes: readonly Purpose[]): boolean => !purposes.includes("greeting");
