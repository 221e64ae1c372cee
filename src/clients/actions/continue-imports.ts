/** Goes on with imports that were confirmed, or are being taken back, and that nobody is at any more. */
import { idsInState } from "../store/imports.ts";
import { runImport, type RunOptions } from "./run-import.ts";
import { undoImport } from "./undo-import.ts";

/** Says how many imports came to their end. */
export async function continueImports(
  options: Pick<RunOptions, "db" | "clock" | "replan" | "signal">,
): Promise<number> {
  let ended = 0;
  for (const id of await idsInState(options.db, "importing"))
    if ((await runImport(options, id)).state === "done") ended++;
  for (const id of await idsInState(options.db, "undoing"))
    if ((await undoImport(options, id)).state === "undone") ended++;
  return ended;
}
