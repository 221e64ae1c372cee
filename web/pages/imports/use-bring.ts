/** Sends a file to be read, and goes to what it would come to. Nothing of it goes in. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Import } from "../../../src/clients/import-contract.ts";
import { forgetDraft } from "../../api/draft.ts";
import { change, type Query } from "../../api/fetch.ts";
import { useLanguage } from "../../language/i18n.ts";
import { keepFile } from "./brought-files.ts";

/** What is chosen for reading the file of a preview otherwise, until it is. */
export const draftOfReading = (preview: string): string => `import ${preview}`;

export interface Brought {
  file: File;
  /** How to read it, where that is not left to the program. */
  terms?: Query;
  /** The preview that this one takes the place of. */
  instead?: string;
}

export function useBring() {
  const language = useLanguage();
  const answers = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async ({ file, terms, instead }: Brought) => {
      const found = await change<Import>("POST", "/imports", {
        language,
        query: { ...terms, name: file.name },
        body: file,
      });
      if (instead !== undefined && instead !== found.id)
        await change("DELETE", `/imports/${instead}`, { language }).catch(() => undefined);
      return found;
    },
    onSuccess: async (found, { file, instead }) => {
      keepFile(found.id, file);
      if (instead !== undefined) forgetDraft(draftOfReading(instead));
      void answers.invalidateQueries({ queryKey: ["/imports"] });
      await answers.invalidateQueries({ queryKey: [`/imports/${found.id}`] });
      await navigate({
        to: "/imports/$id",
        params: { id: found.id },
        search: {},
        replace: instead !== undefined,
      });
    },
  });
}
