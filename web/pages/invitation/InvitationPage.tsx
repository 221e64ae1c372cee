/** Where a link leads: whoever has it chooses a password and is in. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Link } from "../../../src/access/staff-contract.ts";
import { useLink } from "../../api/access.ts";
import { send } from "../../api/fetch.ts";
import { Trouble } from "../../components/Trouble.tsx";
import { useLanguage } from "../../language/i18n.ts";
import { NewPasswordField } from "../sign-in/NewPasswordField.tsx";
import { LinkTrouble } from "../sign-in/LinkTrouble.tsx";
import { OutsidePage } from "../sign-in/OutsidePage.tsx";
import styles from "../sign-in/SignInPage.module.css";

const route = getRouteApi("/invitation/$token");

export function InvitationPage() {
  const { t } = useTranslation();
  const { token } = route.useParams();
  const asked = useLink(token);
  if (asked.error)
    return (
      <LinkTrouble
        error={asked.error}
        onRetry={() => void asked.refetch()}
        gone={t("invitation.gone")}
        next={t("invitation.goneNext")}
      />
    );
  return asked.data ? <Take link={asked.data} token={token} /> : null;
}

function Take({ link, token }: { link: Link; token: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const navigate = useNavigate();
  const [password, setPassword] = useState("");
  const take = useMutation({
    mutationFn: () => send(`/invitations/${token}`, { language, body: { password } }),
    onSuccess: async () => {
      answers.clear();
      await navigate({ to: "/", replace: true });
    },
  });
  const invited = link.kind === "invitation";
  return (
    <OutsidePage
      title={
        invited ? t("invitation.title", { name: link.name }) : t("invitation.reset", { name: link.name })
      }
      name={link.business}
      lead={
        invited
          ? t("invitation.lead", { role: t(`role.${link.role}`).toLowerCase(), business: link.business })
          : t("invitation.resetLead")
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          take.mutate();
        }}
      >
        {/* So that a keeper of passwords knows whose this one is. */}
        <input type="hidden" name="email" autoComplete="username" value={link.email} />
        <p className={styles.lead}>{link.email}</p>
        <NewPasswordField label={t("invitation.password")} value={password} onChange={setPassword} />
        {take.error && <Trouble error={take.error} onRetry={() => take.mutate()} />}
        <Button type="submit" variant="filled" loading={take.isPending}>
          {t("signIn.enter")}
        </Button>
      </form>
    </OutsidePage>
  );
}
