/** The whole visitor by what was typed or scanned at a desk. */
import type { Reader } from "../../business/reader.ts";
import { findClient } from "../../clients/store/find-client.ts";
import { consentWording, processingWording } from "../../clients/consent-wording.ts";
import type { Connection } from "../../database/sql.ts";
import { fromPlainDate } from "../../kernel/calendar.ts";
import { toDecimal } from "../../kernel/money.ts";
import { findCards } from "../../loyalty/actions/find-cards.ts";
import { programOn, standardType } from "../../loyalty/program-versions.ts";
import { showProgram } from "../../loyalty/show-program.ts";
import { loadOffices } from "../../loyalty/store/offices.ts";
import { loadPrograms } from "../../loyalty/store/programs.ts";
import { loadNumbersLeft, loadPurchases, loadWaiting, type WaitingRow } from "../store/visitor.ts";
import type { DeskFacts, Visitor, Visitors } from "../visitor-contract.ts";
import { findClients } from "./find-clients.ts";
import { readClientPage } from "./read-client-page.ts";

/** Throws `bad_input`. */
export async function findVisitors(db: Connection, reader: Reader, find: string): Promise<Visitors> {
  const nobody = { visitor: null, clients: [], guess: null, asked: null };
  if (find.trim() === "") return nobody;
  const digits = find.replaceAll(/[\s-]/g, "");
  if (/^\d{16}$/.test(digits)) {
    const [found] = await findCards({ db, clock: { now: () => reader.now } }, { number: digits });
    if (found) {
      const { id } = await findClient(db, found.client);
      const { asked } = found;
      return {
        ...nobody,
        visitor: await readVisitor(db, reader, id),
        asked: {
          number: digits,
          card: found.card,
          state: asked?.state ?? "active",
          until: asked?.until ?? null,
        },
      };
    }
  }
  const { clients, guess, next } = await findClients(db, reader, { find, cursor: undefined });
  const [only] = clients;
  // A guess is shown to a person before anything is done with it.
  if (!only || clients.length > 1 || next !== null || guess !== null) return { ...nobody, clients, guess };
  return { ...nobody, visitor: await readVisitor(db, reader, only.id) };
}

/** Throws `client_merged`, `not_found`. */
export async function readVisitor(db: Connection, reader: Reader, id: string): Promise<Visitor> {
  const page = await readClientPage(db, reader, { id });
  const month = reader.today.with({ day: 1 }).subtract({ months: 1 });
  const waiting = await loadWaiting(db, id, month);
  const purchases = await loadPurchases(db, id);
  return {
    client: page.profile.id,
    name: page.profile.name,
    ...page,
    waiting: tellWaiting(waiting, reader),
    purchases: purchases.map((row) => ({
      id: row.id,
      card: row.card,
      on: row.on.toString(),
      office: row.office,
      price: toDecimal(row.price),
      paid: toDecimal(row.paid),
      redeemed: toDecimal(row.redeemed),
      earned: toDecimal(row.earned),
      deposit: toDecimal(row.deposit),
      refunded: toDecimal(row.refunded),
    })),
  };
}

function tellWaiting(rows: readonly WaitingRow[], { language }: Reader): Visitor["waiting"] {
  const of = (kind: WaitingRow["kind"]) => rows.filter((row) => row.kind === kind);
  const place = ({ officeId, office }: WaitingRow) =>
    officeId === null ? null : { id: officeId, name: office ?? "" };
  return {
    gifts: of("gift").map((row) => ({
      reservation: row.id ?? "",
      name: row.name?.[language] ?? "",
      office: place(row) ?? { id: "", name: "" },
      reservedOn: row.since.toString(),
    })),
    cards: of("card").map((row) => ({
      card: row.card ?? "",
      state: row.state ?? "asked",
      since: row.since.toString(),
      office: place(row),
      number: row.number,
    })),
    statements: of("statement").map((row) => ({
      card: row.card ?? "",
      month: row.since.toString().slice(0, 7),
      office: place(row),
    })),
  };
}

/** What a desk needs before anybody comes. */
export async function readDesk(db: Connection, { language, today }: Reader): Promise<DeskFacts> {
  const left = await loadNumbersLeft(db);
  const offices = await loadOffices(db);
  const programs = await loadPrograms(db);
  const types = [...new Set(programs.map(({ cardType }) => cardType))].sort(
    (a, b) => Number(b === standardType) - Number(a === standardType) || (a < b ? -1 : 1),
  );
  return {
    offices: offices.map(({ id, name, city }) => ({ id, name, city, numbersLeft: left.get(id) ?? null })),
    cardTypes: types.map((cardType) => {
      const program = showProgram(programOn(programs, { cardType }, fromPlainDate(today)));
      const { cardPrice: price, discount, accrual, redemptionCap, validity } = program;
      return { cardType, price, discount, accrual, redemptionCap, validity };
    }),
    wording: {
      version: consentWording.version,
      contact: consentWording.contact[language],
      advertising: consentWording.advertising[language],
      processing: { version: processingWording.version, text: processingWording.text[language] },
    },
  };
}
