/** At which office this desk stands: one of those where whoever is signed in works, remembered on this machine. */
import { useState } from "react";
import { useMe } from "../../api/me.ts";
import { useDesk } from "../../api/resources.ts";
import { readStored, writeStored } from "../../api/stored.ts";
import type { DeskFacts } from "../../../src/reports/visitor-contract.ts";

type Office = DeskFacts["offices"][number];

const storageKey = "povod-desk-office";

export interface DeskPlace {
  office: Office | undefined;
  offices: readonly Office[];
  choose(office: string): void;
}

export function useDeskPlace(): DeskPlace {
  const [chosen, setChosen] = useState(() => readStored<string | null>(storageKey, null));
  const own = useMe().offices;
  const all = useDesk().data?.offices ?? [];
  // An owner is bound to no office and may stand at any.
  const offices = own.length === 0 ? all : all.filter(({ id }) => own.some((office) => office.id === id));
  return {
    office: offices.find(({ id }) => id === chosen) ?? offices[0],
    offices,
    choose(office) {
      setChosen(office);
      writeStored(storageKey, office);
    },
  };
}
