/** `povod client export CLIENT --to FILE.zip`: everything that is held about a client, in one archive. */
import { writeFileSync } from "node:fs";
import { openLookBook } from "../../clients/actions/record-look.ts";
import { findClient } from "../../clients/store/find-client.ts";
import { exportClient } from "../../rights/actions/export-client.ts";
import { packExport } from "../../rights/actions/pack-export.ts";
import { databaseOptions, jsonOption, requiredOption, UsageError, type Command } from "../command.ts";
import { withDatabase } from "../open.ts";

export const clientExportCommand: Command = {
  name: "client export",
  usage: "CLIENT --to FILE.zip [--lang ru|en] [--staff ID] [--json] [--data DIR]",
  options: {
    to: { type: "string" },
    lang: { type: "string" },
    staff: { type: "string" },
    ...databaseOptions,
    ...jsonOption,
  },
  positionals: [1, 1],
  async run(context, invocation) {
    const file = requiredOption(invocation, "to");
    const language = invocation.options["lang"];
    if (language !== undefined && language !== "ru" && language !== "en")
      throw new UsageError(`--lang expects ru or en, got ${String(language)}`);
    await withDatabase(context, invocation, async ({ db }) => {
      const work = { db, clock: context.clock };
      const { id } = await findClient(db, invocation.positionals[0] ?? "");
      const staffMember = (invocation.options["staff"] as string | undefined) ?? null;
      await openLookBook(work).record({ what: "export", staffMember, client: id });
      const told = await exportClient(work, { client: id, language });
      const bytes = await packExport(work, told);
      writeFileSync(file, bytes, { mode: 0o600 });
      const made = { client: id, file, bytes: bytes.length };
      await context.out(
        invocation.options["json"] === true ? `${JSON.stringify(made)}\n` : `${file}: ${bytes.length}\n`,
      );
    });
  },
};
