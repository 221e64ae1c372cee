import type { Connection } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import type { ColumnFact } from "../import/facts.ts";
import { asCompared } from "../import/headings.ts";
import { saveMapping, type Mapping } from "../store/import-mappings.ts";

const longestName = 100;

/** Keeps what columns hold under a name; what stood under it is replaced. Throws `bad_input`. */
export async function saveColumns(
  db: Connection,
  name: string,
  columns: readonly { heading: string; fact: ColumnFact }[],
): Promise<Mapping> {
  if (name.trim() === "" || name.length > longestName || /\p{Cc}/u.test(name))
    throw new DomainError("bad_input", `A mapping's name has 1 to ${longestName} characters on one line.`, {
      place: { field: "mapping" },
    });
  const mapping = {
    name: name.trim(),
    columns: Object.fromEntries(columns.map(({ heading, fact }) => [asCompared(heading), fact])),
  };
  await saveMapping(db, mapping);
  return mapping;
}
