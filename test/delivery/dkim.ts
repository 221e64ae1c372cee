/** Checks a DKIM signature (RFC 6376, rsa-sha256, relaxed/relaxed) with nothing of what made it. */
import { createHash, createVerify, type KeyObject } from "node:crypto";

/** The names of the headers that are signed; throws where the signature or the body's hash does not hold. */
export function signedHeaders(source: string, publicKey: KeyObject): string[] {
  const [head = "", ...rest] = source.split(/\r\n\r\n/);
  const fields = head.split(/\r\n(?![ \t])/).map((field) => {
    const colon = field.indexOf(":");
    return { name: field.slice(0, colon).toLowerCase(), value: field.slice(colon + 1) };
  });
  const signature = fields.find(({ name }) => name === "dkim-signature")?.value ?? "";
  const tags = new Map(
    signature
      .replaceAll(/\s+/g, "")
      .split(";")
      .map((tag): [string, string] => [tag.slice(0, tag.indexOf("=")), tag.slice(tag.indexOf("=") + 1)]),
  );
  const body = rest
    .join("\r\n\r\n")
    .replaceAll(/[ \t]+/g, " ")
    .replaceAll(/ (?=\r\n)/g, "")
    .replace(/(?:\r\n)*$/, "\r\n");
  if (createHash("sha256").update(body).digest("base64") !== tags.get("bh"))
    throw new Error("the body is not the one that was signed");
  const names = (tags.get("h") ?? "").toLowerCase().split(":");
  const relaxed = (name: string, value: string) => `${name}:${value.replaceAll(/\s+/g, " ").trim()}`;
  const signed = names.flatMap((name) => {
    const field = fields.findLast((one) => one.name === name);
    return field ? [relaxed(name, field.value)] : [];
  });
  const own = relaxed("dkim-signature", signature.replace(/(b=)[^;]*$/, "$1"));
  const holds = createVerify("rsa-sha256")
    .update([...signed, own].join("\r\n"))
    .verify(publicKey, tags.get("b") ?? "", "base64");
  if (!holds) throw new Error("the signature does not hold");
  return names;
}
