/** Who I am, at the foot of the rail: out, and in the demo into another role. */
import { Menu } from "@mantine/core";
import { IconUserCircle } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe, type Role } from "../api/me.ts";
import { auth, signInToDemo } from "../api/session.ts";
import { useLanguage } from "../language/i18n.ts";
import { noteLeft } from "../pages/sign-in/left.ts";
import { roles } from "../pages/sign-in/roles.ts";
import { furtherPagesOf } from "./places.ts";
import styles from "./Shell.module.css";

export function Account({ demo }: { demo: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const navigate = useNavigate();
  const { staffMember, rights } = useMe();
  const label = t("account.menu", { name: staffMember.name, role: t(`role.${staffMember.role}`) });
  async function become(role: Role) {
    await signInToDemo(role, language);
    await navigate({ to: "/" });
    await answers.resetQueries();
  }
  async function leave() {
    noteLeft();
    await auth("/sign-out", {});
    await answers.resetQueries();
  }
  return (
    <Menu position="top-start" width={232} withinPortal>
      <Menu.Target>
        <button type="button" className={styles.place} aria-label={label} title={label}>
          <IconUserCircle size={18} stroke={1.75} aria-hidden />
          <span className={styles.placeName}>{staffMember.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(`role.${staffMember.role}`)}</Menu.Label>
        {demo && (
          <>
            <Menu.Divider />
            <Menu.Label>{t("account.switchRole")}</Menu.Label>
            <Menu.RadioGroup value={staffMember.role} onChange={(role) => void become(role as Role)}>
              {roles.map((role) => (
                <Menu.RadioItem key={role} value={role}>
                  {t(`role.${role}`)}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </>
        )}
        <Menu.Divider />
        {furtherPagesOf(rights).map(({ to, word }) => (
          <Menu.Item key={to} component={Link} to={to}>
            {t(word)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void leave()}>{t("account.signOut")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
