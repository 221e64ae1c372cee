/** Who showed the card: its owner, a client, somebody new, or nobody who gave a name. Any of them keeps the bonus alive. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sayPhone } from "../../../src/kernel/language.ts";
import { useQuery } from "@tanstack/react-query";
import type { FoundClients } from "../../../src/clients/contract.ts";
import { get } from "../../api/fetch.ts";
import { useDesk } from "../../api/resources.ts";
import { useLanguage } from "../../language/i18n.ts";
import { bearers, type Bearer } from "./bearer.ts";
import { Choice } from "./Choice.tsx";
import styles from "./Desk.module.css";
import visit from "./Visitor.module.css";
import { enterThrough } from "./keyboard.ts";
import { PersonFields } from "./PersonFields.tsx";

const shown = 6;

export function BearerChoice(props: {
  owner: string;
  bearer: Bearer;
  onChange: (bearer: Bearer) => void;
  wrongPhone: boolean;
}) {
  const { t } = useTranslation();
  const wording = useDesk().data?.wording;
  const { bearer, onChange } = props;
  return (
    <div className={visit.bearer}>
      <Choice
        label={t("desk.bearer")}
        options={bearers.map((kind) => ({
          value: kind,
          text: kind === "owner" ? t("desk.bearer.owner", { name: props.owner }) : t(`desk.bearer.${kind}`),
        }))}
        chosen={bearer.kind}
        onChoose={(kind) => onChange({ ...bearer, kind })}
      />
      {bearer.kind === "client" && (
        <KnownBearer chosen={bearer.client} onChoose={(client) => onChange({ ...bearer, client })} />
      )}
      {bearer.kind === "new" && (
        <div className={styles.form} ref={enterThrough} role="group" aria-label={t("desk.bearer.new")}>
          <PersonFields
            person={bearer.person}
            onChange={(person) => onChange({ ...bearer, person })}
            wording={wording}
            wrongPhone={props.wrongPhone}
          />
          {!bearer.person.processing && <p className={styles.hint}>{t("desk.person.needsConsent")}</p>}
        </div>
      )}
    </div>
  );
}

function KnownBearer(props: { chosen: Bearer["client"]; onChoose: (client: Bearer["client"]) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [typed, setTyped] = useState("");
  const [find, setFind] = useState("");
  const asked = useQuery({
    queryKey: ["/clients", { find }, language, "bearer"],
    enabled: find !== "",
    queryFn: ({ signal }) => get<FoundClients>("/clients", { language, query: { find }, signal }),
  });
  if (props.chosen)
    return (
      <p className={styles.chosen}>
        <b>{props.chosen.name}</b>
        <Button variant="subtle" onClick={() => props.onChoose(null)}>
          {t("desk.bearer.another")}
        </Button>
      </p>
    );
  const found = find === "" ? [] : (asked.data?.clients ?? []).slice(0, shown);
  return (
    <div className={styles.form}>
      <TextInput
        label={t("desk.bearer.find")}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          setFind(typed.trim());
        }}
        autoComplete="off"
      />
      {find !== "" && asked.data && found.length === 0 && (
        <p className={styles.hint} role="status">
          {t("clients.notFound", { find })}
        </p>
      )}
      <ul className={styles.found}>
        {found.map(({ id, name, phone }) => (
          <li key={id}>
            <button type="button" className={styles.pick} onClick={() => props.onChoose({ id, name })}>
              <span>{name}</span>
              <span className={styles.hint}>{phone && sayPhone(phone)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
