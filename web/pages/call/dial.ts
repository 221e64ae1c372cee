/** Dialling: through the telephone exchange where one is connected, else by the telephone itself; and how long it has lasted. */
import { useEffect, useState } from "react";
import type { Dialled } from "../../../src/calls/contract.ts";
import { send } from "../../api/fetch.ts";
import { passedMs } from "../../api/passed.ts";
import { useLanguage } from "../../language/i18n.ts";
import type { Screen } from "./use-call.ts";

export interface Dialling {
  /** Told by a press of the link. */
  dialled: () => void;
  /** Since the number was dialled; undefined before. */
  seconds: number | undefined;
  trouble: boolean;
}

export function useDial({ call, dials }: Screen, staffMember: string): Dialling {
  const language = useLanguage();
  const [sinceMs, setSinceMs] = useState<number>();
  const [seconds, setSeconds] = useState<number>();
  const [trouble, setTrouble] = useState(false);
  useEffect(() => {
    if (sinceMs === undefined) return undefined;
    const timer = setInterval(() => setSeconds((passedMs() - sinceMs) / 1000), 1000);
    return () => clearInterval(timer);
  }, [sinceMs]);
  const dialled = () => {
    setTrouble(false);
    if (sinceMs === undefined) {
      setSinceMs(passedMs());
      setSeconds(0);
    }
    send<Dialled>(`/calls/${call.touch}/dial`, { language, body: { staffMember } }).catch(() =>
      setTrouble(dials),
    );
  };
  return { dialled, seconds, trouble };
}
