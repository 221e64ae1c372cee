/** Keeps what lint cannot: the clock's monopoly, sizes, paths that exist on one machine only, lists that must be whole. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { refusalCodes } from "../src/kernel/errors.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const self = "test/tidy.test.ts";

function files(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: root, exclude: ["web/dist/**", "bench/data/**", "bench/results/**"] })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file !== self)
    .sort();
}

const code = files("{src,web,test,bench,tools}/**/*.{ts,tsx,mjs,js}", "bin/*", "*.config.ts");
const text = [
  ...code,
  ...files(
    "{src,web,bench,test}/**/*.{sql,yaml,css,html,mjml,json}",
    "docs/**/*.md",
    "bench/*.md",
    "*.{md,json,jsonc,yaml}",
    ".ci/*",
    ".*rc*",
    ".git{ignore,attributes}",
  ),
];

/** `file:line: the line` for every line that matches. */
function lines(
  among: string[],
  pattern: RegExp,
  allowed: (line: string, file: string) => boolean = () => false,
) {
  return among.flatMap((file) =>
    read(file)
      .split("\n")
      .flatMap((line, index) =>
        pattern.test(line) && !allowed(line, file)
          ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`]
          : [],
      ),
  );
}

describe("the sources", () => {
  it("are found", () => {
    expect(code.length).toBeGreaterThan(30);
    expect(code).toContain("src/kernel/clock.ts");
  });

  it("read the time in src/kernel/clock.ts only", () => {
    const readers = /\bnew Date\b|\bDate\.now\b|\bDate\(|\bTemporal\.Now\b|\bperformance\.now\b/;
    expect(lines(code, readers, (_, file) => file === "src/kernel/clock.ts")).toEqual([]);
  });

  it("postpone nothing without naming its issue", () => {
    expect(lines(text, /\b(?:TODO|FIXME|XXX|HACK)\b/, (line) => /#\d+/.test(line))).toEqual([]);
  });

  it("leave out no test and run none alone, except by a condition that the run tells of", () => {
    const tests = code.filter((file) => file.startsWith("test/") || file.endsWith(".test.ts"));
    expect(lines(tests, /\.(?:only|skip|todo|fails)\b(?!If)/)).toEqual([]);
  });

  it("name no folder of one machine and nothing outside the project", () => {
    const places = [
      ["", "work", ""],
      ["", "tmp", ""],
      ["", "home", ""],
      ["", "root", ""],
      ["..", "shared"],
    ];
    const pattern = new RegExp(
      `(?<![\\w.}])(?:${places.map((parts) => parts.join("/").replaceAll(".", "\\.")).join("|")})`,
    );
    expect(lines(text, pattern)).toEqual([]);
  });
});

describe("the files of src and web", () => {
  const lengths = files("{src,web}/**/*.{ts,tsx,css,sql}").map((file) => ({
    file,
    lines: read(file).split("\n").length - 1,
  }));

  it("have at most 400 lines", () => {
    expect(lengths.filter(({ lines }) => lines > 400)).toEqual([]);
  });

  it("have at most 200 lines in nine of ten", () => {
    const long = lengths.filter(({ lines }) => lines > 200);
    expect(long.length / lengths.length, JSON.stringify(long, null, 1)).toBeLessThanOrEqual(0.1);
  });

  it("are not drawers for everything", () => {
    const drawers = /^(?:utils?|helpers?|misc|common|shared|types|index)\.tsx?$|Manager/i;
    expect(lengths.map(({ file }) => file).filter((file) => drawers.test(basename(file)))).toEqual([]);
  });
});

describe("what is listed in one place", () => {
  it("has a use for every refusal code", () => {
    const lists = /kernel\/(?:errors|words)\.ts$|error-mapping/;
    const users = files("src/**/*.ts")
      .filter((file) => !lists.test(file))
      .map(read)
      .join("\n");
    expect(refusalCodes.filter((refusal) => !users.includes(`"${refusal}"`))).toEqual([]);
  });

  it("has every decision in its index", () => {
    const index = read("docs/decisions/README.md");
    const pages = files("docs/decisions/*.md")
      .map((file) => basename(file))
      .filter((file) => file !== "README.md");
    expect(pages.filter((page) => !/^\d{4}-[a-z0-9-]+\.md$/.test(page))).toEqual([]);
    expect(pages.filter((page) => !index.includes(`](${page})`))).toEqual([]);
  });

  it("has both READMEs begin with the two commands", () => {
    for (const readme of ["README.md", "README.ru.md"]) {
      const start = read(readme).split("\n").slice(0, 20).join("\n");
      expect(start).toContain("npm ci && npm run demo");
      expect(start).toContain("npm ci && npm test");
    }
  });

  it("has documents whose links lead somewhere", () => {
    const broken = files("*.md", "docs/**/*.md").flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map((match) => match[1] ?? "")
        .filter((target) => !existsSync(join(root, dirname(file), target)))
        .map((target) => `${file}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it("has no registry's address in the lock file", () => {
    expect(read("package-lock.json")).not.toContain('"resolved"');
  });

  // npm leaves out what its registry does not have, and `npm ci` then refuses the lock file.
  it("has the packages of every platform in the lock file", () => {
    const lock = JSON.parse(read("package-lock.json")) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const places = Object.keys(lock.packages);
    const names = Object.values(lock.packages).flatMap((entry) =>
      Object.keys(entry.optionalDependencies ?? {}),
    );
    expect(names.filter((name) => !places.some((place) => place.endsWith(`node_modules/${name}`)))).toEqual(
      [],
    );
  });
});
