import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Sessions } from "../../../src/access/staff-contract.ts";
import { sessionsKey, useSessions } from "../../api/access.ts";
import { change } from "../../api/fetch.ts";
import { useBusiness } from "../../api/resources.ts";
import { Chip } from "../../components/Chip.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Trouble } from "../../components/Trouble.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { sayMoment } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./AccountPage.module.css";
import { browserIn } from "./browser-name.ts";

export function OwnSessions() {
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const asked = useSessions();
  const end = useMutation({
    mutationFn: (id: string | undefined) =>
      change<Sessions>("DELETE", id === undefined ? "/me/sessions" : `/me/sessions/${id}`, { language }),
    onSuccess: (left) => answers.setQueryData(sessionsKey, left),
  });
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" className={styles.title}>
        {t("account.sessions")}
      </h2>
      <Loaded asked={asked} waiting={<Waiting rows={2} />}>
        {({ sessions }) => (
          <>
            <ul>
              {sessions.map((one) => (
                <Session key={one.id} one={one} onEnd={() => end.mutate(one.id)} busy={end.isPending} />
              ))}
            </ul>
            {sessions.length > 1 && (
              <div className={styles.actions}>
                <Button loading={end.isPending} onClick={() => end.mutate(undefined)}>
                  {t("account.sessions.endOthers")}
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
      {end.error && <Trouble error={end.error} onRetry={() => end.reset()} />}
    </section>
  );
}

function Session(props: { one: Sessions["sessions"][number]; onEnd: () => void; busy: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const business = useBusiness().data;
  const { one } = props;
  const browser = browserIn(one.browser) ?? t("account.sessions.unknown");
  return (
    <li className={styles.session}>
      <div className={styles.where}>
        <div>{browser}</div>
        <div className={styles.small}>
          {business &&
            t("account.sessions.seen", {
              moment: sayMoment(language, one.lastSeenAt, business.zone, business.today),
            })}
          {one.address !== "" && ` · ${one.address}`}
        </div>
      </div>
      {one.current ? (
        <Chip tone="good">{t("account.sessions.current")}</Chip>
      ) : (
        <Button
          aria-label={t("account.sessions.endNamed", { browser })}
          disabled={props.busy}
          onClick={props.onEnd}
        >
          {t("account.sessions.end")}
        </Button>
      )}
    </li>
  );
}
