/** Who of the staff looked at this client, for those who may know it. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { Views } from "../../../src/clients/demand-contract.ts";
import { useMay } from "../../api/me.ts";
import { useViews } from "../../api/resources.ts";
import { Disclosure } from "../../components/Disclosure.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { More } from "../../components/More.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { sayMoment } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useLookWord } from "../../language/look-words.ts";
import styles from "./Facts.module.css";
import section from "./Section.module.css";

export function Looks({ id, business }: { id: string; business: Business }) {
  const { t } = useTranslation();
  const may = useMay();
  if (!may("audit.read")) return null;
  return (
    <section className={section.section} aria-label={t("client.looks")}>
      <Disclosure label={t("client.looks")} quiet>
        <List id={id} business={business} />
      </Disclosure>
    </section>
  );
}

function List({ id, business }: { id: string; business: Business }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const word = useLookWord();
  const when = (at: string) => sayMoment(language, at, business.zone, business.today);
  const asked = useViews(id);
  return (
    <Loaded asked={asked} waiting={<Waiting rows={3} />}>
      {({ pages }) => {
        const views = pages.flatMap((page) => page.views);
        if (views.length === 0) return <p className={styles.unknown}>{t("client.looks.nobody")}</p>;
        return (
          <>
            <dl className={styles.facts}>
              {visitsOf(views, when).map(({ id: look, who, at, what }) => (
                <div key={look} className={styles.fact}>
                  <dt>{who ?? t("client.looks.program")}</dt>
                  <dd>{t("client.looks.look", { when: at, what: what.map(word).join(", ") })}</dd>
                </div>
              ))}
            </dl>
            <More list={asked} shown={views.length} />
            <p className={styles.small}>
              <Link className={styles.link} to="/audit" search={{ client: id }}>
                {t("client.looks.all")}
              </Link>
            </p>
          </>
        );
      }}
    </Loaded>
  );
}

interface Visit {
  id: string;
  who: string | undefined;
  at: string;
  what: string[];
}

/** A page is several looks of one minute: they are one visit. */
function visitsOf(views: Views["views"], when: (at: string) => string): Visit[] {
  const visits: Visit[] = [];
  for (const { id, at, staffMember, what } of views) {
    const last = visits.at(-1);
    if (last?.who === staffMember?.name && last?.at === when(at)) {
      if (!last.what.includes(what)) last.what.push(what);
    } else visits.push({ id, who: staffMember?.name, at: when(at), what: [what] });
  }
  return visits;
}
