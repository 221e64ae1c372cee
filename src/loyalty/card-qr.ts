/** A card's QR code: its number and nothing else, as if it were typed. */
import { toString } from "qrcode";

/** An SVG document. */
export const cardQr = (number: string): Promise<string> =>
  toString(number, { type: "svg", errorCorrectionLevel: "M", margin: 4 });
