/** Wires the screens: theme, language, answers of the API, routes. */
import "@fontsource-variable/golos-text";
import "./theme/fallback-font.css";
import "./theme/mantine.css";
import "./theme/tokens.css";
import "./theme/base.css";
import "./theme/field.css";
import "./theme/touch.css";
import "./shell/frame.css";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { startTransition, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiTrouble } from "./api/fetch.ts";
import { whoIsIn } from "./api/me.ts";
import { business } from "./api/resources.ts";
import { languageOfPage, startLanguage } from "./language/i18n.ts";
import { makeRouter } from "./routes.tsx";
import { cssVariables, theme } from "./theme/theme.ts";

const router = makeRouter();
const colorSchemes = localStorageColorSchemeManager({ key: "povod-theme" });
const answers = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; only silence and a broken server are worth one more try.
      retry: (failures, error) =>
        failures < 1 && !(error instanceof ApiTrouble && error.status >= 400 && error.status < 500),
      // A local server answers without a network, so the browser's idea of being offline does not matter.
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

// What every screen begins with is on its way while the dictionary comes. Whoever is outside got a page without a frame.
if (document.querySelector(".frame")) {
  const language = languageOfPage();
  void answers.prefetchQuery(whoIsIn(language));
  void answers.prefetchQuery(business(language));
}
await startLanguage();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
const page = createRoot(root);
// In slices: a press of a key is not kept waiting by the first drawing.
startTransition(() =>
  page.render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={colorSchemes}
        defaultColorScheme="auto"
      >
        <QueryClientProvider client={answers}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  ),
);
