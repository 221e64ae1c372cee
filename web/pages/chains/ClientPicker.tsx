/** One client: of those at hand, or found by what they are called. */
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClients } from "../../api/resources.ts";
import styles from "./Words.module.css";

const shown = 6;

export function ClientPicker(props: {
  label: string;
  /** The name of who is chosen. */
  chosen: string | undefined;
  near: readonly { id: string; name: string }[];
  onChoose: (id: string) => void;
}) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [find] = useDebouncedValue(typed.trim(), 250);
  const choose = (id: string) => {
    props.onChoose(id);
    setOpen(false);
    setTyped("");
  };
  return (
    <div className={styles.picker} role="group" aria-label={props.label}>
      <div className={styles.chosen}>
        <span>{props.chosen ?? t("chain.client.none")}</span>
        <button
          type="button"
          className={styles.add}
          aria-expanded={isOpen}
          onClick={() => setOpen((before) => !before)}
        >
          {t("chain.client.other")}
        </button>
      </div>
      {isOpen && (
        <div>
          <input
            className={styles.answer}
            type="search"
            aria-label={t("clients.find")}
            placeholder={t("clients.find.hint")}
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {find === "" ? (
            <Choices clients={props.near} onChoose={choose} />
          ) : (
            <Found find={find} onChoose={choose} />
          )}
        </div>
      )}
    </div>
  );
}

function Found({ find, onChoose }: { find: string; onChoose: (id: string) => void }) {
  const { t } = useTranslation();
  const clients = useClients(find).data?.pages[0]?.clients ?? [];
  return clients.length === 0 ? (
    <p className={styles.hint} role="status">
      {t("clients.notFound", { find })}
    </p>
  ) : (
    <Choices clients={clients.slice(0, shown)} onChoose={onChoose} />
  );
}

function Choices(props: {
  clients: readonly { id: string; name: string }[];
  onChoose: (id: string) => void;
}) {
  return (
    <ul className={styles.choices}>
      {props.clients.map(({ id, name }) => (
        <li key={id}>
          <button type="button" className={styles.choice} onClick={() => props.onChoose(id)}>
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}
