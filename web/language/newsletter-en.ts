/** The same in English. */
import type { newsletterRu } from "./newsletter-ru.ts";

export const newsletterEn: Record<keyof typeof newsletterRu, string> = {
  "newsletter.title": "Newsletter",
  "newsletter.lead":
    "An issue goes out on its day, to whoever agreed to advertising, and only where etiquette lets it.",
  "newsletter.new": "New issue",
  "newsletter.issues": "Issues",
  "newsletter.issue": "Issue no. {{number}}",
  "newsletter.none": "None yet. Write the first.",
  "newsletter.begun": "gone out",
  "newsletter.choose": "Choose an issue to read.",
  "newsletter.off": "The chain “Newsletter” is not switched on: an issue goes to nobody.",
  "newsletter.off.next": "To the chains",
  "newsletter.on": "Goes out on",
  "newsletter.whom": "To",
  "newsletter.everybody": "everybody with an e-mail",
  "newsletter.segment": "segment “{{name}}”",
  "newsletter.words": "Words",
  "newsletter.subject": "Subject",
  "newsletter.body": "Text",
  "newsletter.conditions": "Conditions",
  "newsletter.conditions.hint":
    "What prices and discounts depend on, in plain words. An offer cannot be saved without them; in the letter they stand below the text.",
  "newsletter.depends": "Conditions: {{terms}}",
  "newsletter.save": "Save",
  "newsletter.back": "Back to what it was",
  "newsletter.drop": "Remove the issue",
  "newsletter.dropped": "The issue is removed.",
  "newsletter.undo": "Bring it back",
  "newsletter.toList": "To the issues",
  "newsletter.outOn": "{{day}}, {{whom}}.",
  "newsletter.touches": "Who got it, and why the others did not",
};
