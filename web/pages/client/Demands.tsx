/** What the client demands about their data: taken down, with its last day, and carried out here. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { Profile } from "../../../src/clients/contract.ts";
import type { Demand } from "../../../src/clients/demand-contract.ts";
import { useMay } from "../../api/me.ts";
import { useActsOf, useDemandsOf } from "../../api/resources.ts";
import { dayOf, sayDay } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useDemandHow, useDistance } from "../../language/words.ts";
import { DemandActs } from "./DemandActs.tsx";
import styles from "./Demands.module.css";
import { RecordDemand } from "./RecordDemand.tsx";
import { Section } from "./Section.tsx";

interface Whose {
  profile: Profile;
  business: Business;
}

export function Demands({ profile, business }: Whose) {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const [isRecording, setIsRecording] = useState(false);
  const asked = useDemandsOf(profile.id).data;
  const demands = asked?.demands ?? [];
  const mayRecord = may("clients.change") && profile.erasedOn === null;
  if (!mayRecord && demands.length === 0) return null;
  return (
    <Section title={t("demand.title")}>
      {asked && demands.length === 0 && !isRecording && <p className={styles.none}>{t("demand.none")}</p>}
      <ul>
        {demands.map((demand) => (
          <li key={demand.id} className={styles.demand}>
            <Told demand={demand} business={business} />
            {profile.erasedOn === null && <DemandActs demand={demand} />}
          </li>
        ))}
      </ul>
      {isRecording ? (
        <RecordDemand client={profile.id} today={business.today} onClose={() => setIsRecording(false)} />
      ) : (
        <div className={styles.record}>
          {mayRecord && (
            <Button size="compact-sm" onClick={() => setIsRecording(true)}>
              {t("demand.record")}
            </Button>
          )}
          {mayRecord && may("clients.export") && !demands.some(waitsForArchive) && (
            <a
              className={styles.file}
              href={`/api/v1/clients/${profile.id}/export.zip?lang=${language}`}
              download
            >
              {t("demand.archive.anyTime")}
            </a>
          )}
        </div>
      )}
    </Section>
  );
}

const waitsForArchive = ({ kind, state }: Demand): boolean => kind === "export" && state === "open";

function Told({ demand, business }: { demand: Demand; business: Business }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const how = useDemandHow();
  const { kind, receivedOn, words, recordedBy } = demand;
  const came = t("demand.came", { day: sayDay(language, receivedOn, business.today) });
  return (
    <>
      <div className={styles.head}>
        <span className={styles.what}>{t(`demands.${kind}`)}</span>
        <State demand={demand} business={business} />
      </div>
      <div className={styles.small}>
        {[came, how(demand.how), recordedBy && t("demand.recordedBy", { name: recordedBy.name })]
          .filter(Boolean)
          .join(", ")}
      </div>
      {words && <div className={styles.small}>«{words}»</div>}
    </>
  );
}

/** By when, or when it was done and by whom; an erasure has its act. */
function State({ demand, business }: { demand: Demand; business: Business }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const distance = useDistance();
  const { kind, state, dueOn, overdue, closedAt, closedBy, takenBackAt } = demand;
  const { today, zone } = business;
  const day = (moment: string) => sayDay(language, dayOf(moment, zone), today);
  if (state === "open") {
    const far = distance(today, dueOn);
    return (
      <span className={overdue ? styles.overdue : styles.state}>
        {overdue
          ? t("demands.overdue", { distance: far })
          : t("demands.by", { day: sayDay(language, dueOn, today), distance: far })}
      </span>
    );
  }
  const done =
    state === "taken_back"
      ? t("demand.takenBack", { day: day(takenBackAt ?? "") })
      : t(`demand.closed.${kind}`, { day: day(closedAt ?? "") });
  return (
    <span className={styles.state}>
      {[done, state === "closed" && closedBy?.name].filter(Boolean).join(", ")}
      {kind === "erasure" && state === "closed" && <Act demand={demand} />}
    </span>
  );
}

function Act({ demand }: { demand: Demand }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const mayRead = useMay()("audit.read");
  const acts = useActsOf(demand.client, mayRead).data?.acts ?? [];
  const act = acts.find((one) => one.demand === demand.id);
  if (!act) return null;
  return (
    <>
      {" · "}
      <a
        className={styles.file}
        href={`/api/v1/erasure-acts/${act.number}.html?lang=${language}`}
        target="_blank"
        rel="noreferrer"
      >
        {t("demand.act", { number: act.number })}
      </a>
    </>
  );
}
