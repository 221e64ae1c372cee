/** Everything that happened with this client, the newest first. */
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { TimelineEntry } from "../../../src/reports/client-contract.ts";
import { timelineKinds } from "../../api/closed-lists.ts";
import { useTimeline } from "../../api/resources.ts";
import { Empty } from "../../components/Empty.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { More } from "../../components/More.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import chip from "../../components/FilterChip.module.css";
import { sayShortDay } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { EntryBody } from "./EntryBody.tsx";
import styles from "./LineOfTime.module.css";

const route = getRouteApi("/clients/$id");

export function LineOfTime({ id, business, zone }: { id: string; business: Business; zone: string }) {
  const { t } = useTranslation();
  const { kind } = route.useSearch();
  const asked = useTimeline(id, kind);
  return (
    <section aria-labelledby="line-of-time">
      <h2 id="line-of-time">{t("timeline.title")}</h2>
      <Filters id={id} />
      <Loaded asked={asked} waiting={<Waiting rows={8} />}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.entries);
          if (entries.length === 0)
            return <Empty why={kind ? t("timeline.emptyKind") : t("timeline.empty")} />;
          return (
            <>
              <ol className={styles.line}>
                {entries.map((entry) => (
                  <Entry key={`${entry.kind} ${entry.id}`} entry={entry} business={business} zone={zone} />
                ))}
              </ol>
              <More list={asked} shown={entries.length} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function Filters({ id }: { id: string }) {
  const { t } = useTranslation();
  const { kind } = route.useSearch();
  return (
    <nav className={styles.filters} aria-label={t("timeline.filters")}>
      {[undefined, ...timelineKinds].map((one) => (
        <Link
          key={one ?? "all"}
          to="/clients/$id"
          params={{ id }}
          search={(before) => ({ ...before, kind: one })}
          className={chip.chip}
          data-on={one === kind}
          aria-current={one === kind ? "true" : "false"}
          resetScroll={false}
          replace
        >
          {t(`timeline.${one ?? "all"}`)}
        </Link>
      ))}
    </nav>
  );
}

function Entry(props: { entry: TimelineEntry; business: Business; zone: string }) {
  const language = useLanguage();
  return (
    <li className={styles.entry} data-kind={props.entry.kind}>
      <time className={styles.day} dateTime={props.entry.on}>
        {sayShortDay(language, props.entry.on, props.business.today)}
      </time>
      <div className={styles.what}>
        <EntryBody {...props} />
      </div>
    </li>
  );
}
