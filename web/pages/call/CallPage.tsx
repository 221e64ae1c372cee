/** The operator's workplace: whom to call, why now, what to say; one key takes the next call, one key ends it. */
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useBusiness } from "../../api/resources.ts";
import { useMe } from "../../api/me.ts";
import { useCallQueue } from "./queue.ts";
import { Between } from "./Between.tsx";
import { Conversation } from "./Conversation.tsx";
import { QueueColumn } from "./QueueColumn.tsx";
import { useCallKeys } from "./call-keys.ts";
import { usePhone } from "./use-call.ts";
import styles from "./CallPage.module.css";

const route = getRouteApi("/calls/now");

export function CallPage() {
  const { t } = useTranslation();
  const { id: staffMember } = useMe().staffMember;
  const business = useBusiness().data;
  const phone = usePhone(staffMember, route.useSearch().touch);
  const queue = useCallQueue(staffMember);
  const { heard } = phone;
  const { dataUpdatedAt } = queue;
  useEffect(() => heard(dataUpdatedAt), [heard, dataUpdatedAt]);
  const undo = () => void phone.undo();
  const { screen } = phone;
  useCallKeys(screen ? { u: undo } : { u: undo, n: () => void phone.next() }, () => undefined);
  const place = useRef<HTMLDivElement>(null);
  const touch = screen?.call.touch ?? "";
  useEffect(() => {
    // Whoever works by the keyboard starts every call, and every pause, from the same place.
    const start = touch === "" ? "[data-start=next]" : "[data-start=call]";
    place.current?.querySelector<HTMLElement>(start)?.focus({ preventScroll: true });
  }, [touch]);
  if (!business) return null;
  return (
    <div className={styles.page} ref={place}>
      <title>{`${screen?.call.name ?? t("place.calls")} · ${t("app.name")}`}</title>
      <QueueColumn queue={queue.data} current={screen?.call} business={business} />
      {screen ? (
        <Conversation
          key={screen.call.touch}
          screen={screen}
          phone={phone}
          stopped={queue.data?.stopped.includes(screen.call.touch) ?? false}
          staffMember={staffMember}
          business={business}
        />
      ) : (
        <Between phone={phone} queue={queue} />
      )}
    </div>
  );
}
