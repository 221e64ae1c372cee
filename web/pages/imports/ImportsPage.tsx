/** Files of clients: a new one, and those that were brought before. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { Import } from "../../../src/clients/import-contract.ts";
import { useBusiness, useImports } from "../../api/resources.ts";
import { BackLink } from "../../components/BackLink.tsx";
import { Chip } from "../../components/Chip.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import table from "../../components/table.module.css";
import { sayMoment } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber } from "../../language/words.ts";
import { BringFile } from "./BringFile.tsx";
import styles from "./ImportPage.module.css";

export function ImportsPage() {
  const { t } = useTranslation();
  const business = useBusiness().data;
  const asked = useImports();
  return (
    <>
      <BackLink to="/clients" search={{}}>
        {t("client.back")}
      </BackLink>
      <Page title={t("imports.title")} lead={t("imports.lead")}>
        <BringFile />
        <section aria-labelledby="past">
          <h2 id="past" className={styles.past}>
            {t("imports.past")}
          </h2>
          <Loaded asked={asked} waiting={<Waiting rows={4} />}>
            {({ imports }) =>
              imports.length === 0 ? (
                <Empty why={t("imports.empty")}>{t("imports.empty.next")}</Empty>
              ) : (
                business && <PastImports imports={imports} business={business} />
              )
            }
          </Loaded>
        </section>
      </Page>
    </>
  );
}

function PastImports({ imports, business }: { imports: readonly Import[]; business: Business }) {
  const { t } = useTranslation();
  return (
    <table className={table.table} aria-labelledby="past" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{t("imports.file")}</th>
          <th role="columnheader">{t("imports.when")}</th>
          <th role="columnheader">{t("imports.state")}</th>
          <th role="columnheader" className={table.number}>
            {t("imports.rows")}
          </th>
          <th role="columnheader">{t("imports.result")}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {imports.map((one) => (
          <PastImport key={one.id} one={one} business={business} />
        ))}
      </tbody>
    </table>
  );
}

function PastImport({ one, business }: { one: Import; business: Business }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const number = useNumber();
  const rows = one.done ?? one.expected;
  const result = one.undone
    ? t("imports.result.undone", one.undone)
    : rows && t("imports.result.expected", rows);
  return (
    <tr role="row">
      <td role="cell">
        <Link className={`${table.link} ${table.name}`} to="/imports/$id" params={{ id: one.id }}>
          {one.fileName}
        </Link>
      </td>
      <td role="cell" className={table.nowrap}>
        {sayMoment(language, one.startedAt, business.zone, business.today)}
      </td>
      <td role="cell">
        <Chip tone={one.state === "done" ? "good" : "plain"}>{t(`imports.state.${one.state}`)}</Chip>
      </td>
      <td role="cell" className={table.number}>
        {number(one.rows)}
      </td>
      <td role="cell" className={table.small}>
        {result}
      </td>
    </tr>
  );
}
