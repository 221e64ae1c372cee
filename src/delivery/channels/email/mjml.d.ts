declare module "mjml" {
  /** The part of mjml 5 that layout.ts uses; the package brings no types. */
  export default function mjml(
    source: string,
    options: { fonts: object; keepComments: boolean; validationLevel: "strict" | "soft" | "skip" },
  ): Promise<{ html: string; errors: { formattedMessage: string }[] }>;
}
