/** Two versions of a chain side by side, and when each was in force. */
import { NativeSelect } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ChainPage } from "../../../src/chains/contract.ts";
import { useChain } from "../../api/chains.ts";
import { useBusiness } from "../../api/resources.ts";
import { BackLink } from "../../components/BackLink.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { ScrollRegion } from "../../components/ScrollRegion.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { dayOf, sayDay } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./ChainPage.module.css";
import { comparedLines, type Pair } from "./line-diff.ts";
import publish from "./Publish.module.css";

const route = getRouteApi("/chains/$code/versions");
/** So many lines that are the same stand around what differs. */
const around = 3;

export function VersionsPage() {
  const { t } = useTranslation();
  const { code } = route.useParams();
  const asked = useChain(code);
  const name = asked.data?.chain.name ?? code;
  return (
    <>
      <title>{`${t("versions.title", { name })} · ${t("app.name")}`}</title>
      <BackLink to="/chains/$code" params={{ code }} search={{}}>
        {name}
      </BackLink>
      <div className={styles.head}>
        <div className={styles.words}>
          <h1>{t("chain.versions")}</h1>
        </div>
      </div>
      <Loaded asked={asked} waiting={<Waiting rows={10} />}>
        {(page) => <Versions page={page} code={code} />}
      </Loaded>
    </>
  );
}

function Versions({ page, code }: { page: ChainPage; code: string }) {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const say = useVersionWords();
  const newest = page.versions.toSorted((a, b) => b.version - a.version);
  const right = search.right ?? newest[0]?.version ?? 1;
  const left = search.left ?? newest[1]?.version ?? right;
  const data = newest.map((version) => ({ value: String(version.version), label: say(version) }));
  const [only] = newest;
  if (newest.length === 1 && only) return <Empty why={t("versions.one")}>{say(only)}</Empty>;
  return (
    <>
      <div className={publish.choose}>
        {(["left", "right"] as const).map((side) => (
          <NativeSelect
            key={side}
            label={t(`versions.${side}`)}
            data={data}
            value={String(side === "left" ? left : right)}
            onChange={(event) =>
              void navigate({
                search: { left, right, [side]: Number(event.currentTarget.value) },
                replace: true,
              })
            }
          />
        ))}
      </div>
      <SideBySide code={code} left={left} right={right} />
    </>
  );
}

type Version = ChainPage["versions"][number];

function useVersionWords(): (version: Version) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const business = useBusiness().data;
  return ({ version, state, savedAt, liveFrom, retiredAt }) => {
    const day = (moment: string | null) =>
      moment === null || !business ? "" : sayDay(language, dayOf(moment, business.zone), business.today);
    const when =
      state === "draft"
        ? t("versions.saved", { day: day(savedAt) })
        : retiredAt === null
          ? t("versions.since", { day: day(liveFrom) })
          : t("versions.from", { from: day(liveFrom), to: day(retiredAt) });
    return `${version}: ${t(`chain.state.${state}`)}, ${when}`;
  };
}

function SideBySide({ code, left, right }: { code: string; left: number; right: number }) {
  const { t } = useTranslation();
  const before = useChain(code, left);
  const after = useChain(code, right);
  return (
    <Loaded asked={before} waiting={<Waiting rows={10} />}>
      {(one) => (
        <Loaded asked={after} waiting={<Waiting rows={10} />}>
          {(other) => {
            const rows = comparedLines(one.yaml, other.yaml);
            if (rows.every(({ same }) => same)) return <p role="status">{t("versions.same")}</p>;
            return <Lines rows={rows} label={t("versions.compared", { left, right })} />;
          }}
        </Loaded>
      )}
    </Loaded>
  );
}

function Lines({ rows, label }: { rows: readonly Pair[]; label: string }) {
  const { t } = useTranslation();
  const shown = rows.map((_, at) =>
    rows.slice(Math.max(at - around, 0), at + around + 1).some(({ same }) => !same),
  );
  return (
    <ScrollRegion className={publish.diff} label={label}>
      <table className={publish.lines} role="table">
        <colgroup>
          <col style={{ width: 44 }} />
          <col />
          <col style={{ width: 44 }} />
          <col />
        </colgroup>
        <tbody role="rowgroup">
          {rows.map((row, at) => {
            if (shown[at]) return <Line key={at} row={row} />;
            return at === 0 || shown[at - 1] ? (
              <tr key={at} className={publish.skipped} role="row">
                <td role="cell" colSpan={4}>
                  {t("versions.skipped")}
                </td>
              </tr>
            ) : null;
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Line({ row: { left, right, same } }: { row: Pair }) {
  return (
    <tr className={publish.pair} role="row">
      <Half line={left} is={same ? "same" : left ? "removed" : "none"} />
      <Half line={right} is={same ? "again" : right ? "added" : "none"} />
    </tr>
  );
}

function Half({ line, is }: { line: Pair["left"]; is: "same" | "again" | "removed" | "added" | "none" }) {
  return (
    <>
      <td role="cell" className={publish.number} data-is={is}>
        {line?.number}
      </td>
      <td role="cell" className={publish.text} data-is={is}>
        {line?.text}
      </td>
    </>
  );
}
