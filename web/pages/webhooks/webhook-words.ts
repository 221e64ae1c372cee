/** A system's name, what it is told of, how it stands and what it answered, in words. */
import { useTranslation } from "react-i18next";
import type { mostCounted, Tested, Webhook } from "../../../src/webhooks/contract.ts";
import { eventTypes } from "../../api/closed-lists.ts";
import { useBusiness } from "../../api/resources.ts";
import { sayMoment } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber } from "../../language/words.ts";

export const nameOf = ({ words, url }: Pick<Webhook, "words" | "url">): string => words || new URL(url).host;

const most: typeof mostCounted = 10_000;

export function useWebhookWords() {
  const { t } = useTranslation();
  const language = useLanguage();
  const number = useNumber();
  const business = useBusiness().data;
  return {
    when: (moment: string): string =>
      business ? sayMoment(language, moment, business.zone, business.today) : "",
    count: (count: number): string =>
      count < most ? number(count) : t("webhooks.most", { number: number(count) }),
    types: ({ types }: Webhook): string =>
      types.length === eventTypes.length
        ? t("webhooks.types.all")
        : eventTypes
            .filter((type) => types.includes(type))
            .map((type) => t(`webhooks.event.${type}`))
            .join(", "),
  };
}

/** A chip of one word. */
export function stateOf({ state, failingSince, acceptedAt }: Webhook) {
  if (state === "disabled") return { word: "webhooks.off", tone: "plain" } as const;
  if (failingSince !== null) return { word: "webhooks.failing", tone: "stop" } as const;
  if (acceptedAt === null) return { word: "webhooks.quiet", tone: "plain" } as const;
  return { word: "webhooks.works", tone: "good" } as const;
}

const troubles = {
  timeout: "webhooks.why.timeout",
  private_address: "webhooks.why.private",
  ENOTFOUND: "webhooks.why.unknown",
  EAI_AGAIN: "webhooks.why.unknown",
  ECONNREFUSED: "webhooks.why.closed",
  EHOSTUNREACH: "webhooks.why.closed",
  ENETUNREACH: "webhooks.why.closed",
  ECONNRESET: "webhooks.why.cut",
  EPIPE: "webhooks.why.cut",
} as const;
const isKnown = (trouble: string): trouble is keyof typeof troubles => trouble in troubles;

function wordOf(status: number) {
  if (status === 401 || status === 403) return "webhooks.why.denied";
  if (status === 404 || status === 405) return "webhooks.why.missing";
  if (status === 410) return "webhooks.why.gone";
  if (status === 429) return "webhooks.why.often";
  if (status >= 300 && status < 400) return "webhooks.why.moved";
  return status >= 500 ? "webhooks.why.broken" : "webhooks.why.other";
}

/** Why a message was not taken: by its answer, or why there was none. */
export function useWhy(): (answer: Pick<Tested, "status" | "trouble">) => string {
  const { t } = useTranslation();
  return ({ status, trouble }) => {
    if (status !== null) return t(wordOf(status), { status });
    if (trouble !== null && isKnown(trouble)) return t(troubles[trouble]);
    if (trouble !== null && /CERT|SSL|TLS|SIGNATURE/.test(trouble)) return t("webhooks.why.certificate");
    return t("webhooks.why.none", { trouble: trouble ?? "" });
  };
}
