/** A trip that was bought here: written down by whoever sold it, and asked about when it is over. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Profile } from "../../../src/clients/contract.ts";
import type { DealInput } from "../../../src/dealings/deal-contract.ts";
import { useDraft } from "../../api/draft.ts";
import { get } from "../../api/fetch.ts";
import { useMe } from "../../api/me.ts";
import type { Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { readSum } from "../desk/sums.ts";
import { FormEnd, useRecord } from "./FormEnd.tsx";
import styles from "./SideForm.module.css";

type Client = Pick<Profile, "id" | "homeOffice">;

export function RecordTrip(props: { client: Client; today: Day }) {
  const { t } = useTranslation();
  const draft = useDraft<Trip>(`trip ${props.client.id}`, { empty: blank(props.today), today: props.today });
  // Whoever comes back to what they have begun finds it open.
  const [isOpen, setIsOpen] = useState(draft[0].destination !== "");
  if (isOpen) return <TripForm {...props} draft={draft} onClose={() => setIsOpen(false)} />;
  return (
    <Button size="compact-sm" className={styles.open} onClick={() => setIsOpen(true)}>
      {t("client.trip.record")}
    </Button>
  );
}

interface Trip {
  destination: string;
  companions: string;
  departsOn: string;
  returnsOn: string;
  price: string;
  on: string;
  office: string | undefined;
  /** The same words sent again are the same trip; other words are another one. */
  key: string;
}

const blank = (today: Day): Trip => ({
  destination: "",
  companions: "",
  departsOn: "",
  returnsOn: "",
  price: "",
  on: today,
  office: undefined,
  key: "",
});

function TripForm(props: {
  client: Client;
  today: Day;
  draft: [Trip, (trip: Trip) => void];
  onClose: () => void;
}) {
  const { client, today, onClose } = props;
  const [trip, setTrip] = props.draft;
  const { t } = useTranslation();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const { offices, usual } = useOffices(client);
  const close = () => {
    setTrip(blank(today));
    onClose();
  };
  const save = useRecord(`/clients/${client.id}/dealings`, close);
  const change = (part: Partial<Trip>) => setTrip({ ...trip, ...part, key: crypto.randomUUID() });
  const office = trip.office ?? usual;
  const price = trip.price.trim() === "" ? "0.00" : readSum(trip.price);
  const isWhole =
    trip.destination.trim() !== "" &&
    trip.departsOn !== "" &&
    trip.returnsOn >= trip.departsOn &&
    trip.on !== "";
  const input = (field: Exclude<keyof Trip, "office" | "key">) => ({
    className: "field",
    value: trip[field],
    onChange: ({ target }: { target: HTMLInputElement }) => change({ [field]: target.value }),
  });
  return (
    <form
      className={styles.form}
      aria-label={t("client.trip.record")}
      onSubmit={(event) => {
        event.preventDefault();
        if (price === undefined) return;
        const { destination, departsOn, returnsOn, on, key } = trip;
        const companions = trip.companions.trim();
        const body: DealInput = {
          kind: "trip",
          on,
          departsOn,
          returnsOn,
          price,
          destination: destination.trim(),
        };
        if (companions !== "") body.companions = companions;
        if (office !== "") body.office = office;
        save.mutate({ body, key });
      }}
    >
      <label className={`${styles.label} ${styles.wide}`}>
        {t("client.trip.where")}
        <input ref={first} maxLength={200} {...input("destination")} />
      </label>
      <label className={styles.label}>
        {t("client.trip.departs")}
        <input type="date" {...input("departsOn")} />
      </label>
      <label className={styles.label}>
        {t("client.trip.returns")}
        <input type="date" min={trip.departsOn} {...input("returnsOn")} />
      </label>
      <label className={styles.label}>
        {t("client.trip.price")}
        <input inputMode="decimal" aria-invalid={price === undefined} {...input("price")} />
      </label>
      <label className={styles.label}>
        {t("client.trip.bought")}
        <input type="date" max={today} {...input("on")} />
      </label>
      <label className={`${styles.label} ${styles.wide}`}>
        {t("client.trip.with")}
        <input maxLength={200} {...input("companions")} />
      </label>
      {offices.length > 1 && (
        <label className={`${styles.label} ${styles.wide}`}>
          {t("client.trip.office")}
          <select
            className="field"
            value={office}
            onChange={({ target }) => change({ office: target.value })}
          >
            {offices.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <FormEnd
        save={t("client.trip.save")}
        cancel={t("client.trip.cancel")}
        disabled={!isWhole || price === undefined || save.isPending}
        onCancel={close}
        error={save.error}
        failed={(detail) => t("client.trip.failed", { detail })}
      >
        {!isWhole && <span className={styles.needs}>{t("client.trip.needs")}</span>}
      </FormEnd>
    </form>
  );
}

/** One's own offices, or any where one is bound to none; usually it is the client's. */
function useOffices({ homeOffice }: Client): { offices: { id: string; name: string }[]; usual: string } {
  const language = useLanguage();
  const own = useMe().offices;
  const all = useQuery({
    queryKey: ["/offices"],
    queryFn: ({ signal }) =>
      get<{ offices: { id: string; name: string }[] }>("/offices", { language, signal }),
    enabled: own.length === 0,
  });
  const offices = own.length > 0 ? own : (all.data?.offices ?? []);
  const usual = offices.find(({ id }) => id === homeOffice?.id) ?? offices[0];
  return { offices, usual: usual?.id ?? "" };
}
