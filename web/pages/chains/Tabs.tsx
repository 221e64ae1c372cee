/** What of the chain is looked at: a step, its words, the chain as a whole, the text. Each has its address. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ChainDefinition } from "../../../src/chains/contract.ts";
import { chainTabs, type ChainTab } from "../../api/closed-lists.ts";
import styles from "./ChainPage.module.css";

export function Tabs(props: { chain: ChainDefinition | undefined; tab: ChainTab; step: string | undefined }) {
  const { t } = useTranslation();
  const shown = chainTabs.filter(
    (tab) => tab === "yaml" || (props.chain !== undefined && (tab !== "step" || props.step !== undefined)),
  );
  return (
    <nav className={styles.tabs} aria-label={t("chain.parts")}>
      {shown.map((tab) => (
        <Link
          key={tab}
          from="/chains/$code"
          to="."
          search={(before) => ({ ...before, tab })}
          className={styles.tab}
          aria-current={tab === props.tab ? "page" : undefined}
          activeProps={{ "aria-current": undefined }}
          data-on={tab === props.tab}
          resetScroll={false}
          replace
        >
          {t(`chain.tab.${tab}`)}
        </Link>
      ))}
    </nav>
  );
}
