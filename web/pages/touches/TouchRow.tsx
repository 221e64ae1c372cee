import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { Touch } from "../../../src/reports/contract.ts";
import { Disclosure } from "../../components/Disclosure.tsx";
import table from "../../components/table.module.css";
import { Verdicts } from "../../components/Verdicts.tsx";
import { useChannelWord } from "../../language/words.ts";

export function TouchRow({ touch, business }: { touch: Touch; business: Business }) {
  const { t } = useTranslation();
  const channel = useChannelWord();
  const decisive = touch.verdicts.find((verdict) => verdict.rule === touch.decidedBy);
  return (
    <tr role="row">
      <td role="cell">
        <Link className={`${table.link} ${table.name}`} to="/clients/$id" params={{ id: touch.client }}>
          {touch.name}
        </Link>
      </td>
      <td role="cell">
        <div>{touch.occasion.text}</div>
        <div className={table.small}>{touch.chainName}</div>
      </td>
      <td role="cell" className={table.nowrap}>
        {channel(touch.channel)}
      </td>
      <td role="cell">
        <div>{decisive?.text ?? t(`touch.state.${touch.state}`)}</div>
        <Disclosure label={decisive ? t(`touch.state.${touch.state}`) : t("verdict.title")} quiet>
          <Verdicts verdicts={touch.verdicts} zone={business.zone} today={business.today} />
        </Disclosure>
      </td>
    </tr>
  );
}
