/** What the page of wanted facts says. A part of the dictionary. */
import type { factsRu } from "./facts-ru.ts";

export const factsEn: Record<keyof typeof factsRu, string> = {
  "facts.title": "What we want to know of clients",
  "facts.lead":
    "The greater the weight, the sooner it is asked. How full a client’s record is: what share of the whole weight is known.",
  "facts.none": "Nothing yet: conversations will have no questions.",
  "facts.weight": "Weight",
  "facts.weightOf": "Weight: {{fact}}",
  "facts.share": "{{percent}}%",
  "facts.remove": "Not wanted: {{fact}}",
  "facts.add": "Add…",
  "facts.own": "Ask in other words",
  "facts.own.of": "{{does}}: {{fact}}",
  "facts.usual": "In the usual words",
  "facts.question.ru": "In Russian",
  "facts.question.en": "In English",
  "facts.save": "Save",
  "facts.back": "As it was",
  "facts.unfinished": "A weight is a whole number from 1 to 1000; a question needs both languages.",
  "facts.fullness": "Fullness of the base",
  "facts.fullness.average": "on average",
  "facts.fullness.now": "on average once saved; {{percent}} now",
  "facts.fullness.tenths": "How many clients are known how well",
  "facts.tenth": "Known",
  "facts.clients": "Clients",
  "facts.now": "Now",
  "facts.then": "Then",
  "facts.range": "{{from}}–{{to}}%",
  "facts.last": "90–100%",
};
