/** How a chain stands: works, waits, is being written, is over. */
import { useTranslation } from "react-i18next";
import type { ChainCard } from "../../../src/chains/contract.ts";
import { Chip } from "../../components/Chip.tsx";

const tones = { live: "good", paused: "plain", draft: "plain", retired: "plain" } as const;

export function ChainState({ chain }: { chain: ChainCard }) {
  const { t } = useTranslation();
  if (chain.state === null) return null;
  const version = chain.state === "draft" ? chain.draftVersion : chain.liveVersion;
  return (
    <Chip tone={tones[chain.state]}>
      {version === null
        ? t(`chain.state.${chain.state}`)
        : t("chain.state.version", { state: t(`chain.state.${chain.state}`), version })}
    </Chip>
  );
}
