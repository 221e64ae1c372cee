/** A card is sold: its price, and the number from the office's range or the one printed on it. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../../api/resources.ts";
import { useMoney, useNumber } from "../../language/words.ts";
import { sell, type Who } from "./acts.ts";
import { CardNumberField, useCardNumber } from "./CardNumberField.tsx";
import { Choice } from "./Choice.tsx";
import styles from "./Desk.module.css";
import { enterThrough } from "./keyboard.ts";
import type { DeskPlace } from "./place.ts";
import { readSum, typedSum } from "./sums.ts";
import { useOutbox } from "./use-outbox.ts";

export function SellCard(props: { who: Who; place: DeskPlace; currency: string; onDone: () => void }) {
  const { t } = useTranslation();
  const money = useMoney(props.currency);
  const types = useDesk().data?.cardTypes ?? [];
  const { put } = useOutbox();
  const [type, setType] = useState<string>();
  const [priceTyped, setPrice] = useState<string>();
  const number = useCardNumber();
  const program = types.find(({ cardType }) => cardType === type) ?? types[0];
  const typed = priceTyped ?? typedSum(program?.price ?? "");
  const price = readSum(typed);
  return (
    <form
      className={styles.panel}
      ref={enterThrough}
      onSubmit={(event) => {
        event.preventDefault();
        if (price === undefined || number.isWrong || !program) return;
        const sale = {
          price,
          cardType: program.cardType,
          sum: money(price),
          ...number.printed,
        };
        put(sell({ ...props.who, office: props.place.office?.id }, sale));
        props.onDone();
      }}
    >
      {types.length > 1 && (
        <Choice
          label={t("desk.sell.type")}
          options={types.map((one) => ({
            value: one.cardType,
            text: `${one.cardType}, ${money(one.price)}`,
          }))}
          chosen={program?.cardType}
          onChoose={(chosen) => {
            setType(chosen);
            setPrice(undefined);
          }}
        />
      )}
      {program && (
        <p className={styles.hint}>
          {t("desk.sell.about", {
            discount: program.discount.replace(".", ","),
            accrual: program.accrual.replace(".", ","),
            cap: program.redemptionCap.replace(".", ","),
          })}
        </p>
      )}
      <div className={styles.fields}>
        <TextInput
          label={t("desk.sell.price")}
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          error={price === undefined && t("desk.price.wrong")}
          onChange={({ currentTarget: { value } }) => setPrice(value)}
        />
        <CardNumberField of={number} />
      </div>
      <NumbersLeft place={props.place} />
      <div className={styles.buttons}>
        <Button type="submit" disabled={price === undefined || number.isWrong}>
          {t("desk.sell.do", { sum: money(price ?? "0.00") })}
        </Button>
      </div>
    </form>
  );
}

function NumbersLeft({ place: { office } }: { place: DeskPlace }) {
  const { t } = useTranslation();
  const say = useNumber();
  if (!office) return null;
  const { numbersLeft, name } = office;
  return (
    <p className={styles.hint}>
      {numbersLeft === null
        ? t("desk.sell.noRange")
        : numbersLeft === 0
          ? t("desk.sell.rangeEmpty", { office: name })
          : t("desk.sell.range", { office: name, count: numbersLeft, number: say(numbersLeft) })}
    </p>
  );
}
