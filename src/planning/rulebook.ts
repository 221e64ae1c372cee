/** Every etiquette rule, in the order they are judged and told; the first that refuses decides, else the first that holds. */
import type { EtiquetteRule } from "./etiquette-rule.ts";
import { attempts } from "./etiquette/attempts.ts";
import { capacity } from "./etiquette/capacity.ts";
import { chainOver } from "./etiquette/chain-over.ts";
import { complaintOpen } from "./etiquette/complaint-open.ts";
import { controlGroup } from "./etiquette/control-group.ts";
import { deceased } from "./etiquette/deceased.ts";
import { doNotDisturb } from "./etiquette/do-not-disturb.ts";
import { frequency } from "./etiquette/frequency.ts";
import { greetingOnly } from "./etiquette/greeting-only.ts";
import { late } from "./etiquette/late.ts";
import { noConsent } from "./etiquette/no-consent.ts";
import { noContactPoint } from "./etiquette/no-contact-point.ts";
import { notTheDay } from "./etiquette/not-the-day.ts";
import { oneADay } from "./etiquette/one-a-day.ts";
import { processingStopped } from "./etiquette/processing-stopped.ts";
import { quietHours } from "./etiquette/quiet-hours.ts";
import { recentlySpoke } from "./etiquette/recently-spoke.ts";
import { refusedBefore } from "./etiquette/refused-before.ts";
import { samePerson } from "./etiquette/same-person.ts";
import { withdrawn } from "./etiquette/withdrawn.ts";

/** Judged over every channel of a step, to choose the channel. */
export const channelRules: readonly EtiquetteRule[] = [
  deceased,
  processingStopped,
  withdrawn,
  doNotDisturb,
  noConsent,
  refusedBefore,
  chainOver,
  noContactPoint,
  attempts,
  notTheDay,
  late,
  greetingOnly,
  complaintOpen,
  recentlySpoke,
  quietHours,
  frequency,
];

/** Judged once the channel is chosen, among a person's touches that may happen. */
export const dayRules: readonly EtiquetteRule[] = [controlGroup, oneADay, samePerson];

/** Judged last, among the calls of everybody. */
export const queueRules: readonly EtiquetteRule[] = [capacity];

export const rulebook: readonly EtiquetteRule[] = [...channelRules, ...dayRules, ...queueRules];
