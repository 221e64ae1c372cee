/** What can be done with the chain as it stands: one step stands out, the rest are in the menu. */
import { Button, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChainPage } from "../../../src/chains/contract.ts";
import { stopCounting } from "../../api/chains.ts";
import { change } from "../../api/fetch.ts";
import { ButtonLink } from "../../components/ButtonLink.tsx";
import { Trouble } from "../../components/Trouble.tsx";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./ChainPage.module.css";
import { Publish } from "./Publish.tsx";
import type { Draft } from "./use-draft.ts";

type Step = "pause" | "resume" | "retire" | "drop";
const requests = {
  pause: ["PUT", "pause"],
  resume: ["DELETE", "pause"],
  retire: ["DELETE", "live"],
  drop: ["DELETE", "draft"],
} as const;

export function ChainActions(props: {
  mayChange: boolean;
  code: string;
  page: ChainPage | undefined;
  draft: Draft;
  isWrong: boolean;
}) {
  const { t } = useTranslation();
  const { code, page, draft, isWrong, mayChange } = props;
  const [publishing, setPublishing] = useState(false);
  const move = useMove(code, page);
  const state = page?.chain.state;
  return (
    <div>
      <div className={styles.actions}>
        {page && !draft.isChanged && (
          <>
            {mayChange && (
              <ButtonLink to="/chains/$code/try" params={{ code }} search={{}}>
                {t("chain.try")}
              </ButtonLink>
            )}
            <ButtonLink to="/chains/$code/versions" params={{ code }} search={{}}>
              {t("chain.versions")}
            </ButtonLink>
          </>
        )}
        {!mayChange ? null : draft.isChanged ? (
          <Button
            variant="filled"
            loading={draft.isSaving}
            disabled={isWrong}
            title={isWrong ? t("chain.save.wrong") : undefined}
            onClick={draft.save}
          >
            {t("chain.save")}
          </Button>
        ) : page?.state === "draft" ? (
          <Button variant="filled" onClick={() => setPublishing(true)}>
            {t("chain.publish", { version: page.version })}
          </Button>
        ) : state === "retired" ? (
          <Button variant="filled" onClick={() => setPublishing(true)}>
            {t("chain.publish.again")}
          </Button>
        ) : state === "paused" ? (
          <Button variant="filled" loading={move.isPending} onClick={() => move.mutate("resume")}>
            {t("chain.resume")}
          </Button>
        ) : state === "live" ? (
          <Button loading={move.isPending} onClick={() => move.mutate("pause")}>
            {t("chain.pause")}
          </Button>
        ) : null}
        {page && mayChange && <Rest page={page} onMove={(step) => move.mutate(step)} />}
      </div>
      {move.error && <Trouble error={move.error} onRetry={() => move.reset()} />}
      {page && publishing && <Publish code={code} page={page} onClose={() => setPublishing(false)} />}
    </div>
  );
}

/** What is rarely wanted. */
function Rest({ page, onMove }: { page: ChainPage; onMove: (step: Step) => void }) {
  const { t } = useTranslation();
  const { state } = page.chain;
  const steps: Step[] = [
    ...(state === "live" && page.state === "draft" ? (["pause"] as const) : []),
    ...(state === "paused" && page.state === "draft" ? (["resume"] as const) : []),
    ...(page.state === "draft" ? (["drop"] as const) : []),
    ...(state === "live" || state === "paused" ? (["retire"] as const) : []),
  ];
  if (steps.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button aria-label={t("chain.more")} px={8}>
          <IconDots size={16} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {steps.map((step) => (
          <Menu.Item key={step} onClick={() => onMove(step)}>
            {t(`chain.${step}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function useMove(code: string, page: ChainPage | undefined) {
  const language = useLanguage();
  const answers = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (step: Step) => {
      const [method, what] = requests[step];
      return change(method, `/chains/${code}/${what}`, { language, ifMatch: page?.tag ?? "none" });
    },
    onMutate: () => stopCounting(answers),
    onSuccess: async (_, step) => {
      if (step === "drop" && page?.versions.length === 1) await navigate({ to: "/chains" });
    },
    onSettled: () => answers.invalidateQueries(),
  });
}
