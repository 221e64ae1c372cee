/** Whoever signed out on purpose is not let into the demo again by itself, until the tab is closed. */
const key = "povod-left";

export function hasLeft(): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

export function noteLeft(): void {
  try {
    sessionStorage.setItem(key, "yes");
  } catch {
    // Without storage the demo lets one in again.
  }
}
