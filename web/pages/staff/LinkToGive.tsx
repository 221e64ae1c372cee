/** The link is told once: copied here and handed over by whoever invites. */
import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { MadeLink } from "../../../src/access/staff-contract.ts";
import { useBusiness } from "../../api/resources.ts";
import { sayMoment } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./StaffPage.module.css";

export function LinkToGive({ link, onClose }: { link: MadeLink; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const business = useBusiness().data;
  const clipboard = useClipboard({ timeout: 2000 });
  const address = `${location.origin}${link.path}`;
  return (
    <div className={styles.form}>
      {link.letter !== "no_mail_server" && (
        <p className={styles.words} role="status" data-failed={link.letter === "not_taken"}>
          {t(`staff.letter.${link.letter}`, { email: link.staffMember.email ?? "" })}
        </p>
      )}
      <p className={styles.words}>
        {t(link.letter === "sent" ? "staff.link.too" : "staff.link", {
          name: link.staffMember.name,
          until: business ? sayMoment(language, link.expiresAt, business.zone, business.today) : "",
        })}
      </p>
      <p className={styles.link}>{address}</p>
      <div className={styles.actions}>
        <Button variant="filled" onClick={() => clipboard.copy(address)}>
          {clipboard.copied ? t("staff.copied") : t("staff.copy")}
        </Button>
        <Button onClick={onClose}>{t("keys.close")}</Button>
      </div>
    </div>
  );
}
