/** Everything there is to say about the rows: by kind with counts, then row by row. */
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Import, ProblemKinds } from "../../../src/clients/import-contract.ts";
import { useProblemKinds, useProblems } from "../../api/resources.ts";
import { Chip } from "../../components/Chip.tsx";
import chip from "../../components/FilterChip.module.css";
import { Loaded } from "../../components/Loaded.tsx";
import { More } from "../../components/More.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import table from "../../components/table.module.css";
import { useNumber } from "../../language/words.ts";
import styles from "./Problems.module.css";

const route = getRouteApi("/imports/$id");

export function Problems({ found }: { found: Import }) {
  const { t } = useTranslation();
  const kinds = useProblemKinds(found.id);
  return (
    <section aria-labelledby="problems">
      <h2 id="problems">{t("imports.problems")}</h2>
      {found.leftOut > 0 && (
        <p className={styles.bad}>
          <a className={styles.download} href={`/api/v1/imports/${found.id}/bad-rows`} download>
            {t("imports.badRows")}
          </a>{" "}
          {t("imports.badRows.note")}
        </p>
      )}
      <Loaded asked={kinds} waiting={<Waiting rows={4} />}>
        {(told) =>
          told.kinds.length === 0 ? (
            <p className={styles.none}>{t("imports.problems.none")}</p>
          ) : (
            <>
              <Kinds kinds={told.kinds} id={found.id} />
              <Rows id={found.id} />
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function Kinds({ kinds, id }: { kinds: ProblemKinds["kinds"]; id: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const { problem } = route.useSearch();
  const link = (code: string | undefined) => ({
    to: "/imports/$id" as const,
    params: { id },
    search: code === undefined ? {} : { problem: code },
    className: chip.chip ?? "",
    "data-on": code === problem,
    "aria-current": code === problem,
    resetScroll: false,
    replace: true,
  });
  return (
    <nav aria-label={t("imports.problems.kinds")}>
      <ul className={styles.kinds}>
        <li>
          <Link {...link(undefined)}>{t("imports.problems.all")}</Link>
        </li>
        {kinds.map(({ code, severity, rows, example }) => (
          <li key={code} className={styles.kind}>
            <Link {...link(code)}>{t("imports.problems.rows", { count: rows, rows: number(rows) })}</Link>
            <Severity of={severity} />
            <span>{example.says}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Severity({ of }: { of: ProblemKinds["kinds"][number]["severity"] }) {
  const { t } = useTranslation();
  return <Chip tone={of === "error" ? "stop" : "plain"}>{t(`imports.severity.${of}`)}</Chip>;
}

function Rows({ id }: { id: string }) {
  const { t } = useTranslation();
  const { problem } = route.useSearch();
  const asked = useProblems(id, problem);
  return (
    <Loaded asked={asked} waiting={<Waiting rows={6} />}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows);
        return (
          <>
            <table className={table.table} aria-labelledby="problems" role="table">
              <thead role="rowgroup">
                <tr role="row">
                  <th role="columnheader">{t("imports.line")}</th>
                  <th role="columnheader">{t("imports.problems")}</th>
                </tr>
              </thead>
              <tbody role="rowgroup">
                {rows.map(({ line, problems }) => (
                  <tr key={line} role="row">
                    <td role="cell" className={styles.line}>
                      {line}
                    </td>
                    <td role="cell">
                      {problems.map(({ severity, says }) => (
                        <div key={says} className={styles.says}>
                          <Severity of={severity} /> {says}
                        </div>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <More list={asked} shown={rows.length} />
          </>
        );
      }}
    </Loaded>
  );
}
