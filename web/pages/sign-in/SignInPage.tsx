/** The door: who one is. In the demo a newcomer is let in as the owner at once, and picks a role later. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { meKey, useDoor } from "../../api/me.ts";
import { signInToDemo } from "../../api/session.ts";
import { Trouble } from "../../components/Trouble.tsx";
import { useLanguage } from "../../language/i18n.ts";
import { ComeIn } from "./ComeIn.tsx";
import { hasLeft } from "./left.ts";
import styles from "./SignInPage.module.css";

export function SignInPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const door = useDoor(true);
  // By a query, so that it happens once however often the page is drawn.
  const newcomer = door.data?.demo === true && !hasLeft();
  const letIn = useQuery({
    queryKey: ["let in"],
    queryFn: async () => {
      const signedIn = await signInToDemo("owner", language);
      await answers.invalidateQueries({ queryKey: meKey });
      return signedIn;
    },
    enabled: newcomer,
    staleTime: Infinity,
  });
  const asked = door.error && !door.data ? door : letIn;
  if (asked.error) return <Trouble error={asked.error} onRetry={() => void asked.refetch()} />;
  if (!door.data || newcomer) return null;
  return (
    <OutsidePage title={t("signIn.title")} name={door.data.name}>
      <ComeIn onIn={() => answers.resetQueries()} />
    </OutsidePage>
  );
}

/** A page without the frame: one column in the middle. */
export function OutsidePage(props: { title: string; name: string; lead?: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <main className={styles.page}>
      <title>{`${props.title} · ${t("app.name")}`}</title>
      <div className={styles.column}>
        <div className={styles.brand}>
          <span className={styles.mark} aria-hidden>
            {t("app.name").charAt(0)}
          </span>
          {props.name}
        </div>
        <h1>{props.title}</h1>
        {props.lead !== undefined && <p className={styles.lead}>{props.lead}</p>}
        {props.children}
      </div>
    </main>
  );
}
