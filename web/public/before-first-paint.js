// Runs before anything is painted: the look, the language and the room of the frame are right from the start, and what the
// address needs is on its way before the program of the screens is there to ask for it.
(() => {
  const page = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      // Storage is switched off: the system's theme and the browser's language it is.
      return null;
    }
  };

  // A remembered dark theme never starts with a white flash.
  const scheme = read("povod-theme") ?? "auto";
  const night = scheme === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : scheme === "dark";
  page.dataset.mantineColorScheme = night ? "dark" : "light";

  // What was chosen here before, else what the browser asks for; Russian is the original.
  const known = (language) => language === "ru" || language === "en";
  const remembered = read("povod-language");
  const asked = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  page.lang = known(remembered) ? remembered : (asked.find(known) ?? "ru");

  page.dataset.bare = String(location.pathname === "/calls/now");

  // Written into the page by the build (web/first-load.ts).
  const { files } = document.currentScript.dataset;
  if (!files) return;
  const { names, languages, screens } = JSON.parse(files);
  const screen = screens.find(([address]) => new RegExp(address).test(location.pathname));
  for (const number of [...languages[page.lang], ...(screen?.[1] ?? [])]) {
    const file = names[number];
    const link = document.createElement("link");
    if (file.endsWith(".css")) Object.assign(link, { rel: "preload", as: "style" });
    else link.rel = "modulepreload";
    link.crossOrigin = "";
    link.href = file;
    document.head.append(link);
  }
})();
