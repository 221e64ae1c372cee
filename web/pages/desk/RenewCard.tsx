/** A card that ends is ordered anew: at which office it is handed over. */
import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../../api/resources.ts";
import { moveRenewal, type Who } from "./acts.ts";
import styles from "./Desk.module.css";
import type { DeskPlace } from "./place.ts";
import { useOutbox } from "./use-outbox.ts";

export function RenewCard(props: { who: Who & { card: string }; place: DeskPlace; onDone: () => void }) {
  const { t } = useTranslation();
  const { put } = useOutbox();
  const offices = useDesk().data?.offices ?? [];
  const [chosen, setChosen] = useState(props.place.office?.id ?? "");
  const office = offices.find(({ id }) => id === chosen) ?? offices[0];
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        if (!office) return;
        const said = t("desk.renewal.said.asked", { office: office.name });
        put(moveRenewal(props.who, { to: "asked", office: office.id }, said), { held: true });
        props.onDone();
      }}
    >
      <p className={styles.hint}>{t("desk.renew.about")}</p>
      <div className={styles.inline}>
        <NativeSelect
          label={t("desk.renew.office")}
          value={office?.id ?? ""}
          onChange={({ currentTarget: { value } }) => setChosen(value)}
          data={offices.map(({ id, name, city }) => ({ value: id, label: `${city}, ${name}` }))}
          ref={(field) => field?.focus()}
        />
        <Button type="submit">{t("desk.renew.do")}</Button>
      </div>
    </form>
  );
}
