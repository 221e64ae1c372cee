/** Who changed what and who looked at whom, the newest first. */
import { NativeSelect, TextInput } from "@mantine/core";
import { Link, getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Audit } from "../../../src/access/audit-contract.ts";
import { useApiKeys, useAudit, useStaff } from "../../api/access.ts";
import { useBusiness } from "../../api/resources.ts";
import { Empty } from "../../components/Empty.tsx";
import { More } from "../../components/More.tsx";
import { Page } from "../../components/Page.tsx";
import { Trouble } from "../../components/Trouble.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import table from "../../components/table.module.css";
import { sayMoment } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./AuditPage.module.css";
import { useAuditWords } from "./audit-words.ts";

const route = getRouteApi("/audit");

export function AuditPage() {
  const { t } = useTranslation();
  const selection = route.useSearch();
  const list = useAudit({
    kind: selection.kind,
    who: selection.who,
    client: selection.client,
    from: selection.from,
    to: selection.to,
  });
  const lines = list.data?.pages.flatMap((page) => page.lines);
  return (
    <Page title={t("audit.title")} lead={t("audit.lead")}>
      <Filters />
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {!lines && !list.error && <Waiting rows={8} />}
      {lines?.length === 0 && <Empty why={t("audit.empty")}>{t("audit.emptyNext")}</Empty>}
      {lines && lines.length > 0 && <Lines lines={lines} />}
      <More list={list} shown={lines?.length ?? 0} />
    </Page>
  );
}

function Filters() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = route.useSearch();
  const staff = useStaff().data?.staff ?? [];
  const keys = useApiKeys().data?.keys ?? [];
  const set = (part: Partial<typeof search>) =>
    void navigate({ to: "/audit", search: { ...search, ...part }, replace: true });
  const word = (value: string) => (value === "" ? undefined : value);
  return (
    <div className={styles.filters} role="search" aria-label={t("audit.filters")}>
      <NativeSelect
        label={t("audit.kind")}
        value={search.kind ?? ""}
        data={[
          { value: "", label: t("audit.kind.all") },
          { value: "change", label: t("audit.kind.change") },
          { value: "look", label: t("audit.kind.look") },
        ]}
        onChange={(event) => {
          const kind = event.currentTarget.value;
          set({ kind: kind === "change" || kind === "look" ? kind : undefined });
        }}
      />
      <NativeSelect
        label={t("audit.who")}
        value={search.who ?? ""}
        data={[
          { value: "", label: t("audit.who.all") },
          ...[...staff, ...keys].map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => set({ who: word(event.currentTarget.value) })}
      />
      <TextInput
        label={t("audit.from")}
        type="date"
        value={search.from ?? ""}
        onChange={(event) => set({ from: word(event.currentTarget.value) })}
      />
      <TextInput
        label={t("audit.to")}
        type="date"
        value={search.to ?? ""}
        onChange={(event) => set({ to: word(event.currentTarget.value) })}
      />
    </div>
  );
}

function Lines({ lines }: { lines: Audit["lines"] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const business = useBusiness().data;
  const words = useAuditWords();
  return (
    <table className={table.table} aria-label={t("audit.title")} role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{t("audit.when")}</th>
          <th role="columnheader">{t("audit.who")}</th>
          <th role="columnheader">{t("audit.what")}</th>
          <th role="columnheader">{t("audit.about")}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lines.map((line) => (
          <tr role="row" key={`${line.id}${line.kind}`}>
            <td role="cell" className={`${table.small} ${table.nowrap}`}>
              {business && sayMoment(language, line.at, business.zone, business.today)}
            </td>
            <td role="cell">
              {line.who === null
                ? t("audit.nobody")
                : line.who.kind === "key"
                  ? t("audit.key", { name: line.who.name })
                  : line.who.name}
            </td>
            <td role="cell">
              {line.kind === "look" ? (
                t("audit.looked", { what: words.look(line.what) })
              ) : (
                <>
                  <div className={styles.area}>{words.area(line.what)}</div>
                  <div className={styles.change}>{words.change(line.what)}</div>
                </>
              )}
            </td>
            <td role="cell" className={table.small}>
              <About line={line} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function About({ line }: { line: Audit["lines"][number] }) {
  const { t } = useTranslation();
  if (line.client !== null)
    return (
      <Link className={table.link} to="/clients/$id" params={{ id: line.client }} search={{}}>
        {t("audit.client")}
      </Link>
    );
  if (line.kind === "look") return t("audit.clients", { count: line.clients });
  return Object.entries(line.subject)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}
