/** What a purchase would come to, asked as it is typed. Its key books exactly that purchase, once. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useDebouncedValue } from "@mantine/hooks";
import type { Quote } from "../../../src/loyalty/contract.ts";
import { ApiTrouble, change } from "../../api/fetch.ts";
import { useLanguage } from "../../language/i18n.ts";
import { kopecksOf, readSum } from "./sums.ts";

export interface Typed {
  price: string;
  redeem: string;
  deposit: string;
}

export type Wrong = "price" | "redeem" | "deposit";

export interface Quoted {
  /** Of the price alone: what could be paid with bonus. */
  redeemable: string | undefined;
  /** Of exactly what is typed; undefined while it is not known. */
  quote: Quote | undefined;
  body: { price: string; redeem?: string; deposit?: string } | undefined;
  wrong: Wrong | undefined;
  refused: ApiTrouble | undefined;
  /** The quote's key has been used. */
  used(): void;
}

const pauseMs = 150;

export function useQuote(card: string | undefined, typed: Typed, held: { deposit: string }): Quoted {
  const language = useLanguage();
  const answers = useQueryClient();
  const price = readSum(typed.price);
  const [asked] = useDebouncedValue(price, pauseMs);
  const base = useQuery({
    queryKey: ["quote", card, asked, language],
    enabled: card !== undefined && asked !== undefined,
    queryFn: () => change<Quote>("POST", `/cards/${card}/quotes`, { language, body: { price: asked } }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const known = asked === price && !base.isPlaceholderData ? base.data : undefined;
  const redeemable = price === undefined ? undefined : (known ?? base.data)?.redeemable;
  const redeem = typed.redeem.trim() === "" ? "0.00" : readSum(typed.redeem);
  const deposit = typed.deposit.trim() === "" ? "0.00" : readSum(typed.deposit);
  const wrong = wrongOf(
    { typed, price, redeem, deposit },
    { redeemable: known?.redeemable, deposit: held.deposit },
  );
  const body =
    price === undefined || redeem === undefined || deposit === undefined
      ? undefined
      : {
          price,
          ...(redeem === "0.00" ? {} : { redeem }),
          ...(deposit === "0.00" ? {} : { deposit }),
        };
  const isPlain = body !== undefined && body.redeem === undefined && body.deposit === undefined;
  const [askedBody] = useDebouncedValue(JSON.stringify(body), pauseMs);
  const exact = useQuery({
    queryKey: ["quote", card, "exactly", askedBody, language],
    enabled:
      card !== undefined && body !== undefined && !isPlain && wrong === undefined && known !== undefined,
    queryFn: () =>
      change<Quote>("POST", `/cards/${card}/quotes`, {
        language,
        body: JSON.parse(askedBody ?? "{}") as object,
      }),
    staleTime: 60_000,
  });
  const isExact = askedBody === JSON.stringify(body);
  const quote = wrong !== undefined ? undefined : isPlain ? known : isExact ? exact.data : undefined;
  const error = isPlain ? base.error : (exact.error ?? base.error);
  return {
    redeemable,
    quote,
    body,
    wrong,
    refused: price !== undefined && error instanceof ApiTrouble ? error : undefined,
    used: () => answers.removeQueries({ queryKey: ["quote", card] }),
  };
}

function wrongOf(
  read: { typed: Typed; price: string | undefined; redeem: string | undefined; deposit: string | undefined },
  limit: { redeemable: string | undefined; deposit: string },
): Wrong | undefined {
  const { typed, price, redeem, deposit } = read;
  if (price === undefined) return typed.price.trim() === "" ? undefined : "price";
  if (redeem === undefined) return "redeem";
  if (limit.redeemable !== undefined && kopecksOf(redeem) > atLeastNothing(limit.redeemable)) return "redeem";
  if (deposit === undefined || kopecksOf(deposit) > kopecksOf(limit.deposit)) return "deposit";
  return undefined;
}

const atLeastNothing = (sum: string): bigint => (sum.startsWith("-") ? 0n : kopecksOf(sum));
