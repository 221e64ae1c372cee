/** Find a client by whatever they say first: a name, the end of a phone, a card's number. */
import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconFileImport, IconSearch } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FoundClients } from "../../../src/clients/contract.ts";
import { useBusiness, useClients } from "../../api/resources.ts";
import { ButtonLink } from "../../components/ButtonLink.tsx";
import { Disclosure } from "../../components/Disclosure.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { More } from "../../components/More.tsx";
import { Page } from "../../components/Page.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { keyTarget } from "../../shell/shortcuts.ts";
import { ClientTable } from "./ClientTable.tsx";
import styles from "./ClientsPage.module.css";
import { Demands } from "./Demands.tsx";
import { HowWellKnown } from "./HowWellKnown.tsx";

const route = getRouteApi("/clients");

export function ClientsPage() {
  const { t } = useTranslation();
  const { find } = route.useSearch();
  const business = useBusiness().data;
  const asked = useClients(find);
  return (
    <Page
      title={t("clients.title")}
      actions={
        <>
          <ButtonLink to="/duplicates" variant="default" hiddenFrom="sm">
            {t("duplicates.title")}
          </ButtonLink>
          <ButtonLink to="/imports" leftSection={<IconFileImport size={16} aria-hidden />}>
            {t("clients.import")}
          </ButtonLink>
        </>
      }
    >
      {business && !find && <Demands today={business.today} />}
      <FindField find={find ?? ""} />
      {!find && (
        <div className={styles.known}>
          <Disclosure label={t("known.report")} quiet>
            <HowWellKnown />
          </Disclosure>
        </div>
      )}
      <Loaded asked={asked} waiting={<Waiting rows={12} height={34} />}>
        {({ pages }) => {
          const clients = pages.flatMap((page) => page.clients);
          if (clients.length === 0) return <Nobody find={find} />;
          return (
            business && (
              <>
                <Guessed guess={pages[0]?.guess ?? null} find={find ?? ""} />
                <ClientTable clients={clients} currency={business.currency} />
                <More list={asked} shown={clients.length} />
              </>
            )
          );
        }}
      </Loaded>
    </Page>
  );
}

/** Nobody fits what was typed: says so before it shows whom it may have meant. */
function Guessed({ guess, find }: { guess: FoundClients["guess"]; find: string }) {
  const { t } = useTranslation();
  return (
    <p className={styles.guess} role="status">
      {guess && t(`clients.guess.${guess}`, { find })}
    </p>
  );
}

function Nobody({ find }: { find: string | undefined }) {
  const { t } = useTranslation();
  return find ? (
    <Empty why={t("clients.notFound", { find })}>{t("clients.notFound.next")}</Empty>
  ) : (
    <Empty why={t("clients.empty")}>{t("clients.empty.next")}</Empty>
  );
}

/** What is typed reaches the address after a short pause, so that the list can be linked to. */
function FindField({ find }: { find: string }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(find);
  const search = useDebouncedCallback((text: string) => {
    void navigate({ search: text.trim() === "" ? {} : { find: text.trim() }, replace: true });
  }, 200);
  return (
    <TextInput
      className={styles.find}
      type="search"
      aria-label={t("clients.find")}
      placeholder={t("clients.find.hint")}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={<kbd className={styles.key}>/</kbd>}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
      autoComplete="off"
      spellCheck={false}
      {...keyTarget("find")}
    />
  );
}
