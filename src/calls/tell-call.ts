/** A taken call as it crosses the wire, its reasons in the reader's words. */
import type { Reader } from "../business/reader.ts";
import { formOfAddress, fullName } from "../clients/person-name.ts";
import { sayOccasion } from "../planning/occasion-words.ts";
import type { CallAndMore } from "./actions/take-call.ts";
import type { ClaimedCall } from "./contract.ts";
import type { TakenAlong } from "./store/calls.ts";

export function tellCall(call: CallAndMore, { language, today, business }: Reader): ClaimedCall {
  const { id, touch, client, phone, chain, step, purpose, attempt } = call;
  const occasion = ({ occasionKind: kind, occasionDate, facts }: TakenAlong): ClaimedCall["occasion"] => ({
    kind,
    date: occasionDate.toString(),
    text: sayOccasion(kind, facts, { language, today, currency: business.currency }),
  });
  return {
    id,
    touch,
    client,
    phone,
    chain,
    step,
    purpose,
    attempt,
    name: fullName(call),
    address: formOfAddress(call),
    occasion: occasion(call),
    takenAlong: call.takenAlong.map((one) => ({
      touch: one.touch,
      chain: one.chain,
      step: one.step,
      purpose: one.purpose,
      occasion: occasion(one),
    })),
    callBackAt: call.callBackAt?.toString() ?? null,
    leaseUntil: call.leaseUntil.toString(),
  };
}
