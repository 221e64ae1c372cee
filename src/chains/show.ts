/** Chains as people read them, in their language. */
import type { Language } from "../kernel/language.ts";
import { channelsOf, type Chain } from "./chain.ts";
import { chainYaml } from "./chain-yaml.ts";
import type { ChainCard, ChainPage } from "./contract.ts";
import { isInForce, newest, tagOf, undelivered, type StoredVersion } from "./version.ts";

/** What a person who switches the chain on should know. */
export const warningsOf = (chain: Chain, language: Language): string[] =>
  undelivered(chain).map(
    (channel) =>
      ({
        ru: `Способ ${channel} не настроен: шаги обойдутся следующим по порядку, а без него не состоятся.`,
        en: `No channel for ${channel} is configured: steps take the next one, and without it do not happen.`,
      })[language],
  );

/** `definition` is what to show: a version's own, or what a pack would bring. */
export function showChain(
  definition: Chain,
  versions: readonly StoredVersion[],
  { language, pack }: { language: Language; pack: string | null },
): ChainCard {
  const live = versions.find(({ state }) => state === "live");
  const draft = versions.find(({ state }) => state === "draft");
  const inForce = versions.find(isInForce);
  return {
    code: definition.code,
    name: definition.name[language],
    about: definition.about[language],
    occasion: definition.occasion,
    pack,
    live: live !== undefined,
    state: inForce?.state ?? (draft ? "draft" : versions.length > 0 ? "retired" : null),
    liveVersion: inForce?.version ?? null,
    liveFrom: inForce?.liveFrom?.toString() ?? null,
    draftVersion: draft?.version ?? null,
    goal: definition.goal ?? "none",
    controlShare: definition.controlShare ?? "0",
    steps: definition.steps.map((step) => ({
      code: step.code,
      offset: step.offset,
      window: step.window,
      lateUntil: step.late === "skip" ? null : step.late.until,
      channels: channelsOf(step),
      purpose: step.purpose,
    })),
    warnings: warningsOf(definition, language),
  };
}

export const showPage = (
  { at, versions }: { at: StoredVersion; versions: readonly StoredVersion[] },
  language: Language,
): ChainPage => ({
  chain: showChain(at.definition, versions, { language, pack: at.pack }),
  version: at.version,
  state: at.state,
  tag: tagOf(newest(versions) ?? at),
  yaml: chainYaml(at.definition),
  versions: versions.map(({ version, state, savedAt, liveFrom, retiredAt, pausedAt }) => ({
    version,
    state,
    savedAt: savedAt?.toString() ?? null,
    liveFrom: liveFrom?.toString() ?? null,
    retiredAt: retiredAt?.toString() ?? null,
    pausedAt: pausedAt?.toString() ?? null,
  })),
});
