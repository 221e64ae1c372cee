/** How the file was understood, and the ways to have it read otherwise: the file is sent again, the old preview goes. */
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Import } from "../../../src/clients/import-contract.ts";
import { useDraft } from "../../api/draft.ts";
import type { Query } from "../../api/fetch.ts";
import { useMappings } from "../../api/resources.ts";
import { Trouble } from "../../components/Trouble.tsx";
import type { Day } from "../../language/days.ts";
import { useNumber } from "../../language/words.ts";
import { fileOf } from "./brought-files.ts";
import { ColumnTable } from "./ColumnTable.tsx";
import { KeepMapping } from "./KeepMapping.tsx";
import styles from "./ReadAnew.module.css";
import { draftOfReading, useBring } from "./use-bring.ts";

interface Chosen {
  /** What a column holds, by its heading. */
  columns: Readonly<Record<string, string>>;
  terms: Query;
}

const nothing: Chosen = { columns: {}, terms: {} };

export function ReadAnew({ found, today }: { found: Import; today: Day }) {
  const { t } = useTranslation();
  const bring = useBring();
  const again = useRef<HTMLInputElement>(null);
  const [{ columns, terms }, choose] = useDraft(draftOfReading(found.id), { empty: nothing, today });
  const [other, setOther] = useState(false);
  const known = fileOf(found.id);
  const read = (file: File) => {
    setOther(file.name !== found.fileName);
    if (file.name !== found.fileName) return;
    bring.mutate({
      file,
      instead: found.id,
      terms: { ...standing(found), ...terms, columns: named(found, columns) },
    });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (known) read(known);
    else again.current?.click();
  };
  return (
    <form className={styles.form} onSubmit={onSubmit} aria-labelledby="columns">
      <div>
        <h2 id="columns">{t("imports.columns")}</h2>
        <p className={styles.note}>{t("imports.columns.lead")}</p>
      </div>
      <ColumnTable found={found} chosen={columns} onChoose={(chosen) => choose({ columns: chosen, terms })} />
      <Terms found={found} terms={terms} onTerms={(changed) => choose({ columns, terms: changed })} />
      {bring.error && <Trouble error={bring.error} onRetry={() => bring.reset()} />}
      {other && <p role="alert">{t("imports.otherFile", { file: found.fileName })}</p>}
      <div className={styles.actions}>
        <Button type="submit" loading={bring.isPending}>
          {t("imports.reread")}
        </Button>
        {!known && <span className={styles.note}>{t("imports.fileGone")}</span>}
        <input
          ref={again}
          hidden
          type="file"
          aria-label={t("imports.choose")}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = "";
            if (file) read(file);
          }}
        />
      </div>
      <KeepMapping found={found} chosen={columns} today={today} />
    </form>
  );
}

/** As it was read this time; what somebody has named stays named. */
const standing = ({ onDifference, wording, sheet, region }: Import): Query => ({
  onDifference,
  wording,
  sheet,
  region,
});

function named({ columns }: Import, chosen: Readonly<Record<string, string>>): string | undefined {
  const told = columns.filter(({ by }) => by === "mapping").map(({ heading, fact }) => [heading, fact]);
  const all = { ...Object.fromEntries(told), ...chosen };
  return Object.keys(all).length === 0 ? undefined : JSON.stringify(all);
}

function Terms(props: { found: Import; terms: Query; onTerms: (terms: Query) => void }) {
  const { t } = useTranslation();
  const number = useNumber();
  const { found, terms, onTerms } = props;
  const mappings = useMappings().data?.mappings ?? [];
  const set = (name: string, value: string | null) => onTerms({ ...terms, [name]: value });
  const not = (terms["notBirthdays"] ?? "").split(",").filter(Boolean);
  return (
    <div className={styles.terms}>
      {mappings.length > 0 && (
        <NativeSelect
          label={t("imports.mapping")}
          value={terms["mapping"] ?? ""}
          onChange={(event) => set("mapping", event.currentTarget.value)}
          data={[{ value: "", label: t("imports.mapping.none") }, ...mappings.map(({ name }) => name)]}
        />
      )}
      {found.otherSheets.length > 0 && (
        <NativeSelect
          label={t("imports.sheet")}
          value={terms["sheet"] ?? found.sheet ?? ""}
          onChange={(event) => set("sheet", event.currentTarget.value)}
          data={[found.sheet ?? "", ...found.otherSheets]}
        />
      )}
      <NativeSelect
        label={t("imports.difference")}
        value={terms["onDifference"] ?? found.onDifference}
        onChange={(event) => set("onDifference", event.currentTarget.value)}
        data={(["keep", "take"] as const).map((value) => ({
          value,
          label: t(`imports.difference.${value}`),
        }))}
      />
      {(found.consentsWithoutWording > 0 || found.wording !== null) && (
        <TextInput
          label={t("imports.wording")}
          description={t("imports.wording.why", { count: found.consentsWithoutWording })}
          value={terms["wording"] ?? found.wording ?? ""}
          onChange={(event) => set("wording", event.currentTarget.value)}
        />
      )}
      {found.suspiciousBirthdays.length > 0 && (
        <fieldset className={styles.birthdays}>
          <legend>{t("imports.birthdays")}</legend>
          {found.suspiciousBirthdays.map(({ day, rows }) => (
            <Checkbox
              key={day}
              label={t("imports.birthdays.one", { day, rows: number(rows) })}
              checked={not.includes(day)}
              onChange={(event) =>
                set(
                  "notBirthdays",
                  (event.currentTarget.checked ? [...not, day] : not.filter((one) => one !== day)).join(","),
                )
              }
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}
