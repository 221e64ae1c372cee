/** What a client agrees to at a desk, word for word. Changed words are a new version: a consent names the one it was given to. */
import type { Words } from "../kernel/language.ts";

export const consentWording: { version: string; contact: Words; advertising: Words } = {
  version: "2026-11",
  contact: {
    ru: "Разрешаю хранить мои имя и контакты и связываться со мной по делам моей карты и моих покупок.",
    en: "You may keep my name and contacts and get in touch with me about my card and what I buy.",
  },
  advertising: {
    ru: "Разрешаю присылать мне предложения. Могу отказаться в любой день.",
    en: "You may send me offers. I can stop that any day.",
  },
};
