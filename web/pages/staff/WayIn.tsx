/** A new way in for somebody who lost theirs, and the end of an account. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { MadeLink, StaffMember } from "../../../src/access/staff-contract.ts";
import { staffKey } from "../../api/access.ts";
import { change, send } from "../../api/fetch.ts";
import { useMe } from "../../api/me.ts";
import { Trouble } from "../../components/Trouble.tsx";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./StaffPage.module.css";

export function WayIn(props: { member: StaffMember; onLink: (link: MadeLink) => void; onDone: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const me = useMe().staffMember.id;
  const { member } = props;
  const refresh = () => answers.invalidateQueries({ queryKey: staffKey });
  const link = useMutation({
    mutationFn: (forgetSecondFactor: boolean) =>
      send<MadeLink>(`/staff/${member.id}/link`, { language, body: { forgetSecondFactor } }),
    onSuccess: async (made) => {
      await refresh();
      props.onLink(made);
    },
  });
  const close = useMutation({
    mutationFn: (disabled: boolean) =>
      change("PATCH", `/staff/${member.id}`, { language, body: { disabled } }),
    onSuccess: async () => {
      await refresh();
      props.onDone();
    },
  });
  const closed = member.state === "disabled";
  const error = link.error ?? close.error;
  return (
    <div className={styles.wayIn}>
      <div className={styles.actions}>
        {!closed && member.email !== null && (
          <Button loading={link.isPending} onClick={() => link.mutate(false)}>
            {member.state === "active" ? t("staff.resetLink") : t("staff.inviteAgain")}
          </Button>
        )}
        {!closed && member.secondFactor && (
          <Button loading={link.isPending} onClick={() => link.mutate(true)}>
            {t("staff.lostTelephone")}
          </Button>
        )}
        {member.id !== me && (
          <Button loading={close.isPending} onClick={() => close.mutate(!closed)}>
            {closed ? t("staff.open") : t("staff.close")}
          </Button>
        )}
      </div>
      {error && <Trouble error={error} onRetry={() => (link.error ? link.reset() : close.reset())} />}
    </div>
  );
}
