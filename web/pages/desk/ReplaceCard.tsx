/** A lost card gets another number: the one printed on the new card, or the next of the office's. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { replaceCard, type Who } from "./acts.ts";
import { CardNumberField, useCardNumber } from "./CardNumberField.tsx";
import styles from "./Desk.module.css";
import type { DeskPlace } from "./place.ts";
import { useOutbox } from "./use-outbox.ts";

export function ReplaceCard(props: { who: Who & { card: string }; place: DeskPlace; onDone: () => void }) {
  const { t } = useTranslation();
  const { put } = useOutbox();
  const number = useCardNumber();
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        if (number.isWrong) return;
        put(replaceCard({ ...props.who, office: props.place.office?.id }, number.printed), { held: true });
        props.onDone();
      }}
    >
      <p className={styles.hint}>{t("desk.replace.about")}</p>
      <div className={styles.inline}>
        <CardNumberField of={number} isFirst />
        <Button type="submit" disabled={number.isWrong}>
          {t("desk.replace.do")}
        </Button>
      </div>
    </form>
  );
}
