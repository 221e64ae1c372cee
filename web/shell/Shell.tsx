/** The frame around every screen: the places, the settings, and where the screen itself goes. */
import { Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { forgetOldDrafts } from "../api/draft.ts";
import { useLive } from "../api/live.ts";
import { useMe } from "../api/me.ts";
import { useBusiness } from "../api/resources.ts";
import { Account } from "./Account.tsx";
import { FindAnything } from "./FindAnything.tsx";
import { KeysList } from "./KeysList.tsx";
import { Mark } from "./Mark.tsx";
import { Places } from "./Places.tsx";
import { placesOf } from "./places.ts";
import { Settings } from "./Settings.tsx";
import styles from "./Shell.module.css";
import { useShortcuts } from "./shortcuts.ts";

/** Fetched with its first press: most screens are left without it. */
const loadPalette = () => import("./Palette.tsx");
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));

/** They fill the window: the places are icons alone. public/before-first-paint.js knows them, too. */
const bareScreens = ["/calls/now"];

export function Shell() {
  const { t } = useTranslation();
  const business = useBusiness().data;
  const today = business?.today;
  useEffect(() => {
    if (today !== undefined) forgetOldDrafts(today);
  }, [today]);
  const places = placesOf(business?.demo ?? false, useMe().rights);
  const [keysOpen, setKeysOpen] = useState(false);
  const [paletteWanted, setPaletteWanted] = useState(false);
  const showKeys = useCallback(() => setKeysOpen(true), []);
  const showPalette = useCallback(() => {
    if (paletteWanted) void loadPalette().then(({ togglePalette }) => togglePalette());
    else setPaletteWanted(true);
  }, [paletteWanted]);
  useShortcuts(places, showKeys, showPalette);
  useLive();
  const main = useFocusOnNewScreen();
  useBareScreens();
  return (
    <div className="frame">
      <title>{t("app.name")}</title>
      <a className={styles.skip} href="#main">
        {t("shell.toContent")}
      </a>
      <header className="frame-rail">
        <div className="frame-brand">
          <Mark />
          <span className={styles.name}>{business?.name ?? t("app.name")}</span>
        </div>
        <Places places={places} />
        <div className="frame-settings">
          <FindAnything onPress={showPalette} />
          <Account demo={business?.demo ?? false} />
          <Settings onKeys={showKeys} />
        </div>
      </header>
      <main className="frame-main" id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      {paletteWanted && (
        <Suspense>
          <Palette places={places} onKeys={showKeys} />
        </Suspense>
      )}
      <KeysList opened={keysOpen} onClose={() => setKeysOpen(false)} places={places} />
    </div>
  );
}

function useBareScreens() {
  const bare = useRouterState({ select: (state) => bareScreens.includes(state.location.pathname) });
  useLayoutEffect(() => {
    document.documentElement.dataset["bare"] = String(bare);
  }, [bare]);
}

/** A reader of the screen hears the new screen from its start; the first one keeps the browser's focus. */
function useFocusOnNewScreen() {
  const main = useRef<HTMLElement>(null);
  const screen = useRouterState({ select: (state) => state.location.pathname });
  const first = useRef(screen);
  useEffect(() => {
    if (first.current === screen) return;
    first.current = "";
    main.current?.focus({ preventScroll: true });
  }, [screen]);
  return main;
}
