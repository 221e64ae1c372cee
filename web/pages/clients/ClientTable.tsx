import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { sayCardNumber, sayPhone } from "../../../src/kernel/language.ts";
import type { FoundClient } from "../../../src/clients/contract.ts";
import { breakable } from "../../components/breakable.tsx";
import { Chip } from "../../components/Chip.tsx";
import table from "../../components/table.module.css";
import { useMoney } from "../../language/words.ts";
import styles from "./ClientTable.module.css";

export function ClientTable({ clients, currency }: { clients: readonly FoundClient[]; currency: string }) {
  const { t } = useTranslation();
  return (
    <table className={`${table.table} ${styles.clients}`} aria-label={t("clients.title")} role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{t("clients.name")}</th>
          <th role="columnheader">{t("clients.contacts")}</th>
          <th role="columnheader">{t("clients.office")}</th>
          <th role="columnheader">{t("clients.card")}</th>
          <th role="columnheader" className={table.number}>
            {t("clients.balance")}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {clients.map((client) => (
          <ClientRow key={client.id} client={client} currency={currency} />
        ))}
      </tbody>
    </table>
  );
}

function ClientRow({ client, currency }: { client: FoundClient; currency: string }) {
  const { t } = useTranslation();
  const money = useMoney(currency);
  return (
    <tr role="row">
      <td role="cell" className={styles.name}>
        <Link className={`${table.link} ${table.name}`} to="/clients/$id" params={{ id: client.id }}>
          {client.name}
        </Link>{" "}
        {client.doNotDisturb && <Chip tone="stop">{t("clients.doNotDisturb")}</Chip>}
      </td>
      <td role="cell">
        {client.phone && <div className={table.nowrap}>{sayPhone(client.phone)}</div>}
        {client.email && <div className={`${table.small} ${styles.email}`}>{breakable(client.email)}</div>}
      </td>
      <td role="cell">
        {client.office && <div>{client.office}</div>}
        {client.city && <div className={table.small}>{client.city}</div>}
      </td>
      <td role="cell" className={table.nowrap}>
        {client.card && sayCardNumber(client.card)}
      </td>
      <td role="cell" className={`${table.number} ${styles.balance}`}>
        {client.balance !== null && money(client.balance)}
      </td>
    </tr>
  );
}
