/** Refusals in the language of whoever is refused. */
import { readFileSync, globSync } from "node:fs";
import { expect, it } from "vitest";
import { DomainError, refusalCodes } from "../../src/kernel/errors.ts";
import { sayRefusal } from "../../src/kernel/refusal-words.ts";

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

it("name in Russian whatever the sources expect of a field", () => {
  const call = /\b(?:badInput|refuse|wrong)\(\s*(?:"[^"]*"|`[^`]*`|\w+),\s*(?:"([^"]*)"|`([^`]*)`),?\s*\)/g;
  const english = globSync("src/**/*.ts").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(call)].map(([, plain, template]) =>
      (plain ?? template ?? "").replaceAll(/\$\{[^}]*\}/g, "X1"),
    ),
  );
  expect(english.length).toBeGreaterThan(60);
  const untold = english.filter((expected) => inRussian(`x: expected ${expected}.`).includes("("));
  expect(untold).toEqual([]);
});
