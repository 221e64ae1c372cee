import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Import,
  ImportFacts,
  ImportProblems,
  Imports,
  Mappings,
  ProblemKinds,
} from "../../src/clients/import-contract.ts";
import { get, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { workbook } from "../support/xlsx.ts";

const file = `Код;ФИО;Телефон;Дата рождения
1;Иванов Иван;8 (916) 123-45-67;01.02.85
2;Петрова Анна;123;30.02.1990
3;Петрова Анна;8 903 123-45-67;1 марта
`;

onEveryEngine("a file of clients over HTTP", (database) => {
  let server: FastifyInstance;
  beforeAll(async () => {
    server = await openServer(database());
  });
  afterAll(() => server.close());

  const bring = (content: string | Buffer, query = "", type = "text/csv") =>
    server.inject({
      method: "POST",
      url: `/api/v1/imports?name=clients.csv&lang=ru${query}`,
      headers: { "content-type": type },
      payload: content,
    });
  const found = async (what: string): Promise<number> => {
    const answer = await server.inject(`/api/v1/clients?find=${encodeURIComponent(what)}`);
    return answer.json<{ clients: [] }>().clients.length;
  };

  it("is one import however often, and by however many at once, it is looked at", async () => {
    const content = "Код;ФИО\nmany-1;Ежов Олег\n";
    const answers = await Promise.all([bring(content), bring(content), bring(content)]);
    const seen = answers
      .filter(({ statusCode }) => statusCode === 200)
      .map((answer) => answer.json<Import>().id);
    expect(answers.every(({ statusCode }) => statusCode === 200 || statusCode === 409)).toBe(true);
    seen.push((await bring(content)).json<Import>().id);
    expect(new Set(seen).size).toBe(1);
    expect((await get(server, "/api/v1/imports", Imports)).imports).toHaveLength(1);
    await server.inject({ method: "DELETE", url: `/api/v1/imports/${seen[0]}` });
  });

  it("has its problems counted by kind, and listed by kind", async () => {
    const { id } = (await bring("Код;ФИО;Телефон\nk-1;Ежов;12\nk-2;Ёжик;13\nk-3;Уж;\n")).json<Import>();
    const { kinds } = await get(server, `/api/v1/imports/${id}/problem-kinds`, ProblemKinds);
    expect(kinds.map(({ code, severity, rows, leftOut }) => [code, severity, rows, leftOut])).toEqual([
      ["phone_unreadable", "error", 2, 2],
      ["unreachable", "warning", 1, 0],
    ]);
    expect(kinds[0]?.example).toMatchObject({ line: 2, says: expect.stringContaining("«12»") as string });
    const listed = await get(server, `/api/v1/imports/${id}/problems?code=unreachable`, ImportProblems);
    expect(listed.rows.map(({ line }) => line)).toEqual([4]);
    const { facts } = await get(server, "/api/v1/import-facts", ImportFacts);
    expect(facts.find(({ fact }) => fact === "phone")?.title).toBe("телефон");
    await server.inject({ method: "DELETE", url: `/api/v1/imports/${id}` });
  });

  it("is looked at, confirmed, and taken back", async () => {
    const previewed = await bring(file);
    expect(previewed.statusCode, previewed.body).toBe(200);
    const { id, ...shown } = previewed.json<Import>();
    expect(shown).toMatchObject({
      state: "previewed",
      rows: 3,
      leftOut: 1,
      encoding: "utf-8",
      delimiter: ";",
      expected: { made: 2, changed: 0, unchanged: 0, differing: 0 },
    });
    expect(shown.columns.map(({ fact }) => fact)).toEqual(["externalId", "name", "phone", "birthday"]);
    expect(shown.firstRows[0]).toEqual({
      line: 2,
      cells: ["1", "Иванов Иван", "8 (916) 123-45-67", "01.02.85"],
    });
    expect(await found("Иванов")).toBe(0);

    const { rows, next } = await get(server, `/api/v1/imports/${id}/problems`, ImportProblems);
    expect(next).toBeNull();
    expect(rows.map(({ line, problems }) => [line, problems.map(({ code }) => code)])).toEqual([
      [3, ["phone_unreadable", "birthday_no_such_day"]],
    ]);
    const bad = await server.inject(`/api/v1/imports/${id}/bad-rows?lang=ru`);
    expect(bad.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(bad.body).toBe(
      "\ufeffКод;ФИО;Телефон;Дата рождения;почему\r\n2;Петрова Анна;123;30.02.1990;" +
        '"Телефон: не похоже на номер телефона, по которому можно позвонить: «123»; Дата рождения: такого дня нет: «30.02.1990»"\r\n',
    );

    for (let time = 0; time < 2; time++) {
      const done = await server.inject({ method: "POST", url: `/api/v1/imports/${id}/confirm` });
      expect(done.json(), done.body).toMatchObject({ state: "done", done: { made: 2 } });
    }
    expect(await found("Иванов")).toBe(1);
    expect((await get(server, "/api/v1/imports", Imports)).imports[0]).toMatchObject({ id, firstRows: [] });

    for (let time = 0; time < 2; time++) {
      const undone = await server.inject({ method: "POST", url: `/api/v1/imports/${id}/undo` });
      expect(undone.json(), undone.body).toMatchObject({ state: "undone", undone: { removed: 2, kept: 0 } });
    }
    expect(await found("Иванов")).toBe(0);
    const confirmed = await server.inject({ method: "POST", url: `/api/v1/imports/${id}/confirm` });
    expect([confirmed.statusCode, confirmed.json<{ code: string }>().code]).toEqual([403, "not_allowed"]);
  });

  it("is forgotten when nobody wants it", async () => {
    const { id } = (await bring(file)).json<Import>();
    expect((await server.inject({ method: "DELETE", url: `/api/v1/imports/${id}` })).statusCode).toBe(200);
    expect((await server.inject(`/api/v1/imports/${id}`)).statusCode).toBe(404);
  });

  it("is read from the sheet whose columns were named, whatever stands on another", async () => {
    const content = workbook([
      {
        name: "Свои слова",
        rows: [
          ["Кто", "Связь"],
          ["Иванов Иван", "89161234567"],
        ],
      },
      {
        name: "Архив",
        rows: [
          ["ФИО", "Телефон"],
          ["Петрова Анна", "89031234567"],
        ],
      },
    ]);
    const columns = { Кто: "name", Связь: "phone" };
    const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    const named = `&columns=${encodeURIComponent(JSON.stringify(columns))}`;
    expect((await bring(content, named, type)).json()).toMatchObject({ sheet: "Свои слова", rows: 1 });
    expect((await bring(content, "", type)).json()).toMatchObject({ sheet: "Архив", rows: 1 });
  });

  it("has its columns corrected, and the correction kept under a name", async () => {
    const odd = "Кто;Связь\nИванов Иван;89161234567\n";
    expect((await bring(odd)).json()).toMatchObject({ code: "bad_file" });
    const columns = { Кто: "name", Связь: "phone" };
    const query = `&columns=${encodeURIComponent(JSON.stringify(columns))}`;
    const read = (await bring(odd, query)).json<Import>();
    expect(read.columns.map(({ fact, by }) => [fact, by])).toEqual([
      ["name", "mapping"],
      ["phone", "mapping"],
    ]);
    const saved = await server.inject({
      method: "PUT",
      url: "/api/v1/import-mappings/odd",
      payload: { columns },
    });
    expect(saved.json()).toEqual({ name: "odd", columns: { кто: "name", связь: "phone" } });
    expect((await get(server, "/api/v1/import-mappings", Mappings)).mappings).toHaveLength(1);
    expect((await bring(odd, "&mapping=odd")).json()).toMatchObject({ rows: 1, leftOut: 0 });
    expect((await bring(odd, "&mapping=none")).json()).toMatchObject({ code: "not_found", field: "mapping" });
    expect((await bring(odd, '&columns={"Кто":"nose"}')).json()).toMatchObject({
      code: "bad_input",
      field: "columns",
    });
    expect((await bring(odd, "&columns=Кто")).json()).toMatchObject({ code: "bad_input", field: "columns" });
  });

  it.each([
    ["text/plain", file],
    ["multipart/form-data; boundary=x", file],
    ["application/json", "{}"],
  ])("is refused as %s, which another site's page could send", async (type, content) => {
    expect((await bring(content, "", type)).statusCode).toBe(415);
  });

  it("says what is wrong with what is no table", async () => {
    expect((await bring("")).json()).toMatchObject({
      code: "bad_file",
      detail: expect.stringContaining("файл пуст"),
    });
    const unknown = (await bring("Ежов;89161234567\n")).json<{ detail: string; field: string }>();
    expect(unknown).toMatchObject({ code: "bad_file", field: "columns" });
    expect(unknown.detail).toContain(
      "впишите над столбцом хотя бы один, например ФИО, Телефон или Email, и принесите файл снова",
    );
    expect(unknown.detail).not.toContain("--");
    expect((await bring("\u0000\u0001\u0002\u0003")).json()).toMatchObject({ code: "bad_file" });
    expect((await bring(file, "&region=XX")).json()).toMatchObject({ code: "bad_input", field: "region" });
    expect((await server.inject("/api/v1/imports")).json()).toBeDefined();
  });
});
