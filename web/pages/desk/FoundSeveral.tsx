/** Several could be meant, or nobody: chosen with a finger or the arrows, or made a client. */
import { useTranslation } from "react-i18next";
import { sayCardNumber, sayPhone } from "../../../src/kernel/language.ts";
import type { FoundClients } from "../../../src/clients/contract.ts";
import { ButtonLink } from "../../components/ButtonLink.tsx";
import { Chip } from "../../components/Chip.tsx";
import { Empty } from "../../components/Empty.tsx";
import { useMoney } from "../../language/words.ts";
import styles from "./Desk.module.css";
import { arrowsThrough } from "./keyboard.ts";

/** No more are read at once. */
const most = 50;

export function FoundSeveral(props: {
  find: string;
  clients: FoundClients["clients"];
  guess: FoundClients["guess"];
  currency: string;
  onOpen: (client: string) => void;
}) {
  const { t } = useTranslation();
  const money = useMoney(props.currency);
  const { find, clients, guess } = props;
  if (clients.length === 0)
    return (
      <Empty why={t("clients.notFound", { find })}>
        <span className={styles.nobody}>
          {t("desk.notFound.next")}
          <ButtonLink to="/desk" search={{ add: find }} variant="filled">
            {t("desk.new")}
          </ButtonLink>
        </span>
      </Empty>
    );
  return (
    <section aria-labelledby="desk-found">
      <h1 id="desk-found" className={styles.foundTitle}>
        {guess
          ? t(`clients.guess.${guess}`, { find })
          : clients.length < most
            ? t("desk.several", { count: clients.length })
            : t("desk.tooMany", { count: most })}
      </h1>
      <ul className={styles.found} ref={arrowsThrough} key={find}>
        {clients.map((client) => (
          <li key={client.id}>
            <button type="button" className={styles.pick} onClick={() => props.onOpen(client.id)}>
              <span>
                <b>{client.name || t("client.nameless")}</b>{" "}
                {client.doNotDisturb && <Chip tone="stop">{t("clients.doNotDisturb")}</Chip>}
                <span className={styles.hint}>
                  {[client.phone && sayPhone(client.phone), client.city].filter(Boolean).join(" · ")}
                </span>
              </span>
              <span className={styles.pickCard}>
                {client.balance !== null && money(client.balance)}
                <span className={styles.hint}>{client.card && sayCardNumber(client.card)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
