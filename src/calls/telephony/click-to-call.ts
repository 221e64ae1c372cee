/**
 * The telephony port: asks a telephone exchange by HTTP to ring the operator's line and then the client. One adapter for
 * whatever takes a request with two numbers in it; the address, the method and the body are the business's own.
 */
import http from "node:http";
import https from "node:https";
import type { ClickToCall } from "../../kernel/configuration.ts";
import { ChannelError } from "../../kernel/errors.ts";

export interface Dialling {
  phone: string;
  line: string | null;
  touch: string;
}

/** Rings both ends. Throws ChannelError. */
export type Dial = (dialling: Dialling) => Promise<void>;

const timeoutMs = 5_000;

export const openClickToCall =
  (settings: ClickToCall): Dial =>
  (dialling) =>
    ask(settings, dialling);

async function ask({ url, method, body, authorization }: ClickToCall, dialling: Dialling): Promise<void> {
  const address = new URL(fill(url, dialling, encodeURIComponent));
  const content = body === undefined || method === "GET" ? undefined : fill(body, dialling, inJson);
  const isJson = content?.trimStart().startsWith("{") ?? false;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const request = (address.protocol === "http:" ? http : https).request(address, {
    method,
    headers: {
      "user-agent": "Povod",
      ...(authorization === undefined ? {} : { authorization }),
      ...(content === undefined
        ? {}
        : {
            "content-type": isJson ? "application/json" : "application/x-www-form-urlencoded",
            "content-length": Buffer.byteLength(content),
          }),
    },
    signal: AbortSignal.timeout(timeoutMs),
  });
  request.on("response", (response) => {
    const status = response.statusCode ?? 0;
    response.destroy();
    if (status >= 200 && status < 300) resolve();
    else reject(new ChannelError(`the exchange answers ${status}`, { permanent: status < 500 }));
  });
  request.on("error", (cause) =>
    reject(new ChannelError("the exchange does not answer", { permanent: false, cause })),
  );
  request.end(content);
  return promise;
}

const fill = (template: string, { phone, line, touch }: Dialling, escape: (text: string) => string): string =>
  template
    .replaceAll("{phone}", () => escape(phone))
    .replaceAll("{line}", () => escape(line ?? ""))
    .replaceAll("{touch}", () => escape(touch));

/** Without the quotes around it. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
