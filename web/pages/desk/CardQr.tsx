/** The card's number as a QR code, to be printed and given along. */
import { Button } from "@mantine/core";
import { IconPrinter, IconQrcode } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBusiness } from "../../api/resources.ts";
import { sayCardNumber } from "../../../src/kernel/language.ts";
import { Dialog } from "../../components/Dialog.tsx";
import styles from "./CardQr.module.css";

export function CardQr({ number }: { number: string }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        leftSection={<IconQrcode size={18} aria-hidden />}
        onClick={() => setShown(true)}
      >
        {t("desk.qr")}
      </Button>
      <Dialog opened={shown} onClose={() => setShown(false)} title={t("desk.qr")}>
        <QrToPrint number={number} />
      </Dialog>
    </>
  );
}

export function QrToPrint({ number }: { number: string }) {
  const { t } = useTranslation();
  const business = useBusiness().data;
  return (
    <div className={styles.qr}>
      <div className={styles.paper} data-print>
        <img
          src={`/api/v1/cards/${number}/qr`}
          alt={t("desk.qr.alt", { number: sayCardNumber(number) })}
          width={176}
          height={176}
        />
        <div className={styles.number}>{sayCardNumber(number)}</div>
        <div className={styles.whose}>{business?.name}</div>
      </div>
      <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
        {t("desk.qr.print")}
      </Button>
    </div>
  );
}
