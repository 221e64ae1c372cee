/** Lints the layer rules of layer-rules.ts over every import, type imports too, of every folder with code. */
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { layerRules } from "./layer-rules.ts";

const { output } = await cruise(
  ["src", "web", "test", "bench", "tools"],
  { ...layerRules.options, ruleSet: { forbidden: layerRules.forbidden ?? [] }, validate: true },
  layerRules.options?.enhancedResolveOptions ?? {},
);
const { summary } = output as ICruiseResult;

for (const { from, to, rule, cycle, comment } of summary.violations) {
  const path = cycle ? cycle.map((step) => step.name).join(" → ") : to;
  console.error(`${rule.name}: ${from} → ${path}${comment ? `\n    ${comment}` : ""}`);
}
// Without a parser for TypeScript the cruise finds nothing to read and no violation either.
if ((summary.totalDependenciesCruised ?? 0) < summary.totalCruised) {
  console.error("layers: the sources could not be read; is @swc/core installed?");
  process.exitCode = 1;
}
if (summary.violations.length > 0) process.exitCode = 1;
console.error(`layers: ${summary.totalCruised} files, ${summary.violations.length} violations`);
