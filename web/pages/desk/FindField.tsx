/** The one field: a phone, a name, a card's number; a scanner types the number and ends with Enter. */
import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { isTyping, keyTarget, leavesField } from "../../shell/shortcuts.ts";
import styles from "./Desk.module.css";

export function FindField(props: {
  typed: string;
  onType: (text: string) => void;
  onFind: (text: string) => void;
  /** Nobody is at the desk. */
  waiting: boolean;
}) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.waiting) field.current?.focus();
  }, [props.waiting]);
  useEffect(() => {
    // A scanner types wherever the hands are: digits that go nowhere else begin the next visitor.
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event) ? leavesField(event) : event.key === "Escape" || /^\d$/.test(event.key))
        field.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <form
      role="search"
      className={styles.find}
      onSubmit={(event) => {
        event.preventDefault();
        props.onFind(props.typed.trim());
      }}
    >
      <TextInput
        ref={field}
        type="search"
        aria-label={t("desk.find")}
        placeholder={t("desk.find.hint")}
        leftSection={<IconSearch size={20} aria-hidden />}
        rightSection={<kbd className={styles.key}>/</kbd>}
        value={props.typed}
        onChange={(event) => props.onType(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        {...keyTarget("find")}
      />
    </form>
  );
}
