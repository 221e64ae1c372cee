/** Where the gift that waits is to wait instead: an office where one of them lies. Without one that waits, lays one by. */
import { useTranslation } from "react-i18next";
import type { CallReason, CallScreen } from "../../../src/reports/call-screen-contract.ts";
import { AskFact, type Asking } from "./AskFact.tsx";
import { Gift } from "./Gift.tsx";
import styles from "./AskFact.module.css";

export function GiftOffice(props: { label: string; reason: CallReason; asking: Asking; screen: CallScreen }) {
  const { t } = useTranslation();
  const { asking, screen } = props;
  const { gifts, giftsAtHand, offices } = screen;
  const waits = gifts.find(({ id }) => id === props.reason.subject) ?? gifts[0];
  if (!waits) return <Gift screen={screen} staffMember={asking.staffMember} />;
  const atHand = giftsAtHand.find(({ gift }) => gift === waits.gift)?.offices ?? [];
  const choices = offices.filter(({ id }) => id === waits.officeId || atHand.includes(id));
  if (choices.length < 2)
    return <span className={styles.caption}>{t("call.gift.only", { office: waits.office })}</span>;
  return (
    <AskFact
      name="gift_office"
      label={props.label}
      asking={{
        ...asking,
        offices: choices.map((office) => ({ ...office, id: `${waits.id} ${office.id}` })),
      }}
    />
  );
}
