/** Finds or does anything: places, clients, and what is set on this machine. Opens with Ctrl K. */
import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import "@mantine/spotlight/styles.css";
import {
  IconKeyboard,
  IconLanguage,
  IconMoon,
  IconSearch,
  IconSettings,
  IconSun,
  IconUser,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { sayPhone } from "../../src/kernel/language.ts";
import { useMay, useMe } from "../api/me.ts";
import { useClientsLike } from "../api/resources.ts";
import { Key } from "../components/Key.tsx";
import { chooseLanguage, useLanguage } from "../language/i18n.ts";
import styles from "./Palette.module.css";
import { furtherPagesOf, type Place } from "./places.ts";

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
  keys?: readonly string[];
  does: () => void;
}

export function Palette(props: { places: readonly Place[]; onKeys: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const clients = useClientDoings(typed.trim());
  const places = fitting([...usePlaceDoings(props.places), ...useFurtherDoings()], typed);
  const settings = fitting(useSettingDoings(props.onKeys), typed);
  const [first] = [...places, ...settings, ...clients];
  // Not opened before it is here: what had the focus until then gets it back.
  useEffect(() => handlers.open(), []);
  return (
    <Spotlight.Root
      store={store}
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      scrollable
      overlayProps={{ blur: 0 }}
      aria-label={t("palette.title")}
      classNames={{
        content: styles.content ?? "",
        action: styles.action ?? "",
        actionSection: styles.section ?? "",
        actionsGroup: styles.group ?? "",
      }}
    >
      <Spotlight.Search
        placeholder={t("palette.placeholder")}
        aria-label={t("palette.title")}
        leftSection={<IconSearch {...icon} />}
      />
      <Spotlight.ActionsList>
        <Group label={t("shell.places")} doings={places} first={first} typed={typed} />
        <Group label={t("shell.settings")} doings={settings} first={first} typed={typed} />
        {/* They come later than the others, and move none of them. */}
        <Group label={t("place.clients")} doings={clients} first={first} typed={typed} described />
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

/** Enter takes the first until arrows choose another. The library keeps the choice on the element, and its number beside. */
function choose(element: HTMLElement | null): void {
  if (!element) return;
  for (const other of document.querySelectorAll("[data-action][data-selected]"))
    other.removeAttribute("data-selected");
  element.dataset["selected"] = "true";
  store.updateState((state) => ({ ...state, selected: 0 }));
}

function Group(props: {
  label: string;
  doings: readonly Doing[];
  first: Doing | undefined;
  typed: string;
  described?: boolean;
}) {
  if (props.doings.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={props.label}>
      {props.doings.map((doing) => (
        <Spotlight.Action
          // Another search, other elements: none of them is marked as chosen by the one before.
          key={`${doing.id} ${props.typed}`}
          ref={doing === props.first ? choose : undefined}
          label={doing.label}
          {...(props.described && doing.also ? { description: doing.also } : {})}
          leftSection={doing.icon}
          rightSection={doing.keys?.map((key) => (
            <Key key={key}>{key}</Key>
          ))}
          onClick={doing.does}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}

function usePlaceDoings(places: readonly Place[]): Doing[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return places.map(({ to, word, key, icon: Icon }) => ({
    id: to,
    keys: ["G", key.toUpperCase()],
    label: t(`place.${word}`),
    also: t(`keys.${word}`),
    icon: <Icon {...icon} />,
    does: () => void navigate({ to, search: {} }),
  }));
}

function useFurtherDoings(): Doing[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return furtherPagesOf(useMe().rights).map(({ to, word }) => ({
    id: to,
    label: t(word),
    icon: <IconSettings {...icon} />,
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
    { id: "keys", label: t("keys.title"), icon: <IconKeyboard {...icon} />, keys: ["?"], does: onKeys },
  ];
}

function fitting(doings: readonly Doing[], typed: string): Doing[] {
  const words = typed.trim().toLowerCase().split(/\s+/);
  return doings.filter(({ label, also = "" }) =>
    words.every((word) => `${label} ${also}`.toLowerCase().includes(word)),
  );
}
