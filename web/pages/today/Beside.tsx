/** Beside today's numbers: what waits for a decision, then whom to call; together, or the first would push the second away. */
import type { Business } from "../../../src/business/contract.ts";
import type { Today } from "../../../src/reports/contract.ts";
import { CallsAside } from "./CallsAside.tsx";
import { Decisions, useUndecided } from "./Decisions.tsx";

export function Beside({ day, business }: { day: Today; business: Business }) {
  const undecided = useUndecided(day);
  return (
    <div>
      {undecided && <Decisions undecided={undecided} business={business} />}
      <div hidden={undecided === undefined}>
        <CallsAside day={day} business={business} />
      </div>
    </div>
  );
}
