/** The states of a touch, by what planning may still do with it. */

/** Not made and not ended: another planning of the same day may change it. */
export const openStates = ["planned", "due", "held"] as const;

/** Ended without contact on its day; planning the same day again judges it anew. */
const unmadeStates = ["refused", "lapsed", "withdrawn", "no_answer", "failed", "control"] as const;

/** What planning the same day again may rewrite. */
export const replannableStates = [...openStates, ...unmadeStates] as const;

/** On its way or made: planning never touches it, and it has the day's one place. */
export const lockedStates = ["claimed", "sent", "delivered", "unknown", "queued", "done"] as const;

/** Made, or perhaps made: the client has, or may have, heard from us, and it counts against the frequency. */
export const madeStates = ["claimed", "sent", "delivered", "unknown", "done"] as const;

/** Etiquette let it pass, and it was made, tried, or left alone on purpose. */
export const triedStates = [...lockedStates, "no_answer", "failed", "control"] as const;

/** On an earlier day: this step is over for this occasion. Whoever did not answer, or was not reached, is tried again. */
export const endedStates = [...lockedStates, "refused", "control"] as const;
