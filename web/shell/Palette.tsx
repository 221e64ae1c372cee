/** Finds or does anything: places, clients, and what is set on this machine. Opens with Ctrl K. */
import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import "@mantine/spotlight/styles.css";
import { IconKeyboard, IconLanguage, IconMoon, IconSearch, IconSun, IconUser } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sayPhone } from "../../src/kernel/language.ts";
import { useMay } from "../api/me.ts";
import { useClientsLike } from "../api/resources.ts";
import { chooseLanguage, useLanguage } from "../language/i18n.ts";
import styles from "./Palette.module.css";
import type { Place } from "./places.ts";

const [store, handlers] = createSpotlight();
export const togglePalette = (): void => handlers.toggle();
const clientsShown = 6;
const tellingLetters = 2;
const typingMs = 150;
const icon = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

interface Doing {
  id: string;
  label: string;
  /** Further words by which it is found. */
  also?: string;
  icon: React.ReactNode;
  does: () => void;
}

export function Palette(props: { places: readonly Place[]; onKeys: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const clients = useClientDoings(typed.trim());
  const places = fitting(usePlaceDoings(props.places), typed);
  const settings = fitting(useSettingDoings(props.onKeys), typed);
  const [first] = [...clients, ...places, ...settings];
  function takeFirst(event: React.KeyboardEvent) {
    if (event.key !== "Enter" || store.getState().selected >= 0 || !first) return;
    first.does();
    handlers.close();
  }
  return (
    <Spotlight.Root
      store={store}
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      scrollable
      overlayProps={{ blur: 0 }}
      aria-label={t("palette.title")}
      classNames={{ content: styles.content ?? "" }}
    >
      <Spotlight.Search
        placeholder={t("palette.placeholder")}
        aria-label={t("palette.title")}
        leftSection={<IconSearch {...icon} />}
        onKeyDown={takeFirst}
      />
      <Spotlight.ActionsList>
        <Group label={t("place.clients")} doings={clients} described />
        <Group label={t("shell.places")} doings={places} />
        <Group label={t("shell.settings")} doings={settings} />
        {!first && <Spotlight.Empty>{t("palette.empty")}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function useClientDoings(typed: string): Doing[] {
  const navigate = useNavigate();
  const may = useMay()("clients.read");
  const [asked] = useDebouncedValue(typed, typingMs);
  const asks = may && typed.length >= tellingLetters && asked.length >= tellingLetters;
  const found = useClientsLike(asks ? asked : "").data?.clients ?? [];
  return (asks ? found : []).slice(0, clientsShown).map((client) => ({
    id: client.id,
    label: client.name,
    also: [client.phone && sayPhone(client.phone), client.office].filter(Boolean).join(" · "),
    icon: <IconUser {...icon} />,
    does: () => void navigate({ to: "/clients/$id", params: { id: client.id } }),
  }));
}

function Group(props: { label: string; doings: readonly Doing[]; described?: boolean }) {
  if (props.doings.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={props.label}>
      {props.doings.map((doing) => (
        <Spotlight.Action
          key={doing.id}
          label={doing.label}
          {...(props.described && doing.also ? { description: doing.also } : {})}
          leftSection={doing.icon}
          onClick={doing.does}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}

function usePlaceDoings(places: readonly Place[]): Doing[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return places.map(({ to, word, icon: Icon }) => ({
    id: to,
    label: t(`place.${word}`),
    also: t(`keys.${word}`),
    icon: <Icon {...icon} />,
    does: () => void navigate({ to, search: {} }),
  }));
}

function useSettingDoings(onKeys: () => void): Doing[] {
  const { t } = useTranslation();
  const other = useLanguage() === "ru" ? "en" : "ru";
  const { setColorScheme } = useMantineColorScheme();
  const looks = (["light", "dark"] as const).map((look): Doing => ({
    id: look,
    label: `${t("shell.theme")}: ${t(`shell.theme.${look}`).toLowerCase()}`,
    icon: look === "light" ? <IconSun {...icon} /> : <IconMoon {...icon} />,
    does: () => setColorScheme(look),
  }));
  return [
    {
      id: "language",
      label: { ru: "Русский", en: "English" }[other],
      also: t("shell.language"),
      icon: <IconLanguage {...icon} />,
      does: () => chooseLanguage(other),
    },
    ...looks,
    { id: "keys", label: t("keys.title"), icon: <IconKeyboard {...icon} />, does: onKeys },
  ];
}

function fitting(doings: readonly Doing[], typed: string): Doing[] {
  const words = typed.trim().toLowerCase().split(/\s+/);
  return doings.filter(({ label, also = "" }) =>
    words.every((word) => `${label} ${also}`.toLowerCase().includes(word)),
  );
}
