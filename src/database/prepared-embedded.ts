/**
 * The embedded engine plans once what a server does (prepared.ts). Its driver parses and plans whatever it is asked, which
 * takes longer than most statements run: these are kept by SQL's own `prepare`, and asked for with their values as text.
 */
import type { PGlite, Transaction } from "@electric-sql/pglite";
import { planAsEver, planForGood, plannedOnce, type PlannedOnce } from "./prepared.ts";

/** A plan of the largest takes a few megabytes. */
const mostKept = 100;

/** After takeBlobs: what a transaction of the engine is given is taught by itself. */
export function prepareEmbedded(pglite: PGlite): void {
  const kept = new Set<string>();
  teach(pglite, kept, (act) => pglite.transaction(act));
  const transaction = pglite.transaction.bind(pglite);
  pglite.transaction = (act) =>
    transaction((tx) => {
      teach(tx, kept, (inside) => inside(tx));
      return act(tx);
    });
}

type Runner = Pick<Transaction, "query" | "exec">;
type Within = <Result>(act: (tx: Transaction) => Promise<Result>) => Promise<Result>;

function teach(runner: Runner, kept: Set<string>, within: Within): void {
  const query = runner.query.bind(runner);
  const exec = runner.exec.bind(runner);
  const ask: Runner["query"] = async (text, values, options) => {
    const once = plannedOnce(text, values ?? []);
    const literals = once?.values.map(literal);
    if (!once || !literals || literals.includes(undefined)) return query(text, values, options);
    await keep(exec, kept, once);
    const asked = literals.length === 0 ? "" : `(${literals.join(", ")})`;
    const execute = `execute "${once.name}"${asked}`;
    if (!once.forGood) return query(execute, [], options);
    return within(async (tx) => {
      await tx.exec(planForGood);
      const answer = await tx.query(execute, [], options);
      await tx.exec(planAsEver);
      return answer as never;
    });
  };
  runner.query = ask;
}

/** The longest unused makes way. What was prepared outlives a transaction that is rolled back. */
async function keep(exec: Runner["exec"], kept: Set<string>, { name, text }: PlannedOnce): Promise<void> {
  if (!kept.delete(name)) {
    const [eldest] = kept;
    if (eldest !== undefined && kept.size >= mostKept) {
      await exec(`deallocate "${eldest}"`);
      kept.delete(eldest);
    }
    await exec(`prepare "${name}" as ${text}`);
  }
  kept.add(name);
}

/** Undefined for what only the driver knows how to write. */
function literal(value: unknown): string | undefined {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return `'${value}'`;
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : undefined;
}
