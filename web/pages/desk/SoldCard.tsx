/** A card that has just been sold, or has got another number: its QR code, to be printed and given along. */
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
  const [shown, setShown] = useState<{ key: string; number: string; isReplaced: boolean }>();
  const sold = entries.find(
    ({ command, state }) => (command.doing === "sale" || command.doing === "replace") && state === "done",
  );
  const number = (sold?.answer as CardState | undefined)?.card;
  if (sold && number !== undefined && sold.command.key !== seen && sold.command.key !== shown?.key)
    setShown({ key: sold.command.key, number, isReplaced: sold.command.doing === "replace" });
  return (
    <Dialog
      opened={shown !== undefined}
      onClose={() => {
        setSeen(shown?.key);
        setShown(undefined);
      }}
      title={t(shown?.isReplaced === true ? "desk.replaced" : "desk.sold")}
    >
      {shown && <QrToPrint number={shown.number} />}
    </Dialog>
  );
}
