import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "src/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    setupFiles: ["test/support/properties.ts"],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    // What a page or a process comes to is waited for, on a busy machine as well; only what never comes waits that long.
    expect: { poll: { timeout: 20_000 } },
    pool: "forks",
    // One more than the smallest machine has processors: a file often waits for a browser, a process or a server.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // The program keeps nothing in its modules that one test could leave to another; loading it takes seconds for each file.
    isolate: false,
    unstubEnvs: true,
    // Tests start the program as a process some hundred times; what it is compiled to is kept for the next.
    env: {
      NODE_COMPILE_CACHE: fileURLToPath(new URL("node_modules/.cache/povod/compiled", import.meta.url)),
    },
  },
});
