/** Somebody who is not a client yet. Twenty seconds: name, phone, consents, Enter. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDraft } from "../../api/draft.ts";
import { useDesk } from "../../api/resources.ts";
import type { Day } from "../../language/days.ts";
import { meet } from "./acts.ts";
import { newcomerOf, nobody, type Person } from "./bearer.ts";
import styles from "./Desk.module.css";
import { enterThrough } from "./keyboard.ts";
import { isOpen } from "./outbox.ts";
import { PersonFields } from "./PersonFields.tsx";
import type { DeskPlace } from "./place.ts";
import { useGivenBack, useOutbox } from "./use-outbox.ts";

export function NewClient(props: { typed: string; place: DeskPlace; today: Day; onClose: () => void }) {
  const { t } = useTranslation();
  const wording = useDesk().data?.wording;
  const { entries, put } = useOutbox();
  const [person, setPerson] = useDraft<Person>(`new ${props.typed}`, {
    empty: knownBy(props.typed.trim()),
    today: props.today,
  });
  const newcomer = newcomerOf(person, wording);
  const busy = entries.some((entry) => entry.command.doing === "newcomer" && isOpen(entry));
  useGivenBack({
    of: ({ doing }) => doing === "newcomer",
    isEmpty: person.givenName === "" && person.phone === "",
    give: (typed) => setPerson(typed as Person),
  });
  return (
    <section className={styles.panel} aria-labelledby="new-client">
      <h1 id="new-client">{t("desk.new.title")}</h1>
      <form
        className={styles.form}
        ref={enterThrough}
        onSubmit={(event) => {
          event.preventDefault();
          if (!newcomer || busy) return;
          const name = [person.givenName, person.familyName].filter(Boolean).join(" ");
          put({ ...meet(newcomer, { office: props.place.office?.id }, name), typed: person });
          setPerson(nobody);
        }}
      >
        <PersonFields person={person} onChange={setPerson} wording={wording} focus />
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" disabled={!newcomer} loading={busy}>
            {t("desk.new.do")}
          </Button>
          <Button
            onClick={() => {
              setPerson(nobody);
              props.onClose();
            }}
          >
            {t("desk.cancel")}
          </Button>
          {!person.processing && <span className={styles.hint}>{t("desk.person.needsConsent")}</span>}
        </div>
      </form>
    </section>
  );
}

/** What was looked for and not found is what one knows already. */
const knownBy = (typed: string): Person =>
  typed === ""
    ? nobody
    : /(\d\D*){5}/.test(typed)
      ? { ...nobody, phone: typed }
      : { ...nobody, ...nameIn(typed) };

/** «Петрова Анна»: the family name first, as lists have it; one word is a given name. */
function nameIn(typed: string): Pick<Person, "givenName" | "familyName"> {
  const [first = "", second = ""] = typed.split(/\s+/);
  return second === "" ? { givenName: first, familyName: "" } : { givenName: second, familyName: first };
}
