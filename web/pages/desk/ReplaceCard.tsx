/** A lost card gets another number: the one printed on the new card, or the next of the office's. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { replaceCard, type Who } from "./acts.ts";
import styles from "./Desk.module.css";
import { typedFirst } from "./keyboard.ts";
import type { DeskPlace } from "./place.ts";
import { cardNumberIn } from "./sums.ts";
import { useOutbox } from "./use-outbox.ts";

export function ReplaceCard(props: { who: Who & { card: string }; place: DeskPlace; onDone: () => void }) {
  const { t } = useTranslation();
  const { put } = useOutbox();
  const [typed, setTyped] = useState("");
  const number = typed.trim() === "" ? undefined : cardNumberIn(typed);
  const wrong = typed.trim() !== "" && number === undefined;
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong) return;
        const printed = number === undefined ? {} : { number };
        put(replaceCard({ ...props.who, office: props.place.office?.id }, printed), { held: true });
        props.onDone();
      }}
    >
      <p className={styles.hint}>{t("desk.replace.about")}</p>
      <div className={styles.inline}>
        <TextInput
          label={t("desk.sell.number")}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          error={wrong && t("desk.sell.number.wrong")}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
          ref={typedFirst}
        />
        <Button type="submit" disabled={wrong}>
          {t("desk.replace.do")}
        </Button>
      </div>
    </form>
  );
}
