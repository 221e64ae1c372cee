/** Keys of the call screen; each stands on its button. In a field they type, and Escape leaves the field. */
import { useEffect, useRef } from "react";
import { isTyping, latin, leavesField } from "../../shell/shortcuts.ts";

export type CallKeys = Partial<Record<string, () => void>>;

/** By `event.key` for digits and the space, by the letter on the key for letters. */
export function useCallKeys(keys: CallKeys, leaveField: () => void): void {
  const now = useRef({ keys, leaveField });
  useEffect(() => {
    now.current = { keys, leaveField };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event)) {
        if (leavesField(event)) now.current.leaveField();
        return;
      }
      if (event.key === " " && pressesItself(event.target)) return;
      const action = now.current.keys[digitOf(event)] ?? now.current.keys[latin(event)];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

const digitOf = (event: KeyboardEvent): string =>
  event.key === " " ? "space" : (/^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1] ?? event.key);

/** The space presses the button, or ticks the choice, that has the focus. */
const pressesItself = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("button, input, summary, [role=menuitem]") !== null;
