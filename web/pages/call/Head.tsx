/** Whom: the name, how to address them, whose time it is where they are, since when we know them; and the number. */
import { IconPhone } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { sayPhone } from "../../../src/kernel/language.ts";
import { Key } from "../../components/Key.tsx";
import type { Dialling } from "./dial.ts";
import styles from "./Head.module.css";
import { clock } from "./Shift.tsx";
import type { Screen } from "./use-call.ts";

export function Head(props: {
  screen: Screen;
  dial: Dialling;
  number: RefObject<HTMLAnchorElement | null>;
  /** Nobody is to dial. */
  stopped: boolean;
  onGiveBack: () => void;
}) {
  const { screen, dial, number, stopped, onGiveBack } = props;
  const { t } = useTranslation();
  const { call, page, place, trips, dials } = screen;
  const { profile } = page;
  const name = [profile.givenName, profile.patronymic, profile.familyName].filter(Boolean).join(" ");
  const parts = [
    place
      ? t("client.localTime", { place, time: profile.localTime })
      : t("client.localTimeOnly", { time: profile.localTime }),
    t("call.since", { year: profile.createdOn.slice(0, 4) }),
    trips > 0 && t("call.trips", { count: trips }),
    profile.homeOffice && t("client.office", { office: profile.homeOffice.name }),
    profile.hours && t("call.hours", profile.hours),
  ];
  const { phone } = call;
  const extension = profile.contactPoints.find(
    ({ kind, value }) => kind === "phone" && value === phone,
  )?.extension;
  return (
    <header className={styles.head}>
      <div className={styles.who}>
        <h1>
          <Link to="/clients/$id" params={{ id: call.client }} className={styles.name}>
            {name || call.name}
          </Link>
        </h1>
        <p className={styles.lead}>
          {parts
            .filter((part) => typeof part === "string")
            .map((part) => part.replaceAll(" ", "\u00a0"))
            .join(" · ")}
        </p>
      </div>
      <div className={styles.dial}>
        {phone && !stopped ? (
          <a
            ref={number}
            className={styles.phone}
            href={`tel:${phone}`}
            data-start="call"
            onClick={(event) => {
              if (dials && !dial.trouble) event.preventDefault();
              dial.dialled();
            }}
          >
            <IconPhone size={18} aria-hidden />
            {sayPhone(phone)}
            {extension && `, ${t("phone.extension", { extension })}`}
            {dial.seconds === undefined ? (
              <Key>{t("call.space")}</Key>
            ) : (
              <span className={styles.clock}>{clock(dial.seconds)}</span>
            )}
          </a>
        ) : (
          <span data-start="call" tabIndex={-1}>
            {phone ? sayPhone(phone) : t("calls.noPhone")}
          </span>
        )}
        <button type="button" className={styles.back} onClick={onGiveBack}>
          {t("call.giveBack")} <Key>R</Key>
        </button>
        {dial.trouble && (
          <span className={styles.trouble} role="alert">
            {t("call.notDialled")}
          </span>
        )}
      </div>
    </header>
  );
}
