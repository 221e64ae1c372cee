/** The foot of a list: how much of it is shown, and the next page of it. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNumber } from "../language/words.ts";
import styles from "./More.module.css";

export function More(props: {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  shown: number;
  total?: number;
}) {
  const { t } = useTranslation();
  const number = useNumber();
  if (!props.list.hasNextPage) return null;
  return (
    <div className={styles.more}>
      <Button loading={props.list.isFetchingNextPage} onClick={() => void props.list.fetchNextPage()}>
        {t("list.more")}
      </Button>
      {props.total !== undefined && (
        <span className={styles.shown}>
          {t("list.shown", { shown: number(props.shown), total: number(props.total) })}
        </span>
      )}
    </div>
  );
}
