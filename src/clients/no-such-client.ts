import { DomainError } from "../kernel/errors.ts";

export const noSuchClient = (): DomainError =>
  new DomainError("not_found", "There is no such client.", { place: { field: "id" } });
