/** Language and look, each remembered on this machine, and the list of keys. */
import { Menu, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Key } from "../components/Key.tsx";
import { chooseLanguage, useLanguage } from "../language/i18n.ts";
import styles from "./Shell.module.css";

const looks = ["auto", "light", "dark"] as const satisfies readonly MantineColorScheme[];

export function Settings({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const look = looks.find((known) => known === colorScheme) ?? "auto";
  return (
    <Menu position="top-start" width={208} withinPortal>
      <Menu.Target>
        <button
          type="button"
          className={styles.place}
          aria-label={t("shell.settings")}
          title={t("shell.settings")}
        >
          <IconAdjustmentsHorizontal size={18} stroke={1.75} aria-hidden />
          <span className={styles.placeName}>{t("shell.settings")}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("shell.language")}</Menu.Label>
        <Menu.RadioGroup value={language} onChange={(value) => chooseLanguage(value === "en" ? "en" : "ru")}>
          <Menu.RadioItem value="ru" lang="ru">
            Русский
          </Menu.RadioItem>
          <Menu.RadioItem value="en" lang="en">
            English
          </Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t("shell.theme")}</Menu.Label>
        <Menu.RadioGroup
          value={look}
          onChange={(value) => setColorScheme(looks.find((known) => known === value) ?? "auto")}
        >
          {looks.map((known) => (
            <Menu.RadioItem key={known} value={known}>
              {t(`shell.theme.${known}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={onKeys} rightSection={<Key>?</Key>}>
          {t("shell.keys")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
