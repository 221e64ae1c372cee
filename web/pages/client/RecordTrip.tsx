/** A trip that was bought here: written down by whoever sold it, and asked about when it is over. */
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Profile } from "../../../src/clients/contract.ts";
import type { DealInput } from "../../../src/dealings/deal-contract.ts";
import { get, send } from "../../api/fetch.ts";
import { useMe } from "../../api/me.ts";
import type { Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { readSum } from "../desk/sums.ts";
import styles from "./SideForm.module.css";

type Client = Pick<Profile, "id" | "homeOffice">;

export function RecordTrip(props: { client: Client; today: Day }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen) return <TripForm {...props} onClose={() => setIsOpen(false)} />;
  return (
    <Button size="compact-sm" className={styles.open} onClick={() => setIsOpen(true)}>
      {t("client.trip.record")}
    </Button>
  );
}

const empty = { destination: "", companions: "", departsOn: "", returnsOn: "", price: "" };

function TripForm({ client, today, onClose }: { client: Client; today: Day; onClose: () => void }) {
  const { t } = useTranslation();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const { offices, usual } = useOffices(client);
  const [trip, setTrip] = useState({
    ...empty,
    on: today,
    office: undefined as string | undefined,
  });
  // The same words sent again are the same trip; other words are another one.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const save = useSave(client.id, onClose);
  const change = (part: Partial<typeof trip>) => {
    setTrip({ ...trip, ...part });
    setKey(crypto.randomUUID());
  };
  const office = trip.office ?? usual;
  const price = trip.price.trim() === "" ? "0.00" : readSum(trip.price);
  const isWhole =
    trip.destination.trim() !== "" &&
    trip.departsOn !== "" &&
    trip.returnsOn >= trip.departsOn &&
    trip.on !== "";
  const input = (field: keyof typeof empty | "on") => ({
    className: styles.field,
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
        const { destination, departsOn, returnsOn, on } = trip;
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
            className={styles.field}
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
      <div className={styles.acts}>
        <Button
          type="submit"
          variant="filled"
          size="xs"
          disabled={!isWhole || price === undefined || save.isPending}
        >
          {t("client.trip.save")}
        </Button>
        <Button size="xs" onClick={onClose}>
          {t("client.trip.cancel")}
        </Button>
      </div>
      <Trouble error={save.error} />
    </form>
  );
}

function Trouble({ error }: { error: Error | null }) {
  const { t } = useTranslation();
  if (!error) return null;
  return (
    <p role="alert" className={styles.trouble}>
      {t("client.trip.failed", { detail: error.message })}
    </p>
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

function useSave(client: string, onDone: () => void) {
  const language = useLanguage();
  const answers = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: DealInput; key: string }) =>
      send(`/clients/${client}/dealings`, { language, body, key }),
    onSuccess: () => {
      onDone();
      return answers.invalidateQueries();
    },
  });
}
