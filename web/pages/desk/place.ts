/** At which office this desk stands: remembered on this machine, the first one until somebody says. */
import { useState } from "react";
import { useDesk } from "../../api/resources.ts";
import type { DeskFacts } from "../../../src/reports/visitor-contract.ts";

type Office = DeskFacts["offices"][number];

const storageKey = "povod-desk-office";

function remembered(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

export interface DeskPlace {
  office: Office | undefined;
  offices: readonly Office[];
  choose(office: string): void;
}

export function useDeskPlace(): DeskPlace {
  const [chosen, setChosen] = useState(remembered);
  const offices = useDesk().data?.offices ?? [];
  return {
    office: offices.find(({ id }) => id === chosen) ?? offices[0],
    offices,
    choose(office) {
      setChosen(office);
      try {
        localStorage.setItem(storageKey, office);
      } catch {
        // Without storage the choice lasts until the page is closed.
      }
    },
  };
}
