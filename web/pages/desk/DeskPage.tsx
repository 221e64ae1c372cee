/** The front office: one field finds whoever comes, and everything for them stands on one screen. */
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { CardState } from "../../../src/loyalty/contract.ts";
import type { Renewal } from "../../../src/loyalty/desk-contract.ts";
import type { Visitors } from "../../../src/reports/visitor-contract.ts";
import { get } from "../../api/fetch.ts";
import { useBusiness, useVisit, visitPath } from "../../api/resources.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { useLanguage } from "../../language/i18n.ts";
import { AskedCard } from "./AskedCard.tsx";
import styles from "./Desk.module.css";
import { FindField } from "./FindField.tsx";
import { FoundSeveral } from "./FoundSeveral.tsx";
import { NewClient } from "./NewClient.tsx";
import { Notes } from "./Notes.tsx";
import type { Entry } from "./outbox.ts";
import { OfficeChoice } from "./OfficeChoice.tsx";
import { useDeskPlace } from "./place.ts";
import { SoldCard } from "./SoldCard.tsx";
import { useOutboxKeeper } from "./use-outbox.ts";
import { VisitorView } from "./VisitorView.tsx";

const route = getRouteApi("/desk");

export function DeskPage() {
  const business = useBusiness().data;
  return business ? <Desk business={business} /> : <Waiting rows={6} height={44} />;
}

function Desk({ business }: { business: Business }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { find, client, card, asked, add } = route.useSearch();
  const place = useDeskPlace();
  const [typed, setTyped] = useState(find ?? "");
  const { today, currency } = business;
  const forgetTyped = useCallback(() => setTyped(""), []);
  const open = useCallback(
    (id: string, number?: string) => {
      setTyped("");
      void navigate({ search: { client: id, ...(number === undefined ? {} : { card: number }) } });
    },
    [navigate],
  );
  const onDone = useCallback(
    ({ command, answer }: Entry) => {
      if (command.doing === "newcomer") open((answer as { id: string }).id);
      // The card on the screen goes by another number from now on.
      if (command.client !== client || client === undefined) return;
      if (command.doing === "replace") open(client, (answer as CardState).card);
      if (command.doing === "newCard") open(client, (answer as Renewal).card.card);
    },
    [open, client],
  );
  useOutboxKeeper(onDone);
  const search = (text: string) => {
    if (text !== "") void navigate({ search: { find: text } });
  };
  return (
    <div className={styles.desk}>
      <title>{`${t("place.desk")} · ${t("app.name")}`}</title>
      <div className={styles.top}>
        <FindField
          typed={typed}
          onType={setTyped}
          onFind={search}
          waiting={client === undefined && add === undefined}
        />
        <Button onClick={() => void navigate({ search: { add: typed.trim() || find || " " } })}>
          {t("desk.new")}
        </Button>
        <OfficeChoice place={place} />
      </div>
      {add !== undefined ? (
        <NewClient typed={add} place={place} today={today} onClose={() => void navigate({ search: {} })} />
      ) : client !== undefined ? (
        <Open
          key={client}
          client={client}
          card={card}
          asked={asked}
          business={business}
          onScan={search}
          onCard={(number) => open(client, number)}
        />
      ) : find !== undefined ? (
        <Found find={find} currency={currency} onOpen={open} onFound={forgetTyped} />
      ) : (
        <section className={styles.empty}>
          <h1>{t("desk.title")}</h1>
          <p>{t("desk.empty")}</p>
          <p className={styles.hint}>{t("desk.empty.keys")}</p>
        </section>
      )}
      <SoldCard />
      <Notes today={today} currency={currency} />
    </div>
  );
}

function Open(props: {
  client: string;
  card: string | undefined;
  asked: string | undefined;
  business: Business;
  onScan: (number: string) => void;
  onCard: (number: string) => void;
}) {
  const place = useDeskPlace();
  const visit = useVisit(props.client);
  return (
    <Loaded asked={visit} waiting={<Waiting rows={8} height={44} />}>
      {(visitor) => (
        <>
          <AskedCard number={props.asked} visitor={visitor} today={props.business.today} />
          <VisitorView
            visitor={visitor}
            card={props.card}
            onCard={props.onCard}
            onScan={props.onScan}
            place={place}
            today={props.business.today}
            currency={props.business.currency}
          />
        </>
      )}
    </Loaded>
  );
}

/** One is opened at once; of several a person chooses. */
function Found(props: {
  find: string;
  currency: string;
  onOpen: (client: string) => void;
  onFound: () => void;
}) {
  const language = useLanguage();
  const answers = useQueryClient();
  const navigate = route.useNavigate();
  const { find, onFound } = props;
  const asked = useQuery({
    queryKey: ["/visitors", { find }, language],
    queryFn: ({ signal }) => get<Visitors>("/visitors", { language, query: { find }, signal }),
    gcTime: 0,
    staleTime: 0,
  });
  const visitor = asked.data?.visitor;
  const card = asked.data?.asked;
  useEffect(() => {
    if (!visitor) return;
    answers.setQueryData([visitPath(visitor.client), undefined, language], visitor);
    onFound();
    const named = card ? { card: card.card, ...(card.state === "active" ? {} : { asked: card.number }) } : {};
    void navigate({ search: { client: visitor.client, ...named }, replace: true });
  }, [visitor, card, answers, language, navigate, onFound]);
  return (
    <Loaded asked={asked} waiting={<Waiting rows={4} height={44} />}>
      {({ clients, guess }) =>
        visitor ? null : (
          <FoundSeveral
            find={find}
            clients={clients}
            guess={guess}
            currency={props.currency}
            onOpen={props.onOpen}
          />
        )
      }
    </Loaded>
  );
}
