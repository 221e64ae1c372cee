/** What is known: how to reach the client, the birthday, good hours, consents. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ContactPoint, Profile } from "../../../src/clients/contract.ts";
import { useAttributes } from "../../api/resources.ts";
import { PhoneLink } from "../../components/PhoneLink.tsx";
import { sayBirthday, sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useChannelWord } from "../../language/words.ts";
import { Consents } from "./Consents.tsx";
import { breakable } from "../../components/breakable.tsx";
import { sayZone } from "../../language/zones.ts";
import { Fact } from "./Fact.tsx";
import styles from "./Facts.module.css";
import { Section } from "./Section.tsx";

export function Facts({ profile, today, zone }: { profile: Profile; today: Day; zone: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const channel = useChannelWord();
  const missing = (["phone", "email"] as const).filter(
    (kind) => !profile.contactPoints.some((point) => point.kind === kind),
  );
  return (
    <>
      <Section title={t("client.known")}>
        <dl className={styles.facts}>
          {profile.contactPoints.map((point) => (
            <Fact key={point.id} name={t(`client.contact.${point.kind}`)}>
              <Contact point={point} />
            </Fact>
          ))}
          {missing.map((kind) => (
            <Fact key={kind} name={t(`client.contact.${kind}`)}>
              <span className={styles.unknown}>{t("client.contact.none")}</span>
            </Fact>
          ))}
          {profile.birthday && (
            <Fact name={t("client.birthday")}>{sayBirthday(language, profile.birthday)}</Fact>
          )}
          <Fact name={t("client.clock")}>
            {t(`client.clock.${profile.localZone.from}`, {
              time: profile.localTime,
              zone: sayZone(profile.localZone.zone),
            })}
          </Fact>
          {profile.hours && <Fact name={t("client.hours")}>{t("client.hours.between", profile.hours)}</Fact>}
          {profile.preferredChannel && (
            <Fact name={t("timeline.field.preferredChannel")}>{channel(profile.preferredChannel)}</Fact>
          )}
          <OwnFacts attributes={profile.attributes} today={today} />
          {profile.tags.length > 0 && <Fact name={t("timeline.field.tags")}>{profile.tags.join(", ")}</Fact>}
          {profile.relations.map((relation) => (
            <Fact key={relation.id} name={t(`client.relation.${relation.kind}`)}>
              <Link to="/clients/$id" params={{ id: relation.other.id }}>
                {relation.other.name || t("client.nameless")}
              </Link>
              {relation.words && <div className={styles.small}>{relation.words}</div>}
            </Fact>
          ))}
        </dl>
      </Section>
      <Section title={t("client.consents")}>
        <Consents profile={profile} today={today} zone={zone} />
      </Section>
    </>
  );
}

/** What this business chose to know of its clients, in its own words. */
function OwnFacts({ attributes, today }: { attributes: Profile["attributes"]; today: Day }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const kept = useAttributes().data?.attributes ?? [];
  return Object.entries(attributes).map(([name, value]) => {
    const attribute = kept.find((one) => one.name === name);
    return (
      <Fact key={name} name={attribute?.title[language] ?? name}>
        {typeof value === "boolean"
          ? t(`timeline.value.${value ? "yes" : "no"}`)
          : attribute?.type === "day"
            ? sayDay(language, String(value), today)
            : String(value)}
      </Fact>
    );
  });
}

function Contact({ point }: { point: ContactPoint }) {
  const { t } = useTranslation();
  const bad = point.state === "bounced" || point.state === "wrong" || point.state === "opted_out";
  return (
    <>
      {point.kind === "phone" && !bad ? (
        <PhoneLink phone={point.value} extension={point.extension} />
      ) : (
        breakable(point.value)
      )}
      {point.state !== "verified" && (
        <div className={bad ? styles.bad : styles.small}>{t(`client.contact.state.${point.state}`)}</div>
      )}
    </>
  );
}
