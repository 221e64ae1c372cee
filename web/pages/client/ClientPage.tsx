/** One client: who, what burns and why on that day, what they allowed and asked for, what is planned, what happened. */
import { getRouteApi, Navigate } from "@tanstack/react-router";
import { IconBellOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { ClientPage as Answer } from "../../../src/reports/client-contract.ts";
import { ApiTrouble } from "../../api/fetch.ts";
import { useBusiness, useClientPage } from "../../api/resources.ts";
import { BackLink } from "../../components/BackLink.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { sayDay } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { Cards } from "./Cards.tsx";
import styles from "./ClientPage.module.css";
import { DayExplained } from "./DayExplained.tsx";
import { Demands } from "./Demands.tsx";
import { Facts } from "./Facts.tsx";
import { Merged } from "./Merged.tsx";
import { LineOfTime } from "./LineOfTime.tsx";
import { Looks } from "./Looks.tsx";
import { Questions } from "./Questions.tsx";
import { Trips } from "./Trips.tsx";
import { useWishWords } from "./wish-words.ts";

const route = getRouteApi("/clients/$id");

export function ClientPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const asked = useClientPage(id);
  const business = useBusiness().data;
  const survivor = asked.error instanceof ApiTrouble ? asked.error.survivor : undefined;
  if (survivor !== undefined) return <Navigate to="/clients/$id" params={{ id: survivor }} replace />;
  return (
    <>
      <BackLink to="/clients" search={{}}>
        {t("client.back")}
      </BackLink>
      <Loaded asked={asked} waiting={<Waiting rows={9} height={34} />}>
        {(client) => business && <Client client={client} business={business} />}
      </Loaded>
    </>
  );
}

function Client({ client, business }: { client: Answer; business: Business }) {
  const { t } = useTranslation();
  const { profile, today } = client;
  return (
    <Page title={nameOf(client) || t("client.nameless")} lead={<Lead client={client} />}>
      <Prominent client={client} />
      <div className={styles.columns}>
        <div className={styles.story}>
          <DayExplained id={profile.id} business={business} zone={profile.localZone.zone} />
          <LineOfTime id={profile.id} business={business} zone={profile.localZone.zone} />
        </div>
        <aside className={styles.side}>
          <Cards cards={client.cards} today={today} currency={business.currency} />
          {client.completeness && <Questions completeness={client.completeness} />}
          <Trips client={client} />
          <Facts profile={profile} today={today} zone={profile.localZone.zone} />
          <Merged client={client} zone={business.zone} />
          <Demands profile={profile} business={business} />
          <Looks id={profile.id} business={business} />
        </aside>
      </div>
    </Page>
  );
}

/** As one says it: given name, patronymic, family name. */
const nameOf = ({ profile }: Answer): string =>
  [profile.givenName, profile.patronymic, profile.familyName].filter(Boolean).join(" ") || profile.name;

function Lead({ client }: { client: Answer }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { profile, today } = client;
  const office = profile.homeOffice;
  const address = [profile.givenName, profile.patronymic].filter(Boolean).join(" ");
  const parts = [
    address && t("client.address", { address }),
    office && profile.localZone.from === "office"
      ? t("client.localTime", { place: office.city, time: profile.localTime })
      : t("client.localTimeOnly", { time: profile.localTime }),
    t("client.since", { day: sayDay(language, profile.createdOn, today) }),
    office && t("client.office", { office: office.name }),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** What nobody may miss: a death, a wish not to be disturbed. */
function Prominent({ client }: { client: Answer }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useWishWords();
  const { profile, today } = client;
  const wishes = profile.wishes.filter((wish) => wish.inForce);
  const { deceasedOn, stoppedOn, erasedOn } = profile;
  if (!deceasedOn && !stoppedOn && wishes.length === 0) return null;
  return (
    <ul className={styles.prominent}>
      {deceasedOn && <li>{t("client.deceased", { day: sayDay(language, deceasedOn, today) })}</li>}
      {erasedOn && <li>{t("client.erased", { day: sayDay(language, erasedOn, today) })}</li>}
      {stoppedOn && !erasedOn && (
        <li>
          <IconBellOff size={18} aria-hidden />
          {t("client.stopped", { day: sayDay(language, stoppedOn, today) })}
        </li>
      )}
      {wishes.map((wish) => (
        <li key={wish.id}>
          <IconBellOff size={18} aria-hidden />
          <span>
            <b>{words.title(wish, profile.sex)}</b> {words.when(wish, today)}
            {wish.heldBy === "address" && <span className={styles.words}> {t("client.wish.address")}</span>}
            {wish.words && (
              <span className={styles.words}>
                {" "}
                «{wish.words}», {wish.recordedBy}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
