/** On a telephone: the places that its bar has no room for. */
import { Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { Link, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Place } from "./places.ts";
import styles from "./Shell.module.css";

export function MorePlaces({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation();
  const here = useRouterState({ select: (state) => state.location.pathname });
  const isHere = places.some(({ to }) => here === to || here.startsWith(`${to}/`));
  return (
    <Menu position="top-end" width={232} withinPortal>
      <Menu.Target>
        <button
          type="button"
          className={`${styles.place} ${styles.phoneOnly}`}
          aria-current={isHere ? "true" : undefined}
        >
          <IconDots size={18} stroke={1.75} aria-hidden />
          <span className={styles.placeName}>{t("shell.more")}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {places.map(({ to, word, icon: Icon }) => (
          <Menu.Item
            key={to}
            component={Link}
            to={to}
            className={styles.morePlace}
            leftSection={<Icon size={18} stroke={1.75} aria-hidden />}
          >
            {t(`place.${word}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
