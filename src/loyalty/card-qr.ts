/** A card's QR code: its number and nothing else, as if it were typed. */

/** An SVG document. What draws it is read when the first is asked for. */
export async function cardQr(number: string): Promise<string> {
  const { toString } = await import("qrcode");
  return toString(number, { type: "svg", errorCorrectionLevel: "M", margin: 4 });
}
