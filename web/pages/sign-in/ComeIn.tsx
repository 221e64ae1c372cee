/** The ways in: a click on a role in the demo, an address with a password and, where it is asked for, a code. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDoor } from "../../api/me.ts";
import { DemoRoles } from "./DemoRoles.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { SecondFactorForm } from "./SecondFactorForm.tsx";
import styles from "./SignInPage.module.css";

export function ComeIn({ onIn }: { onIn: () => unknown }) {
  const { t } = useTranslation();
  const door = useDoor(true).data;
  const [asksCode, setAsksCode] = useState(false);
  if (asksCode) return <SecondFactorForm onIn={onIn} onBack={() => setAsksCode(false)} />;
  return (
    <div className={styles.ways}>
      {door?.demo && (
        <>
          <DemoRoles onIn={onIn} />
          <p className={styles.or}>{t("signIn.orPassword")}</p>
        </>
      )}
      <PasswordForm onIn={onIn} onCode={() => setAsksCode(true)} />
    </div>
  );
}
