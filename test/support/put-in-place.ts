import { rename, rm } from "node:fs/promises";

/** Moves a folder to where it is looked for. Of two runs that have made it at the same time the first one's stays. */
export async function putInPlace(made: string, place: string): Promise<void> {
  try {
    await rename(made, place);
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
    await rm(made, { recursive: true });
  }
}
