/** A chain written as YAML and read again is the same chain, whatever words stand in it. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { loadPack, packNames } from "../../src/chains/actions/install-pack.ts";
import { channels, goals, occasionKinds, purposes, stopCauses, type Chain } from "../../src/chains/chain.ts";
import { chainYaml } from "../../src/chains/chain-yaml.ts";
import { readChain } from "../../src/chains/pack-file.ts";
import { lintChain } from "../../src/chains/lint.ts";

const text = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 30, unit: "binary" }),
    fc.constantFrom(
      "да: нет",
      "# не то",
      "- а",
      "yes",
      "1",
      "null",
      " край ",
      "две\nстроки\n",
      "{{ client.address }}",
    ),
  )
  .filter(
    (words) =>
      !/\{%|\{\{(?! client)|^\s*$/.test(words) &&
      !words.includes("\r") &&
      !words.includes("\0") &&
      !/[\ud800-\udfff\ufffe\uffff]/.test(words),
  );
const words = fc.record({ ru: text, en: text });
const code = fc.stringMatching(/^[a-z][a-z0-9-]{1,10}$/);
const period = fc.constantFrom("P0D", "P3D", "P2W", "P1M", "P1Y2M");
const entry = fc
  .constantFrom(...channels)
  .chain((channel) =>
    fc.constantFrom(
      channel,
      { channel },
      { channel, moveOn: channel === "call" ? { unansweredCalls: 3 } : { undeliveredHours: 24 } },
    ),
  );
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const chains: fc.Arbitrary<Chain> = fc
  .record({
    code,
    name: words,
    about: words,
    occasion: fc.oneof(
      fc.constantFrom(...occasionKinds.filter((kind) => kind !== "missing-facts")),
      fc.constant("event:some-thing" as const),
    ),
    goal: optional(fc.constantFrom(...goals)),
    stops: optional(fc.uniqueArray(fc.constantFrom(...stopCauses))),
    controlShare: optional(fc.constantFrom("0", "5", "10.00", "33.3")),
    limits: optional(fc.constant({ silence: { unanswered: 2, refused: 1, for: "P1Y" } })),
    steps: fc.uniqueArray(
      fc.record({
        code,
        offset: fc.tuple(fc.constantFrom("", "+", "-"), period).map((parts) => parts.join("")),
        window: fc.constant("P1D"),
        late: fc.constantFrom("skip" as const, { until: "P20D" }),
        channels: fc.uniqueArray(entry, {
          minLength: 1,
          maxLength: 3,
          selector: (each) => (typeof each === "string" ? each : each.channel),
        }),
        purpose: fc.constantFrom(...purposes.filter((purpose) => purpose !== "greeting")),
        template: fc.constant("words"),
      }),
      { minLength: 1, maxLength: 4, selector: ({ code: each }) => each },
    ),
    templates: fc.record({
      words: fc.record({
        subject: words,
        body: words,
        script: fc.oneof(
          words,
          fc.record({
            opening: words,
            questions: fc.constant([
              {
                code: "one",
                ask: { ru: "Да?", en: "Yes?" },
                answers: [{ code: "yes", text: { ru: "Да", en: "Yes" }, store: { note: "да" }, next: "end" }],
              },
              { code: "two", ask: { ru: "Когда?", en: "When?" }, fact: "planned-trip" },
            ]),
          }),
        ),
        offer: optional(fc.record({ what: words, conditions: words })),
      }),
    }),
  })
  .map((chain) => JSON.parse(JSON.stringify(chain)) as Chain);

it("random chains come back as they went", () => {
  fc.assert(
    fc.property(chains, (chain) => {
      fc.pre(lintChain(chain).length === 0);
      expect(readChain(chainYaml(chain), "c.yaml")).toEqual(chain);
    }),
    { numRuns: 60 },
  );
});

it("the chains that come with the product do too", () => {
  for (const pack of packNames)
    for (const chain of loadPack(pack).chains) expect(readChain(chainYaml(chain), "c.yaml")).toEqual(chain);
});
