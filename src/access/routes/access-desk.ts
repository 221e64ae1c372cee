import type { RouteContext } from "../../business/reader.ts";
import type { Auth } from "../actions/open-auth.ts";
import type { Recognition } from "../actions/recognise-caller.ts";
import type { PostToStaff } from "../way-in-letter.ts";

export interface AccessDesk extends RouteContext {
  auth: Auth;
  recognition: Recognition;
  /** Where people on other machines reach the program. */
  address: string | undefined;
  /** Undefined where no mail server is named. */
  postToStaff: PostToStaff | undefined;
}
