/** Reads what an SMTP attempt failed with. The one question that matters: may the server have taken the letter? */
import { DeliveryError } from "../../intent.ts";

interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

const minuteMs = 60_000;

/** `bodyBegun` says that the letter's body was on its way when the attempt ended. */
export function failureOf(error: SmtpError, bodyBegun: boolean): DeliveryError {
  const reply = error.responseCode ?? 0;
  const said = `SMTP: ${error.message}`;
  if (reply === 0) return withoutReply(error, said, bodyBegun);
  const step = error.command ?? "";
  const aboutUs = error.code === "EAUTH" || (step !== "RCPT TO" && step !== "DATA");
  if (reply < 500 || aboutUs) {
    // A refused log-in or sender is permanent for the server and a setting to correct for us: the letters wait.
    const providerIsDown = aboutUs || reply === 421;
    const retryAfterMs = providerIsDown ? minuteMs : 5 * minuteMs;
    return new DeliveryError(said, { permanent: false, retryAfterMs, providerIsDown, cause: error });
  }
  const addressIsDead = step === "RCPT TO" && saysNoSuchAddress(reply, error.response ?? "");
  return new DeliveryError(said, { permanent: true, addressIsDead, cause: error });
}

function withoutReply(error: SmtpError, said: string, bodyBegun: boolean): DeliveryError {
  if (bodyBegun) return new DeliveryError(said, { permanent: false, reached: "maybe", cause: error });
  // An address that SMTP cannot carry never leaves this process.
  if (error.code === "EENVELOPE")
    return new DeliveryError(said, { permanent: true, addressIsDead: true, cause: error });
  return new DeliveryError(said, {
    permanent: false,
    retryAfterMs: minuteMs,
    providerIsDown: true,
    cause: error,
  });
}

/** RFC 3463: 5.1.x is about the address, 5.2.1 a closed mailbox; a bare 550, 551 or 553 says the same. */
function saysNoSuchAddress(reply: number, response: string): boolean {
  const enhanced = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(response);
  if (enhanced) return enhanced[1] === "1" || (enhanced[1] === "2" && enhanced[2] === "1");
  return reply === 550 || reply === 551 || reply === 553;
}
