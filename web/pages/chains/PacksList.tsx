/** The packs that come with the product: one click switches a whole one on, or one chain of it. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ChainCard, PackChanged, Packs } from "../../../src/chains/contract.ts";
import { stopCounting, useChains, usePacks } from "../../api/chains.ts";
import { change } from "../../api/fetch.ts";
import { Disclosure } from "../../components/Disclosure.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import table from "../../components/table.module.css";
import { Trouble } from "../../components/Trouble.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { useLanguage } from "../../language/i18n.ts";
import { ChainState } from "./ChainState.tsx";
import styles from "./ChainsPage.module.css";

type Pack = Packs["packs"][number];

export function PacksList() {
  const { t } = useTranslation();
  return (
    <section className={styles.packs} aria-labelledby="packs">
      <h2 id="packs">{t("packs.title")}</h2>
      <p>{t("packs.lead")}</p>
      <Loaded asked={usePacks()} waiting={<Waiting rows={3} height={40} />}>
        {({ packs }) => (
          <ul>
            {packs.map((pack) => (
              <OnePack key={pack.pack} pack={pack} />
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

function useSwitch(pack: string) {
  const language = useLanguage();
  const answers = useQueryClient();
  return useMutation({
    mutationFn: ({ chain, on }: { chain?: string; on: boolean }) =>
      change<PackChanged>(
        on ? "PUT" : "DELETE",
        `/packs/${pack}${chain === undefined ? "" : `/chains/${chain}`}/live`,
        { language },
      ),
    onMutate: () => stopCounting(answers),
    onSettled: () => answers.invalidateQueries(),
  });
}

function OnePack({ pack }: { pack: Pack }) {
  const { t } = useTranslation();
  const turn = useSwitch(pack.pack);
  const all = pack.chains.length;
  const working = pack.live + pack.shared;
  const rest = all - working;
  const turnOn = working === 0 ? t("packs.on") : t("packs.onRest", { count: rest });
  // A chain of this code may be live already, from another pack or one's own.
  const known = useChains().data?.chains ?? [];
  const codes = new Set(pack.chains.filter(({ live }) => !live).map(({ code }) => code));
  const replaced = known.filter(({ code, state }) => state === "live" && codes.has(code)).length;
  const how =
    working === 0
      ? t("packs.none", { count: all })
      : rest === 0
        ? t("packs.all", { count: all })
        : t("packs.some", { live: working, count: all });
  return (
    <li className={styles.pack}>
      <div>
        <h3 className={styles.packName}>{pack.name}</h3>
        <p className={styles.packAbout}>{pack.about}</p>
        {replaced > 0 && <p className={table.small}>{t("packs.replaces", { count: replaced })}</p>}
      </div>
      <div className={styles.packButtons}>
        {rest > 0 && (
          <Button
            loading={turn.isPending}
            onClick={() => turn.mutate({ on: true })}
            aria-label={t("packs.named", { does: turnOn, pack: pack.name })}
          >
            {turnOn}
          </Button>
        )}
        {pack.live > 0 && (
          <Button
            loading={turn.isPending}
            onClick={() => turn.mutate({ on: false })}
            aria-label={t("packs.named", { does: t("packs.off"), pack: pack.name })}
          >
            {t("packs.off")}
          </Button>
        )}
      </div>
      <div className={styles.packChains}>
        <Disclosure label={<span role="status">{how}</span>} quiet>
          <ul>
            {pack.chains.map((chain) => (
              <Offered
                key={chain.code}
                chain={chain}
                turn={() => turn.mutate({ chain: chain.code, on: true })}
              />
            ))}
          </ul>
        </Disclosure>
        {turn.error && <Trouble error={turn.error} onRetry={() => turn.reset()} />}
        {turn.data?.warnings.map((warning) => (
          <p key={warning} className={table.small} role="status">
            {warning}
          </p>
        ))}
      </div>
    </li>
  );
}

function Offered({ chain, turn }: { chain: ChainCard; turn: () => void }) {
  const { t } = useTranslation();
  return (
    <li className={styles.offered}>
      <span>
        {chain.state === null ? (
          chain.name
        ) : (
          <Link className={table.link} to="/chains/$code" params={{ code: chain.code }} search={{}}>
            {chain.name}
          </Link>
        )}
        <span className={table.small}> {chain.about}</span>
      </span>
      {chain.live ? (
        <ChainState chain={chain} />
      ) : (
        <Button
          size="xs"
          onClick={turn}
          aria-label={t("packs.named", { does: t("packs.on"), pack: chain.name })}
        >
          {t("packs.on")}
        </Button>
      )}
    </li>
  );
}
