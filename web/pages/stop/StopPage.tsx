/** Where the link of a letter leads its reader: one button, and no such letter comes any more. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Stop } from "../../../src/delivery/stop-contract.ts";
import { useStop } from "../../api/access.ts";
import { send } from "../../api/fetch.ts";
import { Trouble } from "../../components/Trouble.tsx";
import { useLanguage } from "../../language/i18n.ts";
import { LinkTrouble } from "../sign-in/LinkTrouble.tsx";
import { OutsidePage } from "../sign-in/OutsidePage.tsx";

const route = getRouteApi("/stop/$token");

export function StopPage() {
  const { t } = useTranslation();
  const { token } = route.useParams();
  const asked = useStop(token);
  if (asked.error)
    return (
      <LinkTrouble
        error={asked.error}
        onRetry={() => void asked.refetch()}
        gone={t("stop.gone")}
        next={t("stop.goneNext")}
      />
    );
  if (!asked.data) return null;
  const { business, stops, isStopped } = asked.data;
  return isStopped ? (
    <OutsidePage title={t("stop.done")} name={business} lead={t(`stop.done.${stops}`)} />
  ) : (
    <Ask stop={asked.data} token={token} />
  );
}

function Ask({ stop: { business, stops }, token }: { stop: Stop; token: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const stop = useMutation({
    mutationFn: () => send(`/stops/${token}`, { language, body: {} }),
    onSuccess: () => answers.invalidateQueries({ queryKey: [`/stops/${token}`] }),
  });
  return (
    <OutsidePage title={t(`stop.${stops}`)} name={business} lead={t(`stop.${stops}.lead`)}>
      {stop.error && <Trouble error={stop.error} onRetry={() => stop.mutate()} />}
      <Button variant="filled" loading={stop.isPending} onClick={() => stop.mutate()}>
        {t(`stop.${stops}.yes`)}
      </Button>
    </OutsidePage>
  );
}
