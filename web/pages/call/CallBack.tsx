/** When to call again: the natural hours by one key each, on the client's clock, or an exact time. */
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "../../api/passed.ts";
import { sayMoment, sayTime } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { clockAt, dayAt, isoOf, momentAt } from "../../language/zones.ts";
import { latin } from "../../shell/shortcuts.ts";
import { Key } from "../../components/Key.tsx";
import { callBackChoices, mayBeCalled, type CallBackChoice } from "./call-back.ts";
import styles from "./CallBack.module.css";
import type { Screen } from "./use-call.ts";

/** The day of these is in their words. */
const saysItsDay: readonly CallBackChoice["word"][] = ["morning", "afternoon"];

export function CallBack(props: { screen: Screen; onChoose: (at: string) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { screen, onChoose, onClose } = props;
  const { zone } = screen.page.profile.localZone;
  const clock = { zone, daysOff: screen.daysOff };
  const [nowMs] = useState(() => serverNow(screen));
  const today = dayAt(nowMs, zone);
  const choices = callBackChoices(nowMs, clock);
  const [exact, setExact] = useState(`${today}T${clockAt(nowMs + 3_600_000, zone)}`);
  const exactMs = momentAt(exact.slice(0, 10), exact.slice(11, 16), zone);
  const possible = exactMs > nowMs && mayBeCalled(exactMs, clock);
  const panel = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => panel.current?.querySelector("button")?.focus(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") return onClose();
      if (event.target instanceof HTMLInputElement) return;
      const choice = choices[Number(/^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1] ?? 0) - 1];
      if (choice) onChoose(isoOf(choice.ms));
      else if (latin(event) === "e") field.current?.focus();
      else return;
      event.preventDefault();
    };
    const place = panel.current;
    place?.addEventListener("keydown", onKey);
    return () => place?.removeEventListener("keydown", onKey);
  });
  return (
    <div ref={panel} className={styles.panel} role="dialog" aria-label={t("call.back.title")}>
      <h2 className={styles.title}>
        {t("call.back.title")}
        <span className={styles.zone}>
          {screen.place ? t("call.back.clockIn", { place: screen.place }) : t("call.back.clock")}
        </span>
      </h2>
      <div className={styles.choices}>
        {choices.map(({ word, ms }, at) => (
          <Button key={word} onClick={() => onChoose(isoOf(ms))} rightSection={<Key>{at + 1}</Key>}>
            {t(`call.back.${word}`)}
            <span className={styles.time}>
              {saysItsDay.includes(word)
                ? sayTime(language, isoOf(ms), zone)
                : sayMoment(language, isoOf(ms), zone, today)}
            </span>
          </Button>
        ))}
      </div>
      <form
        className={styles.exact}
        onSubmit={(event) => {
          event.preventDefault();
          if (possible) onChoose(isoOf(exactMs));
        }}
      >
        <label>
          {t("call.back.exact")} <Key>E</Key>
          <input
            ref={field}
            type="datetime-local"
            className="field"
            value={exact}
            min={`${today}T00:00`}
            onChange={({ target }) => setExact(target.value)}
          />
        </label>
        <Button type="submit" disabled={!possible}>
          {t("call.back.promise")}
        </Button>
        {!possible && exact !== "" && <span className={styles.wrong}>{t("call.back.impossible")}</span>}
      </form>
    </div>
  );
}
