/** A wish not to be disturbed, in words. */
import { useTranslation } from "react-i18next";
import type { Profile } from "../../../src/clients/contract.ts";
import { dayOf, sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useChannelWord } from "../../language/words.ts";

interface Wish {
  scope: "everything" | "advertising" | "channel";
  channel: string | null;
  since?: string;
  until: Day | null;
}

export function useWishWords() {
  const { t } = useTranslation();
  const language = useLanguage();
  const channel = useChannelWord();
  const title = (wish: Wish, sex: Profile["sex"]): string => {
    if (wish.scope === "channel")
      return t("client.wish.channel", { channel: channel(wish.channel ?? "any") });
    if (wish.scope === "advertising") return t("client.wish.advertising");
    return sex === "female" ? t("client.wish.everything.female") : t("client.wish.everything");
  };
  const when = (wish: Wish, today: Day): string =>
    [
      wish.since && t("client.wish.since", { day: sayDay(language, dayOf(wish.since, "UTC"), today) }),
      wish.until && t("client.wish.until", { day: sayDay(language, wish.until, today) }),
    ]
      .filter(Boolean)
      .join(" ");
  return { title, when };
}
