/** What a client agrees to at a desk, word for word. Changed words are a new version: a consent names the one it was given to. */
import type { Words } from "../kernel/language.ts";

export const consentWording: { version: string; contact: Words; advertising: Words } = {
  version: "2026-12",
  contact: {
    ru: "Разрешаю связываться со мной по делам моей карты и моих покупок.",
    en: "You may get in touch with me about my card and what I buy.",
  },
  advertising: {
    ru: "Разрешаю присылать мне предложения. Могу отказаться в любой день.",
    en: "You may send me offers. I can stop that any day.",
  },
};

/** A document of its own with a version of its own (152-FZ, art. 9): nothing else is agreed to with it. */
export const processingWording: { version: string; text: Words } = {
  version: "processing-2026-12",
  text: {
    ru: "Даю согласие на обработку моих персональных данных: имени, контактов, дня рождения, покупок и карты, чтобы меня обслуживали и вели мою карту. Могу отозвать его в любой день.",
    en: "I consent to the processing of my personal data: name, contacts, birthday, purchases and card, so that I am served and my card is kept. I can withdraw it any day.",
  },
};
