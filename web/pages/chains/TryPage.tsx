/** What the chain's newest version would do for one client on one day, and why. */
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Explanation } from "../../../src/reports/client-contract.ts";
import { useChain, useNameOf, usePreview, useTrial } from "../../api/chains.ts";
import { useBusiness } from "../../api/resources.ts";
import { BackLink } from "../../components/BackLink.tsx";
import { DayStepper } from "../../components/DayStepper.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Verdicts } from "../../components/Verdicts.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { sayDay, sayWeekday, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useChannelWord } from "../../language/words.ts";
import styles from "./ChainPage.module.css";
import { ClientPicker } from "./ClientPicker.tsx";
import tried from "./Try.module.css";

const route = getRouteApi("/chains/$code/try");

export function TryPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { code } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const page = useChain(code).data;
  const business = useBusiness().data;
  const [step] = page?.chain.steps ?? [];
  const preview = usePreview(page && step ? { yaml: page.yaml, step: step.code } : undefined).data;
  const today = business?.today;
  // Whose day is past has been touched already, as likely as not.
  const near = preview?.clients ?? [];
  const example = near.find(({ dueOn }) => today !== undefined && dueOn >= today) ?? near[0];
  const client = search.client ?? example?.id;
  const due = search.client === undefined ? example?.dueOn : undefined;
  const on = search.on ?? (due !== undefined && today !== undefined && due > today ? due : today);
  const name = page?.chain.name ?? code;
  return (
    <>
      <title>{`${t("chain.try")} · ${name} · ${t("app.name")}`}</title>
      <BackLink to="/chains/$code" params={{ code }} search={{}}>
        {name}
      </BackLink>
      <div className={styles.head}>
        <div className={styles.words}>
          <h1>{t("chain.try")}</h1>
          <p className={styles.lead}>{t("try.lead", { version: page?.version ?? "" })}</p>
        </div>
        {on !== undefined && today !== undefined && (
          <div className={tried.day}>
            <span>{sayWeekday(language, on, today)}</span>
            <DayStepper on={on} today={today} />
          </div>
        )}
      </div>
      <ClientPicker
        label={t("chain.preview.client")}
        chosen={useNameOf(client)}
        near={near}
        onChoose={(id) => void navigate({ search: (before) => ({ ...before, client: id }) })}
      />
      {client !== undefined && on !== undefined && business && (
        <Trial code={code} client={client} on={on} today={business.today} zone={business.zone} />
      )}
    </>
  );
}

function Trial(props: { code: string; client: string; on: Day; today: Day; zone: string }) {
  const { t } = useTranslation();
  const { code, client, on, today, zone } = props;
  return (
    <Loaded asked={useTrial(code, client, on)} waiting={<Waiting rows={4} height={34} />}>
      {(explanation) => {
        const own = explanation.touches.filter(({ chain }) => chain === code);
        const others = explanation.touches.filter(({ chain }) => chain !== code);
        return (
          <>
            {own.length === 0 && <Empty why={t("try.nothing")}>{t("try.nothing.next")}</Empty>}
            <Touches touches={own} today={today} zone={zone} />
            <Coming coming={explanation.coming.filter(({ chain }) => chain === code)} today={today} />
            {others.length > 0 && (
              <section aria-labelledby="try-others" className={tried.part}>
                <h2 id="try-others">{t("try.others")}</h2>
                <Touches touches={others} today={today} zone={zone} />
              </section>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function Touches(props: { touches: Explanation["touches"]; today: Day; zone: string }) {
  const { t } = useTranslation();
  const channel = useChannelWord();
  return (
    <ul>
      {props.touches.map((touch) => (
        <li key={`${touch.chain} ${touch.step} ${touch.occasion.date}`} className={tried.touch}>
          <p className={tried.what}>
            {touch.chainName}: {touch.occasion.text}
          </p>
          <p className={tried.state}>
            {channel(touch.channel)}, {t(`touch.state.${touch.state}`)}
          </p>
          <Verdicts verdicts={touch.verdicts} zone={props.zone} today={props.today} />
        </li>
      ))}
    </ul>
  );
}

function Coming({ coming, today }: { coming: Explanation["coming"]; today: Day }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (coming.length === 0) return null;
  return (
    <section aria-labelledby="try-coming" className={tried.part}>
      <h2 id="try-coming">{t("try.coming")}</h2>
      <ul>
        {coming.map((next) => (
          <li key={`${next.step} ${next.dueOn}`}>
            <Link
              from="/chains/$code/try"
              to="."
              search={(before) => ({ ...before, on: next.dueOn })}
              className={tried.next}
            >
              {sayDay(language, next.dueOn, today)}
            </Link>{" "}
            {next.occasion.text}
          </li>
        ))}
      </ul>
    </section>
  );
}
