/** How a chain stands: works, waits, is being written, is over. */
import { useTranslation } from "react-i18next";
import type { ChainCard } from "../../../src/chains/contract.ts";
import { Chip } from "../../components/Chip.tsx";
import styles from "./ChainsPage.module.css";

const tones = { live: "good", paused: "plain", draft: "plain", retired: "plain" } as const;

/** `listed`: among others, of which nearly all work; what does not then stands out. */
export function ChainState({ chain, listed = false }: { chain: ChainCard; listed?: boolean }) {
  const { t } = useTranslation();
  if (chain.state === null) return null;
  const version = chain.state === "draft" ? chain.draftVersion : chain.liveVersion;
  const state = t(`chain.state.${chain.state}`);
  const said = version === null ? state : t("chain.state.version", { state, version });
  if (listed && chain.state === "live") return <span className={styles.when}>{said}</span>;
  return <Chip tone={tones[chain.state]}>{said}</Chip>;
}
