/** Lets the frame be seen by whoever is signed in; shows everybody else how to come in, and begins a lost session again. */
import { useQueryClient } from "@tanstack/react-query";
import { lazyRouteComponent, Outlet, useRouterState } from "@tanstack/react-router";
import { Suspense, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { isWaiting, onWaiting, signedInAgain } from "../api/again.ts";
import type { Me } from "../../src/access/contract.ts";
import { ApiTrouble, get } from "../api/fetch.ts";
import { MeProvider, meKey, useWhoIsIn } from "../api/me.ts";
import { Dialog } from "../components/Dialog.tsx";
import { Trouble } from "../components/Trouble.tsx";
import { useLanguage } from "../language/i18n.ts";
import styles from "./Gate.module.css";
import { Shell } from "./Shell.tsx";

// Whoever is signed in already need not wait for the ways to come in.
const ComeIn = lazyRouteComponent(() => import("../pages/sign-in/ComeIn.tsx"), "ComeIn");
const SignInPage = lazyRouteComponent(() => import("../pages/sign-in/SignInPage.tsx"), "SignInPage");

/** Addresses that somebody without an account comes to. */
const open = /^\/(?:invitation|stop)\//;

export function Gate() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return open.test(path) ? <Outlet /> : <Guarded />;
}

function Guarded() {
  const { t } = useTranslation();
  const language = useLanguage();
  const asked = useWhoIsIn();
  const answers = useQueryClient();
  const waiting = useSyncExternalStore(onWaiting, isWaiting);
  const outside = asked.error instanceof ApiTrouble && asked.error.status === 401;
  if (asked.data === undefined) {
    if (outside)
      return (
        <Suspense>
          <SignInPage />
        </Suspense>
      );
    return (
      asked.error && (
        <main className={styles.alone}>
          <Trouble error={asked.error} onRetry={() => void asked.refetch()} />
        </main>
      )
    );
  }
  return (
    <MeProvider value={asked.data}>
      <Shell key={asked.data.staffMember.id} />
      {/* The screen under it stays as it is, with all that was typed into it. */}
      <Dialog
        opened={waiting || outside}
        onClose={() => undefined}
        title={t("signIn.again")}
        closable={false}
      >
        <Suspense>
          <ComeIn
            onIn={async () => {
              const before = asked.data.staffMember.id;
              // One on its way was asked in the session that is lost: its refusal would be taken for the answer.
              await answers.cancelQueries({ queryKey: meKey });
              const now = await get<Me>("/me", { language });
              answers.setQueryData(meKey, now);
              const same = now.staffMember.id === before;
              signedInAgain(same);
              // Somebody else sees nothing of what was on the screen.
              if (!same) await answers.resetQueries();
            }}
          />
        </Suspense>
      </Dialog>
    </MeProvider>
  );
}
