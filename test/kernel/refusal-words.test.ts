/** Refusals in the language of whoever is refused. */
import { readFileSync, globSync } from "node:fs";
import { expect, it } from "vitest";
import { DomainError, refusalCodes } from "../../src/kernel/errors.ts";
import { sayBroken, sayRefusal, sayUnread } from "../../src/kernel/refusal-words.ts";

const inRussian = (message: string) => sayRefusal(new DomainError("bad_input", message), "ru");

it("are said in English as they are thrown, and in Russian by the table", () => {
  const thrown = new DomainError(
    "bad_input",
    "weekday: expected hours within 08:00-22:00, such as 10:00-19:00, got 7-23.",
  );
  expect(sayRefusal(thrown, "en")).toBe(thrown.message);
  expect(sayRefusal(thrown, "ru")).toBe(
    "weekday: ожидается время в пределах 08:00-22:00, например 10:00-19:00, а не 7-23.",
  );
  expect(inRussian("The chain hello has no step $&.")).toBe("В цепочке hello нет шага $&.");
});

it("that are not in the table are told by their code, and what is Russian already stays", () => {
  for (const code of refusalCodes) {
    const said = sayRefusal(new DomainError(code, "Something nobody has translated."), "ru");
    expect(said, code).toMatch(/[а-яё]/i);
    expect(said).toContain("Something nobody has translated.");
  }
  expect(inRussian("Это можно только в своём офисе.")).toBe("Это можно только в своём офисе.");
  expect(inRussian("chain.yaml:4:1: occasion: ожидается одно из birthday")).toBe(
    "chain.yaml:4:1: occasion: ожидается одно из birthday",
  );
  expect(inRussian('The file has no column "Клиент"; it has "Имя".')).toBe(
    'Столбца "Клиент" в файле нет; есть "Имя".',
  );
});

it("are said where nobody could read the request, and where the program is at fault", () => {
  const said = sayUnread("FST_ERR_CTP_INVALID_JSON_BODY", "Body is not valid JSON", "ru");
  expect(said).toBe("Тело запроса не JSON.");
  expect(sayUnread("FST_ERR_SOMETHING_NEW", "Something new", "ru")).toBe("Так нельзя (Something new)");
  expect(sayUnread("FST_ERR_CTP_INVALID_JSON_BODY", "Body is not valid JSON", "en")).toBe(
    "Body is not valid JSON",
  );
  expect(sayBroken("ru")).toContain("журнале");
});

/** The arguments of each call in a source that refuses something, as they are written. */
function callsIn(source: string): { callee: string; given: string[] }[] {
  const begins = /\b(DomainError|refuseCard|badInput|refuse|wrong|wrongState|badFile)\(/g;
  return [...source.matchAll(begins)].map((match) => {
    const given = [""];
    const open: string[] = [];
    for (let at = match.index + match[0].length; at < source.length; at++) {
      const character = source[at] ?? "";
      const [inside] = open;
      if (inside === '"' || inside === "'" || inside === "`") {
        if (character === inside) open.shift();
        else if (inside === "`" && source.startsWith("${", at - 1)) open.unshift("{");
      } else if (open.length === 0 && character === ")") break;
      else if (open.length === 0 && character === ",") {
        given.push("");
        continue;
      } else if ("([{\"'`".includes(character)) open.unshift(character);
      else if (")]}".includes(character)) open.shift();
      given[given.length - 1] += character;
    }
    return { callee: match[1] ?? "", given: given.map((text) => text.trim()) };
  });
}

/** What a literal says, with `X1` for what it names; undefined for anything else. */
function literal(written = ""): string | undefined {
  const [, text] = /^["'`](.*)["'`]$/su.exec(written) ?? [];
  return text
    ?.replaceAll(/["`]\s*\+\s*["`]/g, "")
    .replaceAll(/\$\{[^{}?]*\?\s*"[^"]*"\s*:\s*"([^"]*)"\s*\}/g, "$1")
    .replaceAll(/\$\{[^{}]*(?:\{[^}]*\}[^{}]*)*\}/g, "X1")
    .replaceAll(/\\(.)/g, "$1");
}

/** A sentence that consists of names alone is made elsewhere. */
const saysNothing = (text: string) =>
  !/[a-z]{2}/u.test(text.replace(/^\S+: expected X1\.$/u, "").replaceAll("X1", ""));

const refusals = globSync("src/**/*.ts")
  .flatMap((file) => callsIn(readFileSync(file, "utf8")))
  .flatMap(({ callee, given }): { code: string; message: string }[] => {
    const told = given.map(literal);
    const [first, second, third] = told;
    switch (callee) {
      case "DomainError":
      case "refuseCard":
        return first !== undefined && second !== undefined ? [{ code: first, message: second }] : [];
      case "wrongState":
        return first === undefined ? [] : [{ code: "wrong_state", message: first }];
      case "badFile":
        return third === undefined ? [] : [{ code: "bad_file", message: `clients.csv, line 3: ${third}.` }];
      default: {
        const expected = told.slice(0, 2).findLast((text) => text !== undefined);
        return expected === undefined || (given.length > 1 && second === undefined)
          ? []
          : [{ code: "bad_input", message: `x: expected ${expected}.` }];
      }
    }
  })
  .filter(({ message }) => !saysNothing(message));

/** Said to the reader in their language where they are found, or the mistakes of a file line by line. */
const saidElsewhere = ["chain_invalid", "ledger_broken", "unauthenticated"];

it.each(refusalCodes.filter((code) => !saidElsewhere.includes(code)))(
  "with the code %s have their Russian, whatever the sources say",
  (code) => {
    const own = refusals.filter((refusal) => refusal.code === code);
    expect(own.length).toBeGreaterThan(0);
    const untold = own.filter(({ message }) => inRussian(message).includes(`(${message})`));
    expect(untold.map(({ message }) => message)).toEqual([]);
  },
);
