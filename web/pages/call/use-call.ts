/** The call on the screen: taken by one key, kept while the page is open, let go when it closes, ended through the outbox. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Outcome } from "../../../src/calls/contract.ts";
import type { CallScreen, NextScreen } from "../../../src/reports/call-screen-contract.ts";
import { ApiTrouble, isSilence, send } from "../../api/fetch.ts";
import { passedMs } from "../../api/passed.ts";
import { readStored, writeStored } from "../../api/stored.ts";
import { useLanguage } from "../../language/i18n.ts";
import { endingTouches, flushOutbox, holdOutcome, resumeOutbox, takeBack } from "./outbox.ts";

const keepEveryMs = 25_000;
const storageKey = "povod-call";
const readMs = 2000;

export type Screen = CallScreen & { receivedMs: number };

export interface Phone {
  screen: Screen | undefined;
  /** Nobody can be called now: the last answer said so. */
  nobody: boolean;
  taking: boolean;
  trouble: Error | null;
  /** Another operator has this call by now. */
  lost: boolean;
  /** The program answers again, at that moment: its silence is no trouble any more. Zero: it has never answered. */
  heard: (answeredAt: number) => void;
  next: () => Promise<void>;
  end: (body: Omit<Outcome, "staffMember">) => void;
  undo: () => Promise<void>;
  giveBack: () => Promise<void>;
}

/** `asked`: the call to begin with. */
export function usePhone(staffMember: string, asked?: string): Phone {
  const language = useLanguage();
  const answers = useQueryClient();
  const { screen, show, nobody, setNobody, taking, trouble, setTrouble, heard, take } =
    useTaking(staffMember);

  const reopened = useRef(false);
  useEffect(() => {
    if (reopened.current) return;
    reopened.current = true;
    resumeOutbox();
    if (asked !== undefined || readStored(storageKey, "") !== "")
      void Promise.resolve().then(() => take(asked));
  }, [asked, take]);

  const lost = useKept(screen, staffMember);

  const end: Phone["end"] = (body) => {
    if (!screen) return;
    const { touch, name } = screen.call;
    holdOutcome({ touch, name, language, body: { ...body, staffMember } });
    show(undefined);
    setNobody(false);
  };
  const letGo = async (one: Screen) => {
    const body = { staffMember };
    await send(`/calls/${one.call.touch}/give-back`, { language, body });
  };
  const undo = async () => {
    if (taking || !takeBack()) return;
    try {
      // Nobody was called of it yet: what was typed stays in this browser.
      if (screen) await letGo(screen);
    } catch (error) {
      setTrouble(error as Error);
    }
    await take();
  };
  const giveBack = async () => {
    if (!screen) return;
    try {
      await letGo(screen);
      show(undefined);
    } catch (error) {
      if (error instanceof ApiTrouble && error.status === 404) show(undefined);
      else setTrouble(error as Error);
    }
    void answers.invalidateQueries({ queryKey: ["/calls/queue"] });
  };
  return { screen, nobody, taking, trouble, lost, heard, next: () => take(), end, undo, giveBack };
}

/** Asks for the next call, one request at a time, and remembers which is on the screen. */
function useTaking(staffMember: string) {
  const language = useLanguage();
  const answers = useQueryClient();
  const [screen, setScreen] = useState<Screen>();
  const [nobody, setNobody] = useState(false);
  const [taking, setTaking] = useState(false);
  const [trouble, setTrouble] = useState<Error | null>(null);
  const troubledMs = useRef(0);
  const busy = useRef(false);
  const show = useCallback((one: Screen | undefined) => {
    writeStored(storageKey, one?.call.touch);
    setScreen(one);
  }, []);

  const take = useCallback(
    async (touch?: string) => {
      if (busy.current) return;
      busy.current = true;
      setTaking(true);
      setTrouble(null);
      try {
        const body = { staffMember, ending: endingTouches(), ...(touch === undefined ? {} : { touch }) };
        const { screen: found } = await send<NextScreen>("/calls/next", { language, body });
        show(found ? { ...found, receivedMs: passedMs() } : undefined);
        setNobody(found === null);
      } catch (error) {
        troubledMs.current = passedMs();
        setTrouble(error as Error);
      } finally {
        busy.current = false;
        setTaking(false);
        void answers.invalidateQueries({ queryKey: ["/calls/queue"] });
      }
    },
    [answers, language, show, staffMember],
  );
  const heard = useCallback((answeredAt: number) => {
    if (answeredAt === 0) return;
    // An answer of the same moment takes nothing back: nobody would have read the trouble.
    const isRead = passedMs() - troubledMs.current > readMs;
    setTrouble((one) => (isRead && isSilence(one) ? null : one));
  }, []);
  return { screen, show, nobody, setNobody, taking, trouble, setTrouble, heard, take };
}

/** Says again and again that the call goes on; says so, too, when the page is being closed. */
function useKept(screen: Screen | undefined, staffMember: string): boolean {
  const language = useLanguage();
  const touch = screen?.call.touch;
  const [lostTouch, setLostTouch] = useState<string>();
  useEffect(() => {
    if (touch === undefined) return undefined;
    const keep = async (leaving: boolean) => {
      try {
        const body = { staffMember, leaving };
        await send(`/calls/${touch}/keep`, { language, body, keepalive: leaving });
      } catch (error) {
        // Silence of the program is no loss: the lease is longer than it is likely to last.
        if (error instanceof ApiTrouble && error.status === 409) setLostTouch(touch);
      }
    };
    const timer = setInterval(() => void keep(false), keepEveryMs);
    const leave = () => void keep(true);
    const comeBack = ({ persisted }: PageTransitionEvent) => {
      if (persisted) void keep(false);
    };
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", comeBack);
    return () => {
      clearInterval(timer);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", comeBack);
    };
  }, [touch, staffMember, language]);
  useEffect(() => {
    window.addEventListener("pagehide", flushOutbox);
    return () => window.removeEventListener("pagehide", flushOutbox);
  }, []);
  return touch !== undefined && lostTouch === touch;
}
