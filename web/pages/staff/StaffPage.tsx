/** Who works here: invited, let in, given a role and offices, closed out. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Staff, StaffMember } from "../../../src/access/staff-contract.ts";
import { useStaff } from "../../api/access.ts";
import { useBusiness } from "../../api/resources.ts";
import { breakable } from "../../components/breakable.tsx";
import { Chip } from "../../components/Chip.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import table from "../../components/table.module.css";
import { sayMoment } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { StaffDialog } from "./StaffDialog.tsx";
import styles from "./StaffPage.module.css";

type Opened = StaffMember | "new" | undefined;

export function StaffPage() {
  const { t } = useTranslation();
  const asked = useStaff();
  const today = useBusiness().data?.today;
  const [opened, setOpened] = useState<Opened>();
  return (
    <Page
      title={t("staff.title")}
      lead={t("staff.lead")}
      actions={
        <Button variant="filled" onClick={() => setOpened("new")}>
          {t("staff.invite")}
        </Button>
      }
    >
      <Loaded asked={asked} waiting={<Waiting rows={8} />}>
        {(answer) => (
          <>
            <StaffTable staff={answer.staff} onOpen={setOpened} />
            {opened !== undefined && today !== undefined && (
              <StaffDialog
                member={opened === "new" ? undefined : opened}
                offices={answer.offices}
                today={today}
                onClose={() => setOpened(undefined)}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function StaffTable({ staff, onOpen }: { staff: Staff["staff"]; onOpen: (member: StaffMember) => void }) {
  const { t } = useTranslation();
  return (
    <table className={table.table} aria-label={t("staff.title")} role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{t("staff.who")}</th>
          <th role="columnheader">{t("staff.role")}</th>
          <th role="columnheader">{t("staff.offices")}</th>
          <th role="columnheader">{t("staff.state")}</th>
          <th role="columnheader">{t("staff.seen")}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {staff.map((member) => (
          <StaffRow key={member.id} member={member} onOpen={() => onOpen(member)} />
        ))}
      </tbody>
    </table>
  );
}

function StaffRow({ member, onOpen }: { member: StaffMember; onOpen: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const business = useBusiness().data;
  return (
    <tr role="row">
      <td role="cell">
        <button type="button" className={`${styles.name} ${table.name}`} onClick={onOpen}>
          {member.name}
        </button>
        {member.email !== null && (
          <div className={`${table.small} ${styles.email}`}>{breakable(member.email)}</div>
        )}
      </td>
      <td role="cell">{t(`role.${member.role}`)}</td>
      <td role="cell" className={styles.beside}>
        {member.offices.map(({ name }) => name).join(", ")}
      </td>
      <td role="cell">
        <div className={styles.chips}>
          {member.state === "active" ? (
            <span className={styles.beside}>{t("staff.state.active")}</span>
          ) : (
            <Chip tone={member.state === "disabled" ? "stop" : "plain"}>
              {t(`staff.state.${member.state}`)}
            </Chip>
          )}
          {member.secondFactor && <Chip tone="good">{t("staff.factor")}</Chip>}
        </div>
      </td>
      <td role="cell" className={`${styles.beside} ${table.nowrap}`}>
        {member.lastSeenAt && business
          ? sayMoment(language, member.lastSeenAt, business.zone, business.today)
          : ""}
      </td>
    </tr>
  );
}
