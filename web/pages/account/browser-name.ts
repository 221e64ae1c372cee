/** `Firefox, Windows`, from what a browser calls itself; undefined where it says nothing one knows. */
const browsers = [
  [/\bYaBrowser\//, "Яндекс Браузер"],
  [/\bEdg\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\//, "Firefox"],
  [/\b(?:HeadlessChrome|Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
] as const;
const systems = [
  [/Windows/, "Windows"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
] as const;

export function browserIn(agent: string): string | undefined {
  const name = browsers.find(([sign]) => sign.test(agent))?.[1];
  const system = systems.find(([sign]) => sign.test(agent))?.[1];
  return name && (system === undefined ? name : `${name}, ${system}`);
}
