/** Letters to staff: at once, with somebody waiting for the answer, and never tried again by themselves. */
import type { PostToStaff } from "../../../access/way-in-letter.ts";
import { newId } from "../../../kernel/ids.ts";
import type { Log } from "../../../kernel/log.ts";
import { DeliveryError } from "../../intent.ts";
import { letterLayout } from "./layout.ts";
import { mailDomain } from "./settings.ts";
import type { EmailTransport } from "./transport.ts";

export const postToStaffBy =
  (transport: EmailTransport, log: Log): PostToStaff =>
  async ({ to, language, subject, body, business }) => {
    const layout = await letterLayout();
    const html = layout({ language, subject, business, burning: undefined, body, footer: [] });
    const messageId = `<${newId()}@${mailDomain(transport.from)}>`;
    try {
      await transport.send({ to, subject, text: `${body}\n`, html, messageId });
      return true;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      log.warn({ err: error }, "a letter to staff was not taken");
      return false;
    }
  };
