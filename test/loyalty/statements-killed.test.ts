/** The batch of statements as a real process, killed in the middle and run again. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { layDatabase } from "../support/data-folder.ts";
import { createPostgres, left } from "../support/database.ts";
import { killWhen } from "../support/killed.ts";
import { povod } from "../support/povod.ts";
import { cdnowStart } from "./base.ts";

describe.each(["pglite", "postgres"] as const)("statements, killed in the middle (%s)", (engine) => {
  it.skipIf(left(engine))("run again come to the same file", { timeout: 300_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "povod-killed-"));
    const sales = join(folder, "sales.csv");
    writeFileSync(sales, cdnowStart(30_000));
    const server = engine === "postgres" ? await createPostgres() : undefined;
    if (!server) layDatabase(join(folder, "data"));
    const place = server ? [] : ["--data", join(folder, "data")];
    const env = server ? { DATABASE_URL: server.url } : {};
    const run = async (...args: string[]) => {
      const ended = await povod([...args, ...place], env);
      expect(ended).toMatchObject({ code: 0 });
      return ended.stdout;
    };
    const month = ["statements", "--month", "1997-03", "--json"];
    try {
      await run("import", "purchases", sales);
      const out = join(folder, "out");
      const name = "statements-1997-03.jsonl";
      await run(...month, "--out", join(folder, "whole"));
      const written = () => statSync(join(out, `${name}.part`), { throwIfNoEntry: false })?.size ?? 0;
      const command = [...month, "--out", out, ...place];
      expect(await killWhen({ command, env }, () => written() > 0, 1)).toBe(true);
      expect(readdirSync(out)).toEqual([`${name}.part`]);

      const { kept, statements } = JSON.parse(await run(...month, "--out", out)) as {
        kept: number;
        statements: number;
      };
      expect(kept).toBeGreaterThan(0);
      expect(kept).toBeLessThan(statements);
      expect(readdirSync(out)).toEqual([name]);
      expect(readFileSync(join(out, name), "utf8")).toBe(readFileSync(join(folder, "whole", name), "utf8"));
    } finally {
      await server?.drop();
      rmSync(folder, { recursive: true });
    }
  });
});
