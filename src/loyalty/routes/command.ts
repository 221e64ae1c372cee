/** What the routes of a card have in common: the answer's shapes, a command with its sender's `Idempotency-Key`. */
import type { TSchema } from "typebox";
import { Problem } from "../../kernel/wire.ts";
import { CardPath, CommandHeaders } from "../contract.ts";

export const answers = <Shape extends TSchema>(shape: Shape) => ({ 200: shape, "4xx": Problem });
export const tags = ["cards"];

interface CommandConfig {
  right: "cards.serve" | "cards.adjust" | "cards.grace";
  /** Where the office of the till is named. */
  office?: "body";
  audit?: "soon";
}
export const atOffice = { right: "cards.serve", office: "body" } as const satisfies CommandConfig;
export const atTill = { ...atOffice, audit: "soon" } as const satisfies CommandConfig;

export const commandSchema = <Body extends TSchema, Answer extends TSchema>(
  summary: string,
  body: Body,
  answer: Answer,
  config: CommandConfig = { right: "cards.serve" },
) => ({
  config,
  schema: { summary, tags, headers: CommandHeaders, params: CardPath, body, response: answers(answer) },
});

export const toCommand = <Input>(request: {
  params: { number: string };
  headers: { "idempotency-key": string };
  body: Input;
}) => ({ number: request.params.number, key: request.headers["idempotency-key"], input: request.body });
