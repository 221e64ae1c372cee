/** A fact asked for in the conversation: typed straight into the profile, saved on leaving the field or by Enter. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Profile } from "../../../src/clients/contract.ts";
import { useLanguage } from "../../language/i18n.ts";
import { PickOne } from "./Choices.tsx";
import type { ChangeDraft, Draft } from "./draft.ts";
import { keepFact, useOutbox } from "./outbox.ts";
import { knownOf } from "./save-fact.ts";
import { OfficeSelect } from "./OfficeSelect.tsx";
import { fits } from "./typed.ts";
import styles from "./AskFact.module.css";

export interface Asking {
  profile: Profile;
  draft: Draft;
  change: ChangeDraft;
  offices: readonly { id: string; name: string; city: string }[];
  staffMember: string;
  /** Facts that were written down during this call. */
  saved: ReadonlySet<string>;
}

const yesNo = ["contact_consent", "advertising_consent"];
/** Of a gift its reservation stands before the office. */
const officeFacts = ["home_office", "statement_office", "gift_office"];

export function AskFact({ name, label, asking }: { name: string; label: string; asking: Asking }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { profile, draft, change, offices, staffMember, saved } = asking;
  const [wrong, setWrong] = useState(false);
  const entry = useOutbox().findLast(
    (one) => one.kind === "fact" && one.fact.client === profile.id && one.fact.name === name,
  );
  const typed = draft.facts[name] ?? "";
  const type = (value: string) => change(({ facts }) => ({ facts: { ...facts, [name]: value } }));
  const keep = (value: string) => {
    if (value.trim() === "" || (saved.has(name) && !entry && value === knownOf(profile, name))) return;
    const ok = fits(name, value);
    setWrong(!ok);
    if (!ok || (entry?.kind === "fact" && entry.fact.value === value.trim() && entry.state !== "refused"))
      return;
    const birthday = profile.birthday ?? undefined;
    const before = knownOf(profile, name);
    const fact = {
      client: profile.id,
      name,
      value: value.trim(),
      version: profile.version,
      before,
      birthday,
    };
    keepFact({ language, fact: { ...fact, staffMember } });
  };
  const pick = (value: string | undefined) => {
    if (value === undefined) return;
    type(value);
    keep(value);
  };
  const state = wrong
    ? t(isHinted(name) ? `call.fact.hint.${name}` : "call.fact.wrong")
    : entry?.state === "refused"
      ? t("call.fact.refused", { detail: entry.detail ?? "" })
      : entry?.state === "waiting"
        ? t("call.fact.waiting")
        : saved.has(name)
          ? t("call.fact.saved")
          : "";
  const bad = wrong || entry?.state === "refused";
  return (
    <div className={styles.ask}>
      {name === "sex" ? (
        <PickOne
          label={label}
          value={typed || undefined}
          onPick={pick}
          choices={[
            { value: "female", label: t("call.fact.female") },
            { value: "male", label: t("call.fact.male") },
          ]}
        />
      ) : yesNo.includes(name) ? (
        <PickOne
          label={label}
          value={typed || undefined}
          onPick={pick}
          choices={[
            { value: "yes", label: t("call.fact.yes") },
            { value: "no", label: t("call.fact.no") },
          ]}
        />
      ) : officeFacts.includes(name) ? (
        <OfficeSelect label={label} offices={offices} value={typed} onPick={pick} />
      ) : (
        <input
          className={`field ${styles.field}`}
          aria-label={label}
          aria-invalid={bad}
          value={typed}
          placeholder={isHinted(name) ? t(`call.fact.hint.${name}`) : ""}
          inputMode={name === "phone" ? "tel" : name === "email" ? "email" : "text"}
          autoComplete="off"
          onChange={({ target }) => {
            setWrong(false);
            type(target.value);
          }}
          onBlur={({ target }) => keep(target.value)}
          onKeyDown={({ key, currentTarget }) => {
            if (key === "Enter") keep(currentTarget.value);
          }}
        />
      )}
      <span className={styles.state} data-bad={bad} role={bad ? "alert" : "status"}>
        {state}
      </span>
    </div>
  );
}

const hints = {
  birthday: true,
  birth_year: true,
  hours: true,
  email: true,
  phone: true,
  telegram: true,
} as const;
const isHinted = (name: string): name is keyof typeof hints => name in hints;
