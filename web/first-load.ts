/** Of the build: tells the page which files each address needs, sees that none needs itself, makes the page of whoever is outside. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { HtmlTagDescriptor, Plugin, Rolldown } from "vite";

type Bundle = Rolldown.OutputBundle;
type Chunk = Rolldown.OutputChunk;

const alphabets = ["cyrillic", "latin"];
const marker = '<script src="/before-first-paint.js"';
const frame = /\s*<!-- The frame:[^]*<!-- \/frame -->/;

export function firstLoad(): Plugin {
  let root = "";
  return {
    name: "first-load",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        refuseCycles(chunks);
        const needed = (source: string) => {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === join(root, source));
          if (!chunk) throw new Error(`${source} has no chunk of its own`);
          return [...filesOf(chunk, bundle)].map((file) => `/${file}`).filter((file) => !html.includes(file));
        };
        const names: string[] = [];
        // Screens share most of what they need: each file is named once.
        const numbers = (source: string) =>
          needed(source).map((file) => (names.includes(file) ? names.indexOf(file) : names.push(file) - 1));
        const routes = screensOf(readFileSync(join(root, "routes.tsx"), "utf8"));
        const files = {
          names,
          languages: { ru: numbers("language/ru.ts"), en: numbers("language/en.ts") },
          screens: routes.map(([path, source]) => [patternOf(path), numbers(source)]),
        };
        if (!html.includes(marker) || !frame.test(html))
          throw new Error("index.html lacks what is filled in");
        const page = html.replace(marker, `${marker} data-files='${JSON.stringify(files)}'`);
        return { html: page, tags: fontsOf(bundle) };
      },
    },
    writeBundle({ dir = "" }) {
      const page = readFileSync(join(dir, "index.html"), "utf8");
      writeFileSync(join(dir, "outside.html"), page.replace(frame, ""));
    },
  };
}

/** Of two files that need each other neither begins. Throws where joining small pieces has made such ones. */
function refuseCycles(chunks: readonly Chunk[]): void {
  const importsOf = new Map(chunks.map(({ fileName, imports }) => [fileName, imports]));
  const done = new Set<string>();
  const follow = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) throw new Error(`files need each other: ${[...way, file].join(" > ")}`);
    if (done.has(file)) return;
    for (const needed of importsOf.get(file) ?? []) follow(needed, [...way, file]);
    done.add(file);
  };
  for (const { fileName } of chunks) follow(fileName, []);
}

/** Letters of every screen are asked for with the page, not once its styles are read. */
function fontsOf(bundle: Bundle): HtmlTagDescriptor[] {
  return alphabets.map((alphabet) => {
    const file = Object.keys(bundle).find((name) => name.includes(`golos-text-${alphabet}-wght-normal`));
    if (file === undefined) throw new Error(`Golos Text has no ${alphabet} letters`);
    const attrs = { rel: "preload", as: "font", type: "font/woff2", href: `/${file}`, crossorigin: "" };
    return { tag: "link", injectTo: "head", attrs };
  });
}

/** Addresses and sources as web/routes.tsx has them. */
function screensOf(routes: string): [path: string, source: string][] {
  const found = routes.matchAll(
    /createRoute\(\{\s*getParentRoute: \(\) => rootRoute,\s*path: "([^"]+)",(?:(?!createRoute)[^])*?import\("\.\/([^"]+)"\)/g,
  );
  return Array.from(found, ([, path = "", source = ""]) => [path, source]);
}

const patternOf = (path: string): string => `^${path.replaceAll(/\$\w+/g, "[^/]+")}/?$`;

/** Itself, what it imports, and their styles. */
function filesOf(chunk: Chunk, bundle: Bundle, found = new Set<string>()): Set<string> {
  if (found.has(chunk.fileName)) return found;
  found.add(chunk.fileName);
  for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
  for (const name of chunk.imports) {
    const imported = bundle[name];
    if (imported?.type === "chunk") filesOf(imported, bundle, found);
  }
  return found;
}
