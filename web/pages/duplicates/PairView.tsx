/** Two records side by side: what makes them alike, where they differ, which of them stays. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import { Chip } from "../../components/Chip.tsx";
import styles from "./DuplicatesPage.module.css";
import type { Pair } from "./decisions.ts";
import { useRows, type Row } from "./rows.tsx";

interface Props {
  pair: Pair;
  business: Business;
  keep: string;
  current: boolean;
  onKeep: (id: string) => void;
  onMerge: () => void;
  onApart: () => void;
}

export function PairView({ pair, business, keep, current, onKeep, onMerge, onApart }: Props) {
  const { t } = useTranslation();
  const rows = useRows(pair, business);
  const sides = [pair.first, pair.second];
  /** The keys are the current pair's. */
  const keyOn = (key: string) => (current ? { rightSection: <Key>{key}</Key> } : {});
  const nameOf = (name: string) => name || t("duplicates.nameless");
  return (
    <>
      <Why pair={pair} />
      <table
        className={styles.sides}
        aria-label={t("duplicates.pair", {
          first: nameOf(pair.first.name),
          second: nameOf(pair.second.name),
        })}
      >
        <thead>
          <tr>
            <td />
            {sides.map((side) => (
              <th key={side.id} scope="col" data-keep={side.id === keep}>
                <Link to="/clients/$id" params={{ id: side.id }} className={styles.name}>
                  {nameOf(side.name)}
                </Link>
                <label className={styles.keep}>
                  <input
                    type="radio"
                    name={`keep ${pair.first.id} ${pair.second.id}`}
                    checked={side.id === keep}
                    onChange={() => onKeep(side.id)}
                    aria-label={`${t("duplicates.keep")}: ${nameOf(side.name)}`}
                  />
                  {side.id === keep ? t("duplicates.stays") : t("duplicates.joins")}
                </label>
                {side.doNotDisturb && <Chip tone="stop">{t("clients.doNotDisturb")}</Chip>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Compared key={row.name} row={row} />
          ))}
        </tbody>
      </table>
      <div className={styles.actions}>
        <Button variant={current ? "filled" : "default"} onClick={onMerge} {...keyOn("M")}>
          {t("duplicates.merge")}
        </Button>
        <Button onClick={onApart} {...keyOn("N")}>
          {t("duplicates.apart")}
        </Button>
      </div>
    </>
  );
}

const Key = ({ children }: { children: ReactNode }) => <kbd className={styles.key}>{children}</kbd>;

function Why({ pair }: { pair: Pair }) {
  const { t } = useTranslation();
  const words = (speaks: "for" | "against") =>
    pair.reasons
      .filter((reason) => reason.speaks === speaks)
      .map((reason) => reason.words)
      .join(", ");
  const against = words("against");
  return (
    <p className={styles.why}>
      <span className={styles.score}>{t("duplicates.score", { score: pair.score })}</span>{" "}
      <span className={styles.reasons}>{words("for")}</span>
      {against && <span className={styles.against}>, {t("duplicates.against", { reasons: against })}</span>}
    </p>
  );
}

function Compared({ row }: { row: Row }) {
  const { t } = useTranslation();
  return (
    <tr data-differs={row.differs}>
      <th scope="row">
        {row.name}
        {row.differs && <span className={styles.hidden}> ({t("duplicates.differs")})</span>}
      </th>
      <td>{row.first ?? <span className={styles.none}>{t("duplicates.none")}</span>}</td>
      <td>{row.second ?? <span className={styles.none}>{t("duplicates.none")}</span>}</td>
    </tr>
  );
}
