/** The manager's workplace: clients handed over, with a deadline; own reminders; planned trips month by month. */
import { useTranslation } from "react-i18next";
import { useMay } from "../../api/me.ts";
import { useBusiness } from "../../api/resources.ts";
import { Empty } from "../../components/Empty.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { Board } from "./Board.tsx";
import { Complaints } from "./Complaints.tsx";
import { HandoffList } from "./HandoffList.tsx";
import styles from "./HandoffsPage.module.css";
import { Reminders } from "./Reminders.tsx";
import { useBoard, useHandoffs } from "./resources.ts";

export function HandoffsPage() {
  const { t } = useTranslation();
  const asked = useHandoffs();
  const board = useBoard();
  const business = useBusiness().data;
  const mayTake = useMay()("handoffs.take");
  const waiting = asked.data?.handoffs.filter(({ state }) => state === "waiting") ?? [];
  const late = waiting.filter((one) => one.late).length;
  // What stands below a list comes after it, or the list would push it away.
  const listed = (asked.data && business) ?? asked.error;
  return (
    <Page
      title={
        asked.data && waiting.length > 0
          ? t("handoffs.title", { count: waiting.length })
          : t("place.handoffs")
      }
      lead={asked.data ? (late > 0 ? t("handoffs.late", { count: late }) : t("handoffs.lead")) : ""}
    >
      <Loaded asked={asked} waiting={<Waiting rows={4} height={56} />}>
        {(answer) =>
          answer.handoffs.length === 0 ? (
            <Empty why={t("handoffs.empty")}>{t("handoffs.empty.next")}</Empty>
          ) : (
            business && <HandoffList answer={answer} today={business.today} />
          )
        }
      </Loaded>
      {listed && business && <Complaints business={business} />}
      {listed && mayTake && <Reminders />}
      {listed && (
        <section className={styles.part} aria-labelledby="board">
          <h2 id="board">{t("board.title")}</h2>
          <Loaded asked={board} waiting={<Waiting rows={6} />}>
            {(answer) => <Board board={answer} />}
          </Loaded>
        </section>
      )}
    </Page>
  );
}
