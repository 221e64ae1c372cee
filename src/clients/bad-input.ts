import { DomainError } from "../kernel/errors.ts";

export const badInput = (field: string, expected: string): DomainError =>
  new DomainError("bad_input", `${field}: expected ${expected}.`, { place: { field } });
