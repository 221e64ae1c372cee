/** The tokens as a Mantine theme: components take their colours, sizes and radius from here. */
import { Button, createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const petrol: MantineColorsTuple = [
  "#e2f0f1",
  "#c4e0e3",
  "#9ccbd1",
  "#5fb7c4",
  "#3a98a6",
  "#1f7c8b",
  "#0b6170",
  "#094f5b",
  "#073e48",
  "#052d34",
];
const warm: MantineColorsTuple = [
  "#f7f6f3",
  "#f1efea",
  "#e4e1da",
  "#cfcbc2",
  "#cfcbc2",
  "#969086",
  "#6c6861",
  "#5d5a54",
  "#3a3833",
  "#1d1c1a",
];
const warmDark: MantineColorsTuple = [
  "#efece6",
  "#d6d2ca",
  "#b3aea5",
  "#9d978d",
  "#4a4740",
  "#33312d",
  "#1e1d1b",
  "#161614",
  "#191816",
  "#0f0f0e",
];

export const theme = createTheme({
  fontFamily: "var(--font)",
  fontFamilyMonospace: "ui-monospace, monospace",
  fontSizes: { xs: "12px", sm: "14px", md: "14px", lg: "16px", xl: "22px" },
  lineHeights: { xs: "16px", sm: "20px", md: "20px", lg: "24px", xl: "28px" },
  fontWeights: { regular: "400", medium: "500", bold: "600" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "20px", xl: "32px" },
  defaultRadius: 6,
  colors: { petrol, gray: warm, dark: warmDark },
  primaryColor: "petrol",
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: "sm", variant: "default" },
      // Mantine reckons the contrast by the light theme's shade alone.
      vars: (_, { variant }) => ({
        root: variant === "filled" ? { "--button-color": "var(--mantine-primary-color-contrast)" } : {},
      }),
    }),
    Menu: { defaultProps: { shadow: "none", transitionProps: { duration: 0 } } },
    Modal: { defaultProps: { shadow: "none", transitionProps: { duration: 0 } } },
  },
});

const shared = {
  "--mantine-color-body": "var(--bg)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-bright": "var(--ink)",
  "--mantine-color-dimmed": "var(--ink-2)",
  "--mantine-color-placeholder": "var(--ink-3)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-color-error": "var(--stop)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-hover": "var(--sunken)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--line-strong)",
  "--mantine-primary-color-filled": "var(--accent)",
  "--mantine-primary-color-filled-hover": "var(--accent-hover)",
  "--mantine-primary-color-contrast": "var(--accent-ink)",
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
