/** Who a request comes from. A key or a session that was looked up is remembered for some seconds. */
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import { hashOfSecret, keyIn } from "../api-key.ts";
import type { Caller } from "../caller.ts";
import { loadKeyCaller, loadStaffCaller, noteKeyUse } from "../store/callers.ts";
import type { Auth } from "./open-auth.ts";

/** Another process that ends a session or revokes a key is believed this much later. */
const rememberedMs = 5_000;
const mostRemembered = 10_000;

export interface Recognised {
  caller: Caller | undefined;
  /** Cookies of a session that was made longer. */
  cookies: string[];
}

interface Credentials {
  authorization: string | undefined;
  cookie: string | undefined;
}

export interface Recognition {
  /** Requests that come with the same credentials while they are looked up are answered by that look-up. */
  recognise(given: Credentials): Promise<Recognised>;
  /** After anything that may have changed who somebody is or what they may. */
  forget(): void;
}

const nobody: Recognised = { caller: undefined, cookies: [] };

export function openRecognition({ db, clock }: { db: Connection; clock: Clock }, auth: Auth): Recognition {
  const nowMs = () => clock.now().epochMilliseconds;
  const remembered = new Map<string, { recognised: Recognised; untilMs: number }>();
  const underWay = new Map<string, Promise<Recognised>>();

  async function lookUp({ authorization, cookie }: Credentials): Promise<Recognised> {
    const key = keyIn(authorization);
    if (key !== undefined) {
      const at = clock.now();
      const caller = await loadKeyCaller(db, { hash: hashOfSecret(key), at });
      if (caller) await noteKeyUse(db, caller.id, at);
      return { caller, cookies: [] };
    }
    if (cookie === undefined) return nobody;
    const { session, cookies } = await auth.sessionOf(new Headers({ cookie }));
    if (session === undefined) return nobody;
    return { caller: await loadStaffCaller(db, session), cookies };
  }

  async function lookUpAndRemember(what: string, asked: Credentials): Promise<Recognised> {
    const looking = lookUp(asked);
    underWay.set(what, looking);
    try {
      const recognised = await looking;
      // Not what was looked up before somebody changed it.
      if (underWay.get(what) === looking) remember(what, recognised);
      return recognised;
    } finally {
      if (underWay.get(what) === looking) underWay.delete(what);
    }
  }

  function remember(what: string, { caller }: Recognised): void {
    if (remembered.size >= mostRemembered) remembered.clear();
    if (caller)
      remembered.set(what, { recognised: { caller, cookies: [] }, untilMs: nowMs() + rememberedMs });
    else remembered.delete(what);
  }

  return {
    async recognise({ authorization, cookie }) {
      // A header that names no key is no reason to take the cookie beside it.
      const what = authorization ?? cookie;
      if (what === undefined) return nobody;
      const known = remembered.get(what);
      if (known && known.untilMs > nowMs()) return known.recognised;
      const asked = { authorization, cookie: authorization === undefined ? cookie : undefined };
      return underWay.get(what) ?? lookUpAndRemember(what, asked);
    },
    forget() {
      remembered.clear();
      underWay.clear();
    },
  };
}
