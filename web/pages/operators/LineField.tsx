/** The extension or number that the telephone exchange rings; kept on leaving the field or by Enter. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Operators } from "../../../src/calls/contract.ts";
import { ApiTrouble } from "../../api/fetch.ts";
import { useSetLine } from "./resources.ts";
import styles from "./Operators.module.css";

const possible = /^[\w+.@-]{1,40}$/;

export function LineField({ operator, own }: { operator: Operators["operators"][number]; own: boolean }) {
  const { t } = useTranslation();
  const set = useSetLine();
  const before = operator.line ?? "";
  const [typed, setTyped] = useState(before);
  const line = typed.trim();
  const wrong = line !== "" && !possible.test(line);
  const keep = () => {
    if (line === before || wrong) return;
    set.mutate({ staffMember: operator.id, line: line === "" ? null : line, own });
  };
  const { error } = set;
  return (
    <TextInput
      className={styles.lineField ?? ""}
      aria-label={t("operators.line.of", { name: operator.name })}
      placeholder={t("operators.line.none")}
      autoComplete="off"
      value={typed}
      error={
        wrong
          ? t("operators.line.wrong")
          : error &&
            (error instanceof ApiTrouble ? (error.detail ?? t("operators.notKept")) : t("operators.notKept"))
      }
      onChange={({ currentTarget: { value } }) => setTyped(value)}
      onBlur={keep}
      onKeyDown={({ key }) => {
        if (key === "Enter") keep();
      }}
    />
  );
}
