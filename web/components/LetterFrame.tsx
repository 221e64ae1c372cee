/** A letter as its client sees it, as high as it is, in a frame where nothing of it can run or reach out. */
import { useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import styles from "./LetterFrame.module.css";

function fit(frame: HTMLIFrameElement): void {
  const page = frame.contentDocument?.documentElement;
  if (!page) return;
  // Its own height is told only where the frame asks for none.
  frame.style.height = "0";
  frame.style.height = `${page.scrollHeight + 2}px`;
}

export function LetterFrame({ html }: { html: string }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  useLayoutEffect(() => {
    if (!frame.current) return undefined;
    let width = 0;
    const watch = new ResizeObserver(([entry]) => {
      if (entry?.contentRect.width === width) return;
      width = entry?.contentRect.width ?? 0;
      if (frame.current) fit(frame.current);
    });
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);
  return (
    <iframe
      ref={frame}
      className={styles.frame}
      title={t("letters.body")}
      // Of the same origin, so that it can be measured; scripts are not let run.
      sandbox="allow-same-origin"
      srcDoc={html}
      onLoad={({ currentTarget }) => fit(currentTarget)}
    />
  );
}
