import { expect, it } from "vitest";
import { changeSetting } from "../../src/business/actions/change-setting.ts";
import { loadSettings } from "../../src/business/store.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("settings of the business", (database) => {
  it("are roubles in Moscow, in Russian, until somebody says otherwise", async () => {
    expect(await loadSettings(database().db)).toEqual({
      name: "Povod",
      currency: "RUB",
      zone: "Europe/Moscow",
      language: "ru",
    });
  });

  it("change one at a time", async () => {
    await changeSetting(database().db, "currency", "usd");
    await changeSetting(database().db, "zone", "asia/vladivostok");
    expect(await loadSettings(database().db)).toMatchObject({ currency: "USD", zone: "Asia/Vladivostok" });
  });

  it.each([
    ["currency", "roubles", "ISO 4217"],
    ["currency", "JPY", "hundredths"],
    ["zone", "Moscow", "IANA"],
    ["language", "de", "ru or en"],
    ["name", "  ", "1 to 200"],
    ["colour", "red", "No such setting"],
  ])("refuse %s = %s and say what was expected", async (name, value, says) => {
    const before = await loadSettings(database().db);
    await expect(changeSetting(database().db, name, value)).rejects.toMatchObject({
      code: "bad_input",
      message: expect.stringContaining(says),
    });
    expect(await loadSettings(database().db)).toEqual(before);
  });
});
