/** What a new chain begins with: one step by call or letter, with words to write over. */
import { stringify } from "yaml";

export const firstText = ({
  code,
  name,
  occasion,
}: {
  code: string;
  name: string;
  occasion: string;
}): string =>
  stringify(
    {
      code,
      name: { ru: name, en: name },
      about: { ru: name, en: name },
      occasion,
      steps: [
        {
          code: "first",
          offset: "P0D",
          window: "P3D",
          late: "skip",
          channels: ["email"],
          purpose: "care",
          template: "first",
        },
      ],
      templates: {
        first: {
          subject: { ru: name, en: name },
          body: {
            ru: "{{ client.address }}, добрый день!\n\n{{ business.name }}\n",
            en: "{{ client.address }}, good day!\n\n{{ business.name }}\n",
          },
        },
      },
    },
    { lineWidth: 0 },
  );
