/** A chain that ends early: answered, its goal reached, or silent after refusals and where nobody answers. */
import { saveDraft, switchOnChain } from "../../src/chains/actions/keep-chains.ts";
import type { Connection } from "../../src/database/sql.ts";

export const followUp = `code: follow-up
name: { ru: Ещё раз, en: Once more }
about: { ru: проба, en: trial }
occasion: returned
goal: dealing
stops: [goal, answered]
limits:
  silence: { unanswered: 2, refused: 1, for: P60D }
steps:
  - { code: first, offset: +P1D, window: P3D, late: skip, channels: [email], purpose: care, template: words }
  - { code: second, offset: +P3D, window: P3D, late: skip, channels: [call, email], purpose: care, template: words }
templates:
  words: { subject: { ru: Тема, en: Subject }, body: { ru: Слова, en: Words }, script: { ru: Слова, en: Words } }
`;

export async function switchOn(db: Connection, yaml: string): Promise<void> {
  const chain = /^code: (.*)$/m.exec(yaml)?.[1] ?? "";
  const desk = { db, clock: { now: () => Temporal.Instant.from("2026-01-01T00:00:00Z") } };
  await saveDraft(desk, { chain, tag: undefined, yaml, file: `${chain}.yaml`, language: "en" });
  await switchOnChain(desk, { chain, tag: undefined });
}
