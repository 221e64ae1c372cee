/** What was agreed to and what was withdrawn; consent to processing is missed where there is none. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Consent, Profile } from "../../../src/clients/contract.ts";
import type { DeskFacts } from "../../../src/reports/visitor-contract.ts";
import { get, send } from "../../api/fetch.ts";
import { useMay } from "../../api/me.ts";
import { dayOf, sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useChannelWord, useHowWord } from "../../language/words.ts";
import { Fact } from "./Fact.tsx";
import { useTroubleWords } from "../../components/trouble-words.ts";
import styles from "./Facts.module.css";

export function Consents({ profile, today, zone }: { profile: Profile; today: Day; zone: string }) {
  const { t } = useTranslation();
  const { consents } = profile;
  const word = { today, zone };
  const ofProcessing = consents.find(({ purpose }) => purpose === "processing");
  const ofTouches = consents.filter(({ purpose }) => purpose !== "processing");
  return (
    <>
      <dl className={styles.facts}>
        <Fact name={t("client.consent.processing")}>
          {ofProcessing ? (
            <>
              {ofProcessing.given ? t("client.consent.given") : <b>{t("client.consent.withdrawn")}</b>}
              <Said consent={ofProcessing} {...word} />
            </>
          ) : (
            <span className={styles.unknown}>{t("client.consent.none")}</span>
          )}
          {ofProcessing?.given !== true && <Signed profile={profile} />}
        </Fact>
        {ofTouches.map((consent) => (
          <Touches key={`${consent.purpose} ${consent.channel}`} consent={consent} {...word} />
        ))}
      </dl>
      {ofTouches.length === 0 && <p className={styles.unknown}>{t("client.consents.none")}</p>}
    </>
  );
}

interface Word {
  consent: Consent;
  today: Day;
  zone: string;
}

function Touches(word: Word) {
  const { t } = useTranslation();
  const channel = useChannelWord();
  const { consent } = word;
  return (
    <Fact name={t(`client.consent.${consent.purpose}`)}>
      {channel(consent.channel)}
      {!consent.given && <b>, {t("client.consent.withdrawn")}</b>}
      <Said {...word} />
    </Fact>
  );
}

function Said({ consent, today, zone }: Word) {
  const language = useLanguage();
  const how = useHowWord();
  return (
    <div className={styles.small}>
      {[sayDay(language, dayOf(consent.at, zone), today), how(consent.how)].join(", ")}
    </div>
  );
}

/** The paper lies here, signed. A demand in force is taken back by the client, not by this. */
function Signed({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const words = useTroubleWords();
  const language = useLanguage();
  const answers = useQueryClient();
  const may = useMay();
  const sign = useMutation({
    async mutationFn() {
      const { wording } = await get<DeskFacts>("/desk", { language });
      const consents = [{ purpose: "processing", given: true }];
      const body = { consents, how: "form", wordingVersion: wording.processing.version };
      await send(`/clients/${profile.id}/consents`, { language, body });
    },
    onSuccess: () => answers.invalidateQueries(),
  });
  if (!may("clients.change") || !may("cards.read") || profile.stoppedOn || profile.erasedOn) return null;
  return (
    <div>
      <Button size="compact-sm" loading={sign.isPending} onClick={() => sign.mutate()}>
        {t("client.consent.sign")}
      </Button>
      {sign.error && (
        <p role="alert" className={styles.bad}>
          {t("duplicates.failed", { detail: words(sign.error) })}
        </p>
      )}
    </div>
  );
}
