/** What is one's own: where one is signed in, the second factor, the password. */
import { useTranslation } from "react-i18next";
import { useMe } from "../../api/me.ts";
import { Page } from "../../components/Page.tsx";
import styles from "./AccountPage.module.css";
import { ChangePassword } from "./ChangePassword.tsx";
import { OwnSessions } from "./OwnSessions.tsx";
import { SecondFactor } from "./SecondFactor.tsx";

export function AccountPage() {
  const { t } = useTranslation();
  const { staffMember, offices } = useMe();
  const where = offices.map(({ name }) => name).join(", ");
  const lead = [t(`role.${staffMember.role}`), where, staffMember.email].filter(Boolean).join(" · ");
  return (
    <Page title={staffMember.name} lead={lead}>
      <div className={styles.parts}>
        <OwnSessions />
        <SecondFactor />
        <ChangePassword />
      </div>
    </Page>
  );
}
