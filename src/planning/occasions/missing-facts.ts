/** Facts we lack about a client: no touch of its own, its questions join a conversation that happens anyway. */
import { sql } from "../../database/sql.ts";
import type { OccasionSource } from "../occasion.ts";

export const missingFacts: OccasionSource = {
  kind: "missing-facts",
  select: () => sql`
    select null::uuid as client_id, null::text as occasion_key, null::date as occasion_date, null::jsonb as facts,
      0::bigint as worth where false`,
  say: (_, { language }) => ({ ru: "не хватает сведений", en: "facts are missing" })[language],
};
