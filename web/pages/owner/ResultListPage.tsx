/** The list behind a number of the results, and the same list to take along. */
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { resultListNames } from "../../api/closed-lists.ts";
import type { Business } from "../../../src/business/contract.ts";
import type { ResultRows } from "../../../src/reports/results-contract.ts";
import { useMay } from "../../api/me.ts";
import { useBusiness, useResultRows } from "../../api/resources.ts";
import { sayCardNumber } from "../../../src/kernel/language.ts";
import { BackLink } from "../../components/BackLink.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { More } from "../../components/More.tsx";
import { NotFound } from "../../components/Trouble.tsx";
import { Page } from "../../components/Page.tsx";
import table from "../../components/table.module.css";
import { Waiting } from "../../components/Waiting.tsx";
import { sayDay, sayDays } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useMoney, useNumber } from "../../language/words.ts";
import styles from "./Owner.module.css";

const route = getRouteApi("/results/$list");

type Column = ResultRows["columns"][number];

export function ResultListPage() {
  const params = route.useParams();
  const list = resultListNames.find((one) => one === params.list);
  return list ? <Listed list={list} /> : <NotFound />;
}

function Listed({ list }: { list: ResultRows["list"] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { period, office, days } = route.useSearch();
  const business = useBusiness().data;
  const may = useMay();
  const query = { period, office, days: days === undefined ? undefined : String(days) };
  const asked = useResultRows(list, query);
  const first = asked.data?.pages[0];
  const filled = Object.entries({ ...query, lang: language }).filter((pair): pair is [string, string] =>
    Boolean(pair[1]),
  );
  const file = (extension: string) =>
    `/api/v1/reports/result-files/${list}.${extension}?${new URLSearchParams(filled).toString()}`;
  return (
    <>
      <BackLink to="/results">{t("place.results")}</BackLink>
      <Page
        title={t(`owner.list.${list}`)}
        lead={first ? sayDays(language, first.from, first.through, first.through) : ""}
        actions={
          may("clients.export") && (
            <div className={styles.files}>
              {["xlsx", "csv"].map((extension) => (
                <Button
                  key={extension}
                  component="a"
                  href={file(extension)}
                  download
                  leftSection={<IconDownload size={16} aria-hidden />}
                >
                  {extension.toUpperCase()}
                </Button>
              ))}
            </div>
          )
        }
      >
        <Loaded asked={asked} waiting={<Waiting rows={12} height={28} />}>
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.rows);
            const columns = pages[0]?.columns ?? [];
            if (rows.length === 0)
              return <Empty why={t("owner.list.none")}>{t("owner.list.none.next")}</Empty>;
            return (
              <>
                <Rows list={list} columns={columns} rows={rows} business={business} />
                <More list={asked} shown={rows.length} />
              </>
            );
          }}
        </Loaded>
      </Page>
    </>
  );
}

const isNumber = ({ kind }: Column): boolean => kind === "count" || kind === "money" || kind === "percent";

function Rows(props: {
  list: ResultRows["list"];
  columns: readonly Column[];
  rows: readonly ResultRows["rows"][number][];
  business: Business | undefined;
}) {
  const { t } = useTranslation();
  const { columns, rows } = props;
  const say = useCell(props.business);
  return (
    <table
      className={`${table.table} ${styles.listed}`}
      aria-label={t(`owner.list.${props.list}`)}
      role="table"
    >
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{t("clients.name")}</th>
          {columns.map((column) => (
            <th
              key={column.title}
              role="columnheader"
              className={isNumber(column) ? table.number : undefined}
            >
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(({ client, name, cells }, index) => (
          <tr key={`${client} ${index}`} role="row">
            <td role="cell" className={table.name}>
              <Link to="/clients/$id" params={{ id: client }} className={table.link}>
                {name || t("client.nameless")}
              </Link>
            </td>
            {columns.map((column, at) => (
              <td
                key={column.title}
                role="cell"
                className={isNumber(column) ? table.number : undefined}
                data-label={column.title}
              >
                {say(column, cells[at] ?? null)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useCell(business: Business | undefined): (column: Column, cell: string | null) => string {
  const language = useLanguage();
  const money = useMoney(business?.currency ?? "RUB");
  const number = useNumber();
  return ({ kind }, cell) => {
    if (cell === null) return "";
    if (kind === "money") return money(cell);
    if (kind === "count") return number(Number(cell));
    if (kind === "day") return sayDay(language, cell, business?.today);
    return sayCardNumber(cell);
  };
}
