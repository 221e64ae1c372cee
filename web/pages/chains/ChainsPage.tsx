/** Every chain and how it stands, and the packs that come ready. */
import { IconPlus } from "@tabler/icons-react";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChainCard } from "../../../src/chains/contract.ts";
import { useChains } from "../../api/chains.ts";
import { useMay } from "../../api/me.ts";
import { ButtonLink } from "../../components/ButtonLink.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import table from "../../components/table.module.css";
import { Waiting } from "../../components/Waiting.tsx";
import { useChannelWord } from "../../language/words.ts";
import { useChainWords } from "./chain-words.ts";
import { ChainState } from "./ChainState.tsx";
import styles from "./ChainsPage.module.css";
import { NewChain } from "./NewChain.tsx";
import { PacksList } from "./PacksList.tsx";

export function ChainsPage() {
  const { t } = useTranslation();
  const asked = useChains();
  const may = useMay();
  const [isNew, setNew] = useState(false);
  return (
    <Page
      title={t("chains.title")}
      lead={t("chains.lead")}
      actions={
        <div className={styles.actions}>
          <ButtonLink to="/newsletter" search={{}}>
            {t("newsletter.title")}
          </ButtonLink>
          {may("segments.read") && (
            <ButtonLink to="/segments" search={{}}>
              {t("segments.title")}
            </ButtonLink>
          )}
          {may("chains.change") && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setNew(true)}>
              {t("chains.new")}
            </Button>
          )}
        </div>
      }
    >
      <Loaded asked={asked} waiting={<Waiting rows={10} height={34} />}>
        {({ chains }) =>
          chains.length === 0 ? (
            <Empty why={t("chains.empty")}>{t("chains.empty.next")}</Empty>
          ) : (
            <ChainTable chains={inOrder(chains)} />
          )
        }
      </Loaded>
      {may("chains.change") && <PacksList />}
      <NewChain
        opened={isNew}
        onClose={() => setNew(false)}
        taken={asked.data?.chains.map(({ code }) => code) ?? []}
      />
    </Page>
  );
}

const places = ["live", "paused", "draft", "retired"] as const;
const placeOf = ({ state }: ChainCard): number => (state === null ? places.length : places.indexOf(state));

const inOrder = (chains: readonly ChainCard[]): ChainCard[] =>
  [...chains].sort((a, b) => placeOf(a) - placeOf(b) || a.name.localeCompare(b.name));

function ChainTable({ chains }: { chains: readonly ChainCard[] }) {
  const { t } = useTranslation();
  return (
    <table className={`${table.table} ${styles.chains}`} aria-label={t("chains.title")} role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{t("chains.chain")}</th>
          <th role="columnheader">{t("chains.occasion")}</th>
          <th role="columnheader">{t("chains.steps")}</th>
          <th role="columnheader">{t("chains.state")}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {chains.map((chain) => (
          <ChainRow key={chain.code} chain={chain} />
        ))}
      </tbody>
    </table>
  );
}

function ChainRow({ chain }: { chain: ChainCard }) {
  const { t } = useTranslation();
  const words = useChainWords();
  const channel = useChannelWord();
  return (
    <tr role="row" data-state={chain.state}>
      <td role="cell">
        <Link
          className={`${table.link} ${table.name}`}
          to="/chains/$code"
          params={{ code: chain.code }}
          search={{}}
        >
          {chain.name}
        </Link>
        <div className={table.small}>{chain.about}</div>
      </td>
      <td role="cell" className={styles.occasion}>
        {words.occasion(chain.occasion)}
      </td>
      <td role="cell">
        {chain.steps.length === 0 ? (
          <span className={table.small}>{t("chains.noSteps")}</span>
        ) : (
          <ul className={styles.steps}>
            {chain.steps.map((step) => (
              <li key={step.code}>
                <span className={styles.when}>{words.offset(step.offset)}</span>{" "}
                {step.channels.map((one, at) => (
                  <Fragment key={one}>
                    {at > 0 && ", "}
                    <span className={table.nowrap}>{channel(one).toLowerCase()}</span>
                  </Fragment>
                ))}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td role="cell">
        <div className={styles.states}>
          <ChainState chain={chain} listed />
          {chain.draftVersion !== null && chain.state !== "draft" && (
            <span className={table.small}>{t("chains.hasDraft", { version: chain.draftVersion })}</span>
          )}
        </div>
      </td>
    </tr>
  );
}
