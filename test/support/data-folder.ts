/** A data folder in which a migrated, empty database lies: the program makes one in seconds, of a processor alone. */
import { cpSync } from "node:fs";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    migratedFolder: string;
  }
}

/** Lays it into `folder`, and makes that where there is none. */
export const layDatabase = (folder: string): void =>
  cpSync(inject("migratedFolder"), folder, { recursive: true });
