// Runs before anything is painted, so that a remembered dark theme never starts with a white flash.
(() => {
  let scheme = "auto";
  try {
    scheme = localStorage.getItem("povod-theme") ?? "auto";
  } catch {
    // Storage is switched off: the system's theme it is.
  }
  if (scheme === "auto") scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.mantineColorScheme = scheme;
})();
