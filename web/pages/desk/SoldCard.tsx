/** A card that has just been sold: its QR code, to be printed and given along. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CardState } from "../../../src/loyalty/contract.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { QrToPrint } from "./CardQr.tsx";
import { useOutbox } from "./use-outbox.ts";

export function SoldCard() {
  const { t } = useTranslation();
  const { entries } = useOutbox();
  const [seen, setSeen] = useState<string>();
  const [shown, setShown] = useState<{ key: string; number: string }>();
  const sold = entries.find(({ command, state }) => command.doing === "sale" && state === "done");
  const number = (sold?.answer as CardState | undefined)?.card;
  if (sold && number !== undefined && sold.command.key !== seen && sold.command.key !== shown?.key)
    setShown({ key: sold.command.key, number });
  return (
    <Dialog
      opened={shown !== undefined}
      onClose={() => {
        setSeen(shown?.key);
        setShown(undefined);
      }}
      title={t("desk.sold")}
    >
      {shown && <QrToPrint number={shown.number} />}
    </Dialog>
  );
}
