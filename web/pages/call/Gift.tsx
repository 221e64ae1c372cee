/** A gift that waits for the client, or one laid by at the office of their choice. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CallScreen } from "../../../src/reports/call-screen-contract.ts";
import { useLanguage } from "../../language/i18n.ts";
import { keepFact, useOutbox } from "./outbox.ts";
import styles from "./Side.module.css";

export function Gift({ screen, staffMember }: { screen: CallScreen; staffMember: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { gifts, giftsAtHand, offices, page } = screen;
  const [laidBy, setLaidBy] = useState<string>();
  const choices = giftsAtHand.flatMap(({ gift, name, offices: places }) =>
    places.map((office) => ({
      value: `${gift} ${office}`,
      text: t("call.gift.at", { gift: name, office: offices.find(({ id }) => id === office)?.name ?? "" }),
      isHome: office === page.profile.homeOffice?.id,
    })),
  );
  const [chosen, setChosen] = useState((choices.find(({ isHome }) => isHome) ?? choices[0])?.value ?? "");
  const trouble = useOutbox().find(
    (one) => one.kind === "fact" && one.fact.name === "gift" && one.fact.client === page.profile.id,
  );
  const layBy = () => {
    const fact = {
      client: page.profile.id,
      name: "gift",
      value: chosen,
      version: page.profile.version,
      before: "",
    };
    keepFact({ language, fact: { ...fact, birthday: undefined, staffMember } });
    setLaidBy(choices.find(({ value }) => value === chosen)?.text);
  };
  if (trouble?.state === "refused") return <span role="alert">{trouble.detail}</span>;
  if (laidBy !== undefined) return <span role="status">{t("call.gift.laidBy", { gift: laidBy })}</span>;
  if (gifts.length > 0)
    return gifts.map(({ id, name, office }) => (
      <div key={id}>{t("call.gift.waits", { gift: t("call.gift.at", { gift: name, office }) })}</div>
    ));
  if (choices.length === 0) return <span className={styles.none}>{t("call.gift.none")}</span>;
  return (
    <div className={styles.gift}>
      <select
        className={styles.select}
        aria-label={t("call.gift.which")}
        value={chosen}
        onChange={({ target }) => setChosen(target.value)}
      >
        {choices.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <Button size="xs" onClick={layBy}>
        {t("call.gift.layBy")}
      </Button>
    </div>
  );
}
