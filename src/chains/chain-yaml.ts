/** A chain as YAML for people to read and change; reading it back gives the same chain. */
import { stringify } from "yaml";
import type { Chain } from "./chain.ts";

// A database keeps fields in an order of its own; people read them in this one.
const order = [
  "code",
  "name",
  "about",
  "occasion",
  "goal",
  "stops",
  "controlShare",
  "limits",
  "steps",
  "templates",
  "offset",
  "window",
  "late",
  "channel",
  "channels",
  "moveOn",
  "purpose",
  "template",
  "subject",
  "ask",
  "fact",
  "onlyIfMissing",
  "text",
  "store",
  "opens",
  "outcome",
  "answers",
  "next",
  "opening",
  "questions",
  "closing",
  "body",
  "script",
  "offer",
  "what",
  "conditions",
  "ru",
  "en",
];

const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);

export const chainYaml = (chain: Chain): string =>
  stringify(chain, {
    lineWidth: 0,
    sortMapEntries: (a, b) => place(keyOf(a.key)) - place(keyOf(b.key)),
  });

const keyOf = (key: unknown): string => String((key as { value?: unknown }).value ?? key);
