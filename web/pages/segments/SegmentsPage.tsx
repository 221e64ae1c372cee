/** Who of all clients: conditions put together line by line, counted as they change, kept under a name. */
import { IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Segment } from "../../../src/segments/contract.ts";
import { isOfSegments, useSegments } from "../../api/chains.ts";
import { BackLink } from "../../components/BackLink.tsx";
import { ButtonLink } from "../../components/ButtonLink.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { SideList } from "../../components/SideList.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { SegmentEditor } from "./SegmentEditor.tsx";

const route = getRouteApi("/segments");

export function SegmentsPage() {
  const { t } = useTranslation();
  const { name } = route.useSearch();
  const answers = useQueryClient();
  const { data, error, isPlaceholderData } = useSegments();
  // Told of once, whatever else did not come: so whatever is asked here is asked again.
  const refetch = () => answers.refetchQueries({ type: "active", predicate: isOfSegments });
  return (
    <>
      <BackLink to="/chains">{t("chains.title")}</BackLink>
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
        <Loaded asked={{ data, error, isPlaceholderData, refetch }} waiting={<Waiting rows={8} />}>
          {({ items }) => <Segments items={items} name={name} isTold={error !== null} />}
        </Loaded>
      </Page>
    </>
  );
}

function Segments(props: {
  items: readonly Segment[];
  name: string | undefined;
  /** That the program does not answer stands above already. */
  isTold: boolean;
}) {
  const { items, name, isTold } = props;
  const { t } = useTranslation();
  const chosen = items.find((segment) => segment.name === name);
  return (
    <SideList
      title={t("segments.saved")}
      none={t("segments.none")}
      items={items.map((segment) => ({
        key: segment.name,
        to: "/segments",
        search: { name: segment.name },
        isOpen: segment === chosen,
        says: segment.name,
      }))}
    >
      <SegmentEditor
        key={chosen?.name ?? ""}
        segment={chosen}
        taken={items.map((segment) => segment.name)}
        isTold={isTold}
      />
    </SideList>
  );
}
