/** The end of a form in the side column: its buttons, and what went wrong with what was sent. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { send } from "../../api/fetch.ts";
import { useTroubleWords } from "../../components/trouble-words.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./SideForm.module.css";

/** Records something of a client, once for each key; then everything on the screen is read anew. */
export function useRecord(path: string, onDone: () => void) {
  const language = useLanguage();
  const answers = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: object; key: string }) => send(path, { language, body, key }),
    onSuccess: () => {
      onDone();
      return answers.invalidateQueries();
    },
  });
}

export function FormEnd(props: {
  save: string;
  cancel: string;
  disabled: boolean;
  onCancel: () => void;
  error: Error | null;
  failed: (detail: string) => string;
  children?: ReactNode;
}) {
  const trouble = useTroubleWords();
  const { error } = props;
  return (
    <>
      <div className={styles.acts}>
        <Button type="submit" variant="filled" size="xs" disabled={props.disabled}>
          {props.save}
        </Button>
        <Button size="xs" onClick={props.onCancel}>
          {props.cancel}
        </Button>
        {props.children}
      </div>
      {error && (
        <p role="alert" className={styles.trouble}>
          {props.failed(trouble(error))}
        </p>
      )}
    </>
  );
}
