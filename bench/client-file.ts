/**
 * A file of clients: `client-file.ts PATH ROWS step=200` writes every two hundredth of so many people, `among=500000` so many
 * rows of which every other is about one of 500,000 who are known.
 */
import { open } from "node:fs/promises";
import { personOf } from "./person.ts";

const [path = "", rows = "0", kind = ""] = process.argv.slice(2);
const [name, value] = kind.split("=");

/** Every two hundredth row is the one before it with another day of birth. */
function row(at: number): string {
  const repeats = at % 200 === 199;
  const { name, phone, email, birthday } = personOf(repeats ? at - 1 : at);
  return `${repeats ? "" : `C${at}`};${name};${phone};${email};${repeats ? "" : birthday};${at % 3 === 0 ? "" : "да"}\n`;
}

/** Every other row is about one of the `known`, spread over all of them, and half of those have a new e-mail. */
function rowAmong(known: number, at: number): string {
  if (at % 2 === 1) return row(known + at);
  const person = (at * 7919) % known;
  return at % 4 === 0 ? row(person) : row(person).replace(/[^;]+@/, `new.${person}@`);
}

const file = await open(path, "w");
let text = "Код;ФИО;Телефон;Почта;Дата рождения;Согласие\n";
for (let at = 0; at < Number(rows); at += name === "step" ? Number(value) : 1) {
  text += name === "among" ? rowAmong(Number(value), at) : row(at);
  if (text.length < 1_000_000) continue;
  await file.write(text);
  text = "";
}
await file.write(text);
await file.close();
