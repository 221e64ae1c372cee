/** A file of clients brought in a real browser against the real program, found by role and label. */
import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { Import } from "../../src/clients/import-contract.ts";
import { faultsOf } from "../support/accessible.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, tell, type Demo } from "../support/screens.ts";

const content = `Код;Кто это;Телефон;Дата рождения
e2e-1;Чижова Инга;8 916 700-10-01;01.02.85
e2e-2;Чижов Пётр;12;
e2e-3;Чижов Павел;8 916 700-10-03;31.12.2099
e2e-4;Чижова Зоя;8 916 700-10-04;
`;
const fileOf = (name: string, text = content) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

onScreens("the pages of imports", (screens) => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  beforeAll(() => {
    ({ demo, browser } = screens());
  });

  async function visit(width = 1440, colorScheme: "light" | "dark" = "light"): Promise<void> {
    const viewport = { width, height: 900 };
    const context = await browser.newContext({
      baseURL: demo.address,
      locale: "ru-RU",
      colorScheme,
      viewport,
    });
    page = await context.newPage();
    await page.goto("/clients");
    await page.getByRole("link", { name: "Импорт из файла" }).click();
    await page.getByRole("heading", { name: "Импорт клиентов" }).waitFor();
  }
  const choose = (file: ReturnType<typeof fileOf>) =>
    page.getByLabel("Выбрать файл").first().setInputFiles(file);
  const figures = async (name: string) =>
    (await page.getByRole("list", { name }).getByRole("listitem").allInnerTexts()).map((text) =>
      Number(text.split(/\s/)[0]),
    );

  it("show what a file would come to, take a correction of columns, let it in and take it back", async () => {
    await visit();
    await page.getByText("Файлов ещё не было.").waitFor();
    expect(await faultsOf(page, "imports")).toEqual([]);
    await choose(fileOf("clients.csv"));
    await page.getByRole("heading", { name: "clients.csv" }).waitFor();
    // Without their names these are known by nothing but an outside id.
    const column = page.getByLabel("Что в столбце «Кто это»");
    await expect.poll(() => column.inputValue()).toBe("ignore");
    await column.selectOption({ label: "имя целиком" });
    await page.getByLabel("Запомнить столбцы под именем").fill("Из старой базы");
    // A reload loses the file, which the page has to be given again, and nothing of what was chosen.
    await page.reload();
    await expect.poll(() => column.inputValue()).toBe("name");
    expect(await page.getByLabel("Запомнить столбцы под именем").inputValue()).toBe("Из старой базы");
    await page.getByText("Чтобы прочитать файл иначе, выберите его ещё раз.").waitFor();
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "Прочитать заново" }).click(),
    ]);
    await chooser.setFiles(fileOf("clients.csv"));
    await page.getByText("названо вами").waitFor();
    expect(await figures("Что будет")).toEqual([2, 0, 0, 2]);
    const rows = page.getByRole("table", { name: "Замечания" }).getByRole("row");
    await expect.poll(() => rows.count()).toBe(3);
    await page.getByRole("navigation", { name: "Виды замечаний" }).getByRole("link").nth(1).click();
    await page.waitForURL(/problem=/);
    // Its heading and the one complaint of that kind.
    await expect.poll(() => rows.count()).toBe(2);
    expect(await faultsOf(page, "imports")).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Скачать строки, которые не вошли" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("bad-rows.csv");

    const name = page.getByLabel("Запомнить столбцы под именем");
    await name.fill("Из старой базы");
    await page.getByRole("button", { name: "Запомнить" }).click();
    await page.getByText("Запомнено: Из старой базы").waitFor();

    await page.getByRole("button", { name: "Внести 2 строки" }).press("Enter");
    await page.getByText("Файл внесён.").waitFor();
    expect(await figures("Что вышло")).toEqual([2, 0, 0, 2]);
    const { imports } = await ask<{ imports: Import[] }>(demo, "/imports");
    expect(imports.map(({ state }) => state)).toEqual(["done"]);
    await page.getByRole("button", { name: "Отменить импорт" }).click();
    expect(await faultsOf(page, "imports")).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Отменить импорт" }).click();
    await page.getByText("Импорт отменён: клиентов убрано 2").waitFor();
    await page.getByRole("link", { name: "Все файлы" }).click();
    await page.getByRole("row", { name: /clients\.csv.*отменён/ }).waitFor();
  });

  it("use a mapping kept by name, and leave nothing behind of a file that is left", async () => {
    const before = (await ask<{ imports: Import[] }>(demo, "/imports")).imports.length;
    await tell(demo, "PUT", `/import-mappings/${encodeURIComponent("Из старой базы")}`, {
      columns: { Код: "externalId", "Кто это": "name", Телефон: "phone", "Дата рождения": "birthday" },
    });
    await visit(390, "dark");
    await choose(fileOf("again.csv", content.replaceAll("e2e", "new")));
    await page.getByRole("heading", { name: "again.csv" }).waitFor();
    await page.getByLabel("Сохранённое соответствие").selectOption("Из старой базы");
    await page.getByRole("button", { name: "Прочитать заново" }).click();
    await page.getByText("названо вами").first().waitFor();
    expect(await figures("Что будет")).toEqual([2, 0, 0, 2]);
    expect(await faultsOf(page, "imports")).toEqual([]);
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
    await page.getByRole("button", { name: "Не вносить" }).click();
    await page.getByRole("heading", { name: "Импорт клиентов" }).waitFor();
    expect((await ask<{ imports: Import[] }>(demo, "/imports")).imports).toHaveLength(before);
  });

  it("say what is wrong with a file that is no table, and take another", async () => {
    await visit(768);
    await choose(fileOf("empty.csv", ""));
    expect(await page.getByRole("alert").innerText()).not.toBe("");
    await choose(fileOf("good.csv", content.replaceAll("e2e", "good").replace("Кто это", "Клиент")));
    await page.getByRole("heading", { name: "good.csv" }).waitFor();
  });

  it("show a column of pictures by how it begins, so that the others stay in sight", async () => {
    await visit(390);
    const picture = "/9j/4AAQSkZJRg".repeat(100);
    await choose(fileOf("photos.csv", `ФИО;Фото;Телефон\nЧижова Инга;${picture};8 916 700-20-01\n`));
    await page.getByRole("heading", { name: "photos.csv" }).waitFor();
    const row = page.getByRole("table", { name: "Столбцы" }).getByRole("row").nth(2);
    expect((await row.getByRole("cell").nth(1).innerText()).length).toBeLessThan(70);
  });
});
