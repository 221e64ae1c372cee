/** The letter that brings somebody the link to set a password with. */
import { sayDay, type Language } from "../kernel/language.ts";

export interface StaffLetter {
  to: string;
  language: Language;
  subject: string;
  /** Plain text, paragraphs apart by an empty line. */
  body: string;
  business: string;
}

/** Says whether the mail server took it. */
export type PostToStaff = (letter: StaffLetter) => Promise<boolean>;

export interface WayIn {
  kind: "invitation" | "reset";
  name: string;
  email: string;
  /** The whole link. */
  link: string;
  goodThrough: Temporal.PlainDate;
}

export function wayInLetter(
  { kind, name, email, link, goodThrough }: WayIn,
  { language, business }: { language: Language; business: string },
): StaffLetter {
  const day = sayDay(language, goodThrough);
  const said = {
    ru: {
      invitation: {
        subject: `Приглашение: ${business}`,
        body: `${name}, здравствуйте!\n\nВас приглашают работать в программе «Повод». Придумайте пароль по этой ссылке:\n\n${link}\n\nОна впустит один раз, до ${day}. Потом входите с этой почтой: ${email}.`,
      },
      reset: {
        subject: `Новый пароль: ${business}`,
        body: `${name}, здравствуйте!\n\nПридумайте новый пароль по этой ссылке:\n\n${link}\n\nОна впустит один раз, до ${day}. Если Вы об этом не просили, скажите тому, кто приглашает сотрудников.`,
      },
    },
    en: {
      invitation: {
        subject: `Invitation: ${business}`,
        body: `Hello ${name},\n\nYou are invited to work in Povod. Choose a password with this link:\n\n${link}\n\nIt lets you in once, until ${day}. After that, sign in with this e-mail: ${email}.`,
      },
      reset: {
        subject: `New password: ${business}`,
        body: `Hello ${name},\n\nChoose a new password with this link:\n\n${link}\n\nIt lets you in once, until ${day}. If you did not ask for it, tell whoever invites staff.`,
      },
    },
  };
  return { to: email, language, business, ...said[language][kind] };
}
