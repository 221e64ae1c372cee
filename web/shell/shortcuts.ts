/** Keys that work on every screen: `g` and a letter goes to a place, `/` finds, `?` lists, arrows change the day, Ctrl K finds or does anything. */
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Place } from "./places.ts";

/** A field or link marked so is what a key focuses or presses on the screen that is open. */
export const keyTarget = (key: "find" | "previous" | "next") => ({ "data-key": key });

const find = (key: string) => document.querySelector<HTMLElement>(`[data-key="${key}"]`);

export function useShortcuts(places: readonly Place[], showKeys: () => void, showPalette: () => void): void {
  const navigate = useNavigate();
  const afterG = useRef(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && latin(event) === "k") {
        event.preventDefault();
        return showPalette();
      }
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const place = afterG.current ? places.find((one) => one.key === latin(event)) : undefined;
      afterG.current = !place && latin(event) === "g";
      const action = place
        ? () => void navigate({ to: place.to, search: {} })
        : actionOf(event, showKeys, () => void navigate({ to: "/clients", search: {} }));
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [navigate, places, showKeys, showPalette]);
}

function actionOf(event: KeyboardEvent, showKeys: () => void, toClients: () => void) {
  if (event.key === "?" || (event.shiftKey && event.code === "Slash")) return showKeys;
  if (event.key === "/" || event.code === "Slash") {
    const field = find("find");
    return field ? () => field.focus() : toClients;
  }
  const arrow = { ArrowLeft: "previous", ArrowRight: "next" }[event.key];
  const target = arrow ? find(arrow) : null;
  return target ? () => target.click() : undefined;
}

/** The letter on the key, whatever alphabet it types just now. */
export const latin = (event: KeyboardEvent): string => event.code.replace(/^Key/, "").toLowerCase();

export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !isChoice(target)) ||
      target.closest("[role=menu],[role=dialog]") !== null)
  );
}

/** Escape in a field of the screen itself; a dialog or a menu closes by it. */
export const leavesField = (event: KeyboardEvent): boolean =>
  event.key === "Escape" &&
  !(event.target instanceof Element && event.target.closest("[role=dialog],[role=menu]"));

/** A sum has no letters in it: one that is pressed in its field is a key. */
export const isKeyInSum = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLInputElement &&
  event.target.inputMode === "decimal" &&
  /^\p{L}$/u.test(event.key);

/** Nothing is typed into a box or a dot that is ticked. */
const isChoice = (target: HTMLElement): boolean =>
  target instanceof HTMLInputElement && /^(radio|checkbox)$/.test(target.type);
