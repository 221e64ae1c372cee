/** Open complaints, the oldest first: while one is open the client gets no advertising and no greeting with a gift. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { Complaint } from "../../../src/calls/contract.ts";
import { forgetDraft, useDraft } from "../../api/draft.ts";
import { useMay } from "../../api/me.ts";
import { sayMoment, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./HandoffsPage.module.css";
import { PanelEnd } from "./PanelEnd.tsx";
import { useComplaints, useStep } from "./resources.ts";

export function Complaints({ business: { today, zone } }: { business: Business }) {
  const { t } = useTranslation();
  const mayClose = useMay()("clients.change");
  const [closing, setClosing] = useState<string>();
  const { data } = useComplaints();
  if (!data || data.complaints.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby="complaints">
      <h2 id="complaints">{t("complaints.title")}</h2>
      <p className={styles.lead}>{t("complaints.lead")}</p>
      <ul className={styles.list} aria-labelledby="complaints">
        {data.complaints.map((complaint) => (
          <li key={complaint.id} className={styles.item}>
            <One complaint={complaint} today={today} zone={zone}>
              {mayClose && closing !== complaint.id && (
                <Button size="xs" onClick={() => setClosing(complaint.id)}>
                  {t("complaints.close")}
                </Button>
              )}
            </One>
            {closing === complaint.id && (
              <Close complaint={complaint.id} today={today} onClose={() => setClosing(undefined)} />
            )}
          </li>
        ))}
      </ul>
      {data.next !== null && (
        <p className={styles.small}>{t("complaints.first", { count: data.complaints.length })}</p>
      )}
    </section>
  );
}

function One(props: { complaint: Complaint; today: Day; zone: string; children: ReactNode }) {
  const language = useLanguage();
  const { complaint, today, zone, children } = props;
  return (
    <div className={styles.row}>
      <div className={styles.who}>
        <Link to="/clients/$id" params={{ id: complaint.client }} className={styles.name}>
          {complaint.name}
        </Link>
      </div>
      <div className={styles.what}>
        <p>«{complaint.words}»</p>
        <p className={styles.small}>
          {[complaint.openedBy, sayMoment(language, complaint.openedAt, zone, today), complaint.office?.name]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <div className={styles.when}>{children}</div>
    </div>
  );
}

function Close({ complaint, today, onClose }: { complaint: string; today: Day; onClose: () => void }) {
  const { t } = useTranslation();
  const name = `complaint ${complaint}`;
  const [{ words }, write] = useDraft(name, { empty: { words: "" }, today });
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const step = useStep(() => {
    forgetDraft(name);
    onClose();
  });
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        step.mutate({ path: `/complaints/${complaint}/close`, body: { words } });
      }}
    >
      <label className={`${styles.label} ${styles.wide}`}>
        {t("complaints.done")}
        <input
          className="field"
          ref={first}
          maxLength={1000}
          value={words}
          onChange={({ target }) => write({ words: target.value })}
        />
      </label>
      <PanelEnd
        save={t("complaints.save")}
        disabled={words.trim() === "" || step.isPending}
        onCancel={onClose}
        error={step.error}
      />
    </form>
  );
}
