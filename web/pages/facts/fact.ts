import type { NewWantedFacts } from "../../../src/clients/completeness-contract.ts";

export type Fact = NewWantedFacts["facts"][number];
