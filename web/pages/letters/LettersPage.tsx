/** The demo's letters: what would have gone to clients stays on this machine and can be read here. */
import { Link, Outlet, useMatchRoute } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Letters } from "../../../src/delivery/contract.ts";
import { useBusiness, useLetters } from "../../api/resources.ts";
import { Empty } from "../../components/Empty.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { More } from "../../components/More.tsx";
import { Page } from "../../components/Page.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { sayMoment } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./LettersPage.module.css";

export function LettersPage() {
  const { t } = useTranslation();
  const asked = useLetters();
  const open = useMatchRoute()({ to: "/letters/$id" }) !== false;
  return (
    <Page title={t("letters.title")} lead={t("letters.about")}>
      <div className={styles.columns} data-open={open}>
        <div className={styles.list}>
          <Loaded asked={asked} waiting={<Waiting rows={8} height={34} />}>
            {({ pages }) => <LetterList pages={pages} asked={asked} />}
          </Loaded>
        </div>
        <div className={styles.letter}>
          {open ? <Outlet /> : <p className={styles.choose}>{t("letters.choose")}</p>}
        </div>
      </div>
    </Page>
  );
}

function LetterList({ pages, asked }: { pages: readonly Letters[]; asked: ReturnType<typeof useLetters> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const business = useBusiness().data;
  const letters = pages.flatMap((page) => page.letters);
  if (letters.length === 0) return <Empty why={t("letters.empty")}>{t("letters.empty.next")}</Empty>;
  return (
    <>
      <ul>
        {letters.map((letter) => (
          <li key={letter.id}>
            <Link className={styles.item} to="/letters/$id" params={{ id: letter.id }} resetScroll={false}>
              <span className={styles.line}>
                <span className={styles.to}>{letter.to}</span>
                <span className={styles.at}>
                  {business && sayMoment(language, letter.at, business.zone, business.today)}
                </span>
              </span>
              <span className={styles.subject}>{letter.subject}</span>
            </Link>
          </li>
        ))}
      </ul>
      <More list={asked} shown={letters.length} total={pages[0]?.count ?? letters.length} />
    </>
  );
}
