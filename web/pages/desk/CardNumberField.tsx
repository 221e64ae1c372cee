/** The number printed on a new card. Where none is typed, the card gets the next of the office's. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { typedFirst } from "./keyboard.ts";
import { cardNumberIn } from "./sums.ts";

export function useCardNumber() {
  const [typed, setTyped] = useState("");
  const isTyped = typed.trim() !== "";
  const number = isTyped ? cardNumberIn(typed) : undefined;
  return {
    typed,
    setTyped,
    /** What a command takes. */
    printed: number === undefined ? {} : { number },
    isWrong: isTyped && number === undefined,
  };
}

export function CardNumberField({
  of: { typed, setTyped, isWrong },
  isFirst = false,
}: {
  of: ReturnType<typeof useCardNumber>;
  /** One types here first. */
  isFirst?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t("desk.sell.number")}
      inputMode="numeric"
      autoComplete="off"
      value={typed}
      error={isWrong && t("desk.sell.number.wrong")}
      onChange={({ currentTarget: { value } }) => setTyped(value)}
      ref={isFirst ? typedFirst : undefined}
    />
  );
}
