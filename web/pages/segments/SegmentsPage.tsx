/** Who of all clients: conditions put together line by line, counted as they change, kept under a name. */
import { IconPlus } from "@tabler/icons-react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Segment } from "../../../src/segments/contract.ts";
import { useSegments } from "../../api/chains.ts";
import { ButtonLink } from "../../components/ButtonLink.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { SegmentEditor } from "./SegmentEditor.tsx";
import styles from "./Segments.module.css";

const route = getRouteApi("/segments");

export function SegmentsPage() {
  const { t } = useTranslation();
  const { name } = route.useSearch();
  return (
    <Page
      title={t("segments.title")}
      lead={t("segments.lead")}
      actions={
        name !== undefined && (
          <ButtonLink to="/segments" search={{}} leftSection={<IconPlus size={16} aria-hidden />}>
            {t("segments.new")}
          </ButtonLink>
        )
      }
    >
      <Loaded asked={useSegments()} waiting={<Waiting rows={8} />}>
        {({ items }) => <Segments items={items} name={name} />}
      </Loaded>
    </Page>
  );
}

function Segments({ items, name }: { items: readonly Segment[]; name: string | undefined }) {
  const { t } = useTranslation();
  const chosen = items.find((segment) => segment.name === name);
  return (
    <div className={styles.columns}>
      <nav aria-label={t("segments.saved")}>
        <h2>{t("segments.saved")}</h2>
        {items.length === 0 ? (
          <p className={styles.none}>{t("segments.none")}</p>
        ) : (
          <ul className={styles.saved}>
            {items.map((segment) => (
              <li key={segment.name}>
                <Link
                  className={styles.one}
                  to="/segments"
                  search={{ name: segment.name }}
                  data-on={segment === chosen}
                  aria-current={segment === chosen ? "page" : undefined}
                >
                  {segment.name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </nav>
      <SegmentEditor key={chosen?.name ?? ""} segment={chosen} taken={items.map((segment) => segment.name)} />
    </div>
  );
}
