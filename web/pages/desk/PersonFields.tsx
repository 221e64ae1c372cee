/** Three fields and a tick make somebody a client; whether they may be contacted is asked apart from that. */
import { Checkbox, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Person, Wording } from "./bearer.ts";
import styles from "./Desk.module.css";
import { typedFirst } from "./keyboard.ts";

export function PersonFields(props: {
  person: Person;
  onChange: (person: Person) => void;
  wording: Wording | undefined;
  wrongPhone?: boolean;
  focus?: boolean;
}) {
  const { t } = useTranslation();
  const { person, onChange, wording } = props;
  const words = (field: "givenName" | "familyName" | "phone") => ({
    value: person[field],
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      onChange({ ...person, [field]: event.currentTarget.value }),
    autoComplete: "off",
    spellCheck: false,
  });
  const tick = (field: "processing" | "contact" | "advertising") => ({
    // What was typed before there were three has no answer to the first.
    checked: person[field] === true,
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      onChange({ ...person, [field]: event.currentTarget.checked }),
  });
  return (
    <div className={styles.person}>
      <div className={styles.fields}>
        <TextInput
          label={t("desk.person.givenName")}
          {...words("givenName")}
          {...(props.focus ? { ref: typedFirst } : {})}
        />
        <TextInput
          label={t("desk.person.phone")}
          type="tel"
          inputMode="tel"
          error={props.wrongPhone && t("desk.person.phone.wrong")}
          {...words("phone")}
        />
        <TextInput label={t("desk.person.familyName")} {...words("familyName")} />
      </div>
      <Checkbox
        className={styles.tick}
        label={wording?.processing.text ?? t("client.consent.processing")}
        {...tick("processing")}
      />
      <Checkbox
        className={styles.tick}
        label={wording?.contact ?? t("client.consent.contact")}
        {...tick("contact")}
      />
      <Checkbox
        className={styles.tick}
        label={wording?.advertising ?? t("client.consent.advertising")}
        {...tick("advertising")}
      />
    </div>
  );
}
