import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { firstLoad } from "./first-load.ts";

/** A group of pieces that several screens share is named after all of them: the first word tells enough. */
const shortName = (name: string | undefined): string => name?.replace(/\.\w+$/, "").split("~")[0] ?? "";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), firstLoad()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    // All libraries of the frame are one file: a browser keeps it over versions of the screens.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        chunkFileNames: ({ name }) => `assets/${shortName(name)}-[hash].js`,
        assetFileNames: ({ names: [name] }) => `assets/${shortName(name)}-[hash][extname]`,
        // A request costs a visitor of another town more than a few kilobytes do, so small pieces are joined.
        codeSplitting: {
          groups: [
            { name: "libraries", tags: ["$initial"], test: /[\\/]node_modules[\\/].*\.m?js/, priority: 3 },
            { name: "frame", tags: ["$initial"], priority: 2 },
            // Only whoever writes chains needs it: it is heavier than any screen.
            { name: "yaml", test: /[\\/]node_modules[\\/]yaml[\\/]/, priority: 2 },
            // What most screens are made of: split by who shares what, it was a dozen files of a kilobyte.
            {
              name: "common",
              test: /[\\/](?:web[\\/](?:components|api)|src[\\/]kernel)[\\/]/,
              minShareCount: 3,
              priority: 1,
            },
            {
              name: "shared",
              // What the two pages of other systems share would be joined with what every call needs. Joined to larger
              // files, two came to need each other, and neither began.
              test: /^(?!.*[\\/]pages[\\/]webhooks[\\/])/,
              minShareCount: 2,
              entriesAware: true,
              entriesAwareMergeThreshold: 5_000,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:7373" } },
});
