/** Months as columns over the band of the plan; a month that goes on is an outline. */
import type { MonthOfCards } from "../../../src/reports/owner-contract.ts";
import styles from "./CardsSold.module.css";

const column = 12;
const gap = 4;
const height = 36;

export function YearOfMonths({ months, says }: { months: readonly MonthOfCards[]; says: string }) {
  const most = Math.max(...months.map(({ sold, plan }) => Math.max(sold, plan?.cards.most ?? 0)), 1);
  const y = (cards: number) => height - (height * cards) / most;
  const width = months.length * (column + gap) - gap;
  return (
    <svg
      className={styles.bars}
      role="img"
      aria-label={says}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
    >
      {months.map(({ month, plan }, at) =>
        plan ? (
          <rect
            key={month}
            className={styles.band}
            x={at * (column + gap) - gap / 2}
            width={column + gap}
            y={y(plan.cards.most)}
            height={Math.max(y(plan.cards.least) - y(plan.cards.most), 1)}
          />
        ) : null,
      )}
      {months.map(({ month, sold, over, plan }, at) => (
        <rect
          key={month}
          className={over ? styles.column : styles.current}
          data-met={plan !== null && plan.cardsAre !== "below"}
          x={at * (column + gap) + (over ? 0 : 0.5)}
          width={over ? column : column - 1}
          y={y(sold) + (over ? 0 : 0.5)}
          height={Math.max(height - y(sold) - (over ? 0 : 0.5), 0)}
        />
      ))}
    </svg>
  );
}
