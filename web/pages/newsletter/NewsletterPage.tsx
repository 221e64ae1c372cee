/** The newsletter: every issue by its day, and one of them to write or to read. */
import { IconPlus } from "@tabler/icons-react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { writtenIn } from "../../../src/kernel/language.ts";
import type { Issue } from "../../../src/newsletters/contract.ts";
import { useChains } from "../../api/chains.ts";
import { useBusiness } from "../../api/resources.ts";
import { BackLink } from "../../components/BackLink.tsx";
import { ButtonLink } from "../../components/ButtonLink.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { SideList } from "../../components/SideList.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { addDays, sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { IssueEditor } from "./IssueEditor.tsx";
import styles from "./Newsletter.module.css";
import { useIssues } from "./resources.ts";

const route = getRouteApi("/newsletter");
/** From one issue to the next. */
const everyDays = 14;

export function NewsletterPage() {
  const { t } = useTranslation();
  const { number } = route.useSearch();
  const asked = useIssues();
  const business = useBusiness().data;
  return (
    <>
      <BackLink to="/chains">{t("chains.title")}</BackLink>
      <Page
        title={t("newsletter.title")}
        lead={t("newsletter.lead")}
        actions={
          number !== undefined && (
            <ButtonLink to="/newsletter" search={{}} leftSection={<IconPlus size={16} aria-hidden />}>
              {t("newsletter.new")}
            </ButtonLink>
          )
        }
      >
        <IsOn />
        <Loaded asked={asked} waiting={<Waiting rows={8} />}>
          {({ issues }) => business && <Issues issues={issues} number={number} today={business.today} />}
        </Loaded>
      </Page>
    </>
  );
}

/** Without its chain an issue goes to nobody. */
function IsOn() {
  const { t } = useTranslation();
  const chains = useChains().data?.chains;
  const chain = chains?.find(({ code }) => code === "newsletter");
  if (!chains || chain?.state === "live") return null;
  return (
    <p className={styles.off}>
      {t("newsletter.off")} <Link to="/chains">{t("newsletter.off.next")}</Link>
    </p>
  );
}

function Issues(props: { issues: readonly Issue[]; number: number | undefined; today: Day }) {
  const { issues, number, today } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const chosen = issues.find((issue) => issue.number === number);
  const last = issues[0]?.on ?? today;
  const next = last < today ? today : addDays(last, everyDays);
  const free = Math.max(0, ...issues.map((issue) => issue.number)) + 1;
  return (
    <SideList
      title={t("newsletter.issues")}
      none={t("newsletter.none")}
      later
      items={issues.map((issue) => ({
        key: issue.number,
        to: "/newsletter",
        search: { number: issue.number },
        isOpen: issue === chosen,
        says: (
          <>
            <span className={styles.day}>
              {sayDay(language, issue.on, today)}
              {issue.begun ? ` · ${t("newsletter.begun")}` : ""}
            </span>
            {issue.subject[writtenIn(issue.subject, language)]}
          </>
        ),
      }))}
    >
      <IssueEditor
        key={chosen?.number ?? "new"}
        issue={chosen}
        number={chosen?.number ?? free}
        on={next}
        today={today}
      />
    </SideList>
  );
}
