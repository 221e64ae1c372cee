/** How the keyboard goes through a form, a list, and to where one types first. As callback refs: they hold for the whole part. */

/** Enter goes to the next field, as a cashier types; from the last one it does what the form is for. */
export function enterThrough(part: HTMLElement | null): (() => void) | undefined {
  if (!part) return undefined;
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    const fields = [...part.querySelectorAll<HTMLInputElement>("input:not([disabled], [type=radio])")];
    const next = fields[fields.indexOf(event.target) + 1];
    if (!next) return;
    event.preventDefault();
    next.focus();
    if (next.type !== "checkbox") next.select();
  };
  part.addEventListener("keydown", onKey);
  return () => part.removeEventListener("keydown", onKey);
}

/** Arrows go from button to button; the first one is ready to be pressed. */
export function arrowsThrough(list: HTMLElement | null): (() => void) | undefined {
  if (!list) return undefined;
  list.querySelector("button")?.focus();
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const buttons = [...list.querySelectorAll("button")];
    const next = buttons[buttons.findIndex((button) => button === document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  list.addEventListener("keydown", onKey);
  return () => list.removeEventListener("keydown", onKey);
}

/** What was opened to be typed into is typed into at once. */
export const typedFirst = (field: HTMLInputElement | null): void => field?.focus();
