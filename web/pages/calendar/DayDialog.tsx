/** One day: what it is and who says so, made something else, or left to the country again. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { forgetDraft, useDraft } from "../../api/draft.ts";
import { useMay } from "../../api/me.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { useTroubleWords } from "../../components/trouble-words.ts";
import { sayWeekday, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./CalendarPage.module.css";
import { useDayWords } from "./day-words.ts";
import { useSetDay } from "./resources.ts";
import { usualKind, type DayKind, type NamedDay } from "./year.ts";

interface Props {
  date: Day;
  named: NamedDay | undefined;
  today: Day;
  onClose: () => void;
}

/** It stays where it is while no day is open: so the day that opened it has the focus again. */
export function DayDialog({ date, ...props }: Omit<Props, "date"> & { date: Day | undefined }) {
  const language = useLanguage();
  const title = date === undefined ? "" : sayWeekday(language, date, props.today);
  return (
    <Dialog opened={date !== undefined} onClose={props.onClose} title={title}>
      {date !== undefined && <DayTold {...props} date={date} />}
    </Dialog>
  );
}

function DayTold(props: Props) {
  const { t } = useTranslation();
  const mayChange = useMay()("business.change");
  const { say } = useDayWords(props.today);
  const { date, named } = props;
  const by = named?.own ? "own" : named ? "country" : "week";
  return (
    <>
      <p className={styles.is}>{say(date, named)}</p>
      <p className={styles.quiet}>{t(`calendar.by.${by}`)}</p>
      {mayChange && <DayForm {...props} />}
    </>
  );
}

const greetings = ["nobody", "everybody", "female", "male"] as const;
type Greeting = (typeof greetings)[number];
/** Of a holiday that the country does not have: its date tells it from others. */
const ownCode = "own-holiday";

interface Written {
  kind: DayKind;
  ru: string;
  en: string;
  greeting: Greeting;
}

const writtenOf = (date: Day, named: NamedDay | undefined): Written => ({
  kind: named?.kind ?? usualKind(date),
  ru: named?.name.ru ?? "",
  en: named?.name.en ?? "",
  greeting: !named || named.code === null ? "nobody" : (named.forSex ?? "everybody"),
});

function newDay({ kind, ru, en, greeting }: Written, code: string | null | undefined) {
  const isGreeted = kind === "holiday" && greeting !== "nobody";
  return {
    kind,
    name: { ru: ru.trim(), en: en.trim() },
    code: isGreeted ? (code ?? ownCode) : null,
    forSex: isGreeted && greeting !== "everybody" ? greeting : null,
  };
}

function DayForm({ date, named, today, onClose }: Props) {
  const { t } = useTranslation();
  const sayTrouble = useTroubleWords();
  const { say } = useDayWords(today);
  const draft = `calendar ${date}`;
  const known = writtenOf(date, named);
  const [written, setWritten] = useDraft(draft, { empty: known, today });
  const put = (part: Partial<Written>) => setWritten({ ...written, ...part });
  const set = useSetDay(() => {
    forgetDraft(draft);
    onClose();
  });
  const isNamed = written.ru.trim() !== "" && written.en.trim() !== "";
  const isChanged = JSON.stringify(written) !== JSON.stringify(known);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isNamed && isChanged) set.mutate({ date, day: newDay(written, named?.code) });
      }}
    >
      <fieldset className={styles.kinds}>
        <legend>{t("calendar.make")}</legend>
        {(["working", "holiday"] as const).map((kind) => (
          <label key={kind}>
            <input type="radio" name="kind" checked={written.kind === kind} onChange={() => put({ kind })} />
            {t(`calendar.kind.${kind}`)}
          </label>
        ))}
      </fieldset>
      {(["ru", "en"] as const).map((one) => (
        <TextInput
          key={one}
          label={t(`calendar.name.${one}`)}
          lang={one}
          maxLength={100}
          autoComplete="off"
          value={written[one]}
          onChange={({ currentTarget }) => put({ [one]: currentTarget.value })}
        />
      ))}
      {written.kind === "holiday" && (
        <NativeSelect
          label={t("calendar.greet")}
          value={written.greeting}
          data={greetings.map((one) => ({ value: one, label: t(`calendar.greet.${one}`) }))}
          onChange={({ currentTarget: { value } }) =>
            put({ greeting: greetings.find((one) => one === value) ?? "nobody" })
          }
        />
      )}
      <p className={styles.quiet}>{t("calendar.hours")}</p>
      {set.error && (
        <p className={styles.wrong} role="alert">
          {sayTrouble(set.error)}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" variant="filled" loading={set.isPending} disabled={!isNamed || !isChanged}>
          {t("calendar.save")}
        </Button>
        {named?.own && (
          <Button disabled={set.isPending} onClick={() => set.mutate({ date, day: undefined })}>
            {t("calendar.back")}
          </Button>
        )}
        {isChanged && !isNamed && <span className={styles.quiet}>{t("calendar.unnamed")}</span>}
      </div>
      {named?.own && (
        <p className={styles.quiet}>{t("calendar.wouldBe", { day: say(date, named.country) })}</p>
      )}
    </form>
  );
}
