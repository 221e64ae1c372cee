import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Role } from "../../api/me.ts";
import { signInToDemo } from "../../api/session.ts";
import { Trouble } from "../../components/Trouble.tsx";
import { useLanguage } from "../../language/i18n.ts";
import { roles } from "./roles.ts";
import styles from "./SignInPage.module.css";

export function DemoRoles({ onIn }: { onIn: () => unknown }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const enter = useMutation({ mutationFn: (role: Role) => signInToDemo(role, language), onSuccess: onIn });
  return (
    <>
      <ul className={styles.roles} aria-label={t("signIn.demoRoles")}>
        {roles.map((role) => (
          <li key={role}>
            <Button
              className={styles.role ?? ""}
              fullWidth
              justify="flex-start"
              loading={enter.isPending && enter.variables === role}
              onClick={() => enter.mutate(role)}
            >
              <span className={styles.roleName}>{t(`role.${role}`)}</span>
              <span className={styles.does}>{t(`role.${role}.does`)}</span>
            </Button>
          </li>
        ))}
      </ul>
      {enter.error && <Trouble error={enter.error} onRetry={() => enter.reset()} />}
    </>
  );
}
