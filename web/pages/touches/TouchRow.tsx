import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { Touch } from "../../../src/reports/contract.ts";
import { Disclosure } from "../../components/Disclosure.tsx";
import table from "../../components/table.module.css";
import { Verdicts } from "../../components/Verdicts.tsx";
import { useChannelWord } from "../../language/words.ts";
import styles from "./TouchRow.module.css";

export function TouchRow(props: { touch: Touch; business: Business; withChain: boolean }) {
  const { touch, business } = props;
  const { t } = useTranslation();
  const channel = useChannelWord();
  const decisive = touch.verdicts.find((verdict) => verdict.rule === touch.decidedBy);
  const state = t(`touch.state.${touch.state}`);
  return (
    <tr role="row">
      <td role="cell">
        <Link className={`${table.link} ${table.name}`} to="/clients/$id" params={{ id: touch.client }}>
          {touch.name}
        </Link>
      </td>
      <td role="cell">
        <div className={table.sentence}>{touch.occasion.text}</div>
        {props.withChain && <div className={table.small}>{touch.chainName}</div>}
      </td>
      <td role="cell" className={table.nowrap}>
        {channel(touch.channel)}
      </td>
      <td role="cell">
        <div className={styles.decision}>
          <div className={styles.said}>
            <div className={table.sentence}>{decisive?.text ?? state}</div>
            {decisive && <div className={table.small}>{state}</div>}
          </div>
          <Disclosure label={t("verdict.title")} quiet>
            <Verdicts verdicts={touch.verdicts} zone={business.zone} today={business.today} />
          </Disclosure>
        </div>
      </td>
    </tr>
  );
}
