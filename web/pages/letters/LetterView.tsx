/** One letter as its client sees it, in a frame where nothing of it can run or reach out, or as text. */
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Letter } from "../../../src/delivery/contract.ts";
import { useLetter } from "../../api/resources.ts";
import { BackLink } from "../../components/BackLink.tsx";
import { LetterFrame } from "../../components/LetterFrame.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import styles from "./LetterView.module.css";

const route = getRouteApi("/letters/$id");

export function LetterView() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const asked = useLetter(id);
  return (
    <>
      <div className={styles.back}>
        <BackLink to="/letters">{t("letters.title")}</BackLink>
      </div>
      <Loaded asked={asked} waiting={<Waiting rows={6} />}>
        {(letter) => <Opened letter={letter} />}
      </Loaded>
    </>
  );
}

function Opened({ letter }: { letter: Letter }) {
  const { t } = useTranslation();
  const [view, setView] = useState<"html" | "text">("html");
  return (
    <article aria-labelledby="letter-subject">
      <h2 id="letter-subject">{letter.subject}</h2>
      <dl className={styles.head}>
        <dt>{t("letters.to")}</dt>
        <dd>{letter.to}</dd>
        <dt>{t("letters.from")}</dt>
        <dd>{letter.from}</dd>
      </dl>
      <div className={styles.views} role="group" aria-label={t("letters.view")}>
        {(["html", "text"] as const).map((one) => (
          <button
            key={one}
            type="button"
            className={styles.view}
            aria-pressed={view === one}
            onClick={() => setView(one)}
          >
            {t(`letters.${one}`)}
          </button>
        ))}
      </div>
      {view === "html" ? (
        <div className={styles.letter}>
          <LetterFrame html={letter.html} />
        </div>
      ) : (
        <pre className={styles.text}>{letter.text}</pre>
      )}
    </article>
  );
}
