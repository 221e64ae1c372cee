/** In which order files run: those that wait for a browser among those that reckon, so that no processor is idle. */
import { BaseSequencer, type TestSpecification } from "vitest/node";

const inBrowser = ({ moduleId }: TestSpecification): boolean => moduleId.includes("/test/e2e/");

/** Each kind has its longest first, as Vitest has it: one that begins last is what everybody waits for. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const pages = sorted.filter(inBrowser);
    const others = sorted.filter((file) => !inBrowser(file));
    return [
      ...pages.flatMap((page, at) => [page, ...others.slice(2 * at, 2 * at + 2)]),
      ...others.slice(2 * pages.length),
    ];
  }
}
