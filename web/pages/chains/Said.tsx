/** Words as they are read: what stands between braces by what it means. */
import { Fragment } from "react";
import type { Sayable } from "./Insertable.tsx";
import styles from "./Said.module.css";

export function Said({ words, sayable }: { words: string; sayable: Sayable }) {
  return (
    <>
      {partsOf(words, sayable).map(({ text, isFact }, at) =>
        isFact ? (
          <span key={at} className={styles.fact}>
            {text}
          </span>
        ) : (
          <Fragment key={at}>{text}</Fragment>
        ),
      )}
    </>
  );
}

function partsOf(words: string, sayable: Sayable): { text: string; isFact: boolean }[] {
  const means = new Map(sayable.map(({ written, means: word }) => [nameIn(written), word]));
  return words
    .replaceAll(/\{%.*?%\}/gs, "")
    .split(/(\{\{.*?\}\})/s)
    .map((part) => {
      const found = part.startsWith("{{") ? means.get(nameIn(part)) : undefined;
      return { text: found ?? part, isFact: found !== undefined };
    });
}

const nameIn = (braces: string): string => /[\w.]+/.exec(braces)?.[0] ?? "";
