/** Who makes the calls: who is on the phone now, on which line, and how much time there is for calls. */
import { useTranslation } from "react-i18next";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { Hours } from "./Hours.tsx";
import { OperatorTable } from "./OperatorTable.tsx";
import { useOperators } from "./resources.ts";

export function OperatorsPage() {
  const { t } = useTranslation();
  const asked = useOperators();
  const all = asked.data?.operators ?? [];
  const talking = all.filter(({ talkingSince }) => talkingSince !== null).length;
  return (
    <Page
      title={t("place.operators")}
      lead={asked.data ? t("operators.lead", { talking, free: all.length - talking }) : ""}
    >
      <Loaded asked={asked} waiting={<Waiting rows={5} height={44} />}>
        {(operators) => <OperatorTable operators={operators} />}
      </Loaded>
      <Hours />
    </Page>
  );
}
