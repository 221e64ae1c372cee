/** New rules for a type of card from a day on. They never reach back: what a day promised stays promised. */
import type { Connection } from "../../database/sql.ts";
import { formatDay, fromPlainDate } from "../../kernel/calendar.ts";
import type { NewProgram, ProgramState } from "../program-contract.ts";
import { standardType, type ProgramVersion } from "../program-versions.ts";
import { readProgram, showProgram } from "../show-program.ts";
import { insertProgram, latestToday, loadPrograms, lockPrograms } from "../store/programs.ts";
import { refuse } from "../till.ts";
import type { Till } from "./run-command.ts";

/** The same version asked for again is answered again. Throws `bad_input`. */
export const startProgram = ({ db, clock }: Till, asked: NewProgram): Promise<ProgramState> =>
  db.transaction().execute(async (trx) => {
    await lockPrograms(trx);
    const programs = await loadPrograms(trx);
    const cardType = asked.cardType?.trim() ?? standardType;
    if (cardType === "") refuse("cardType", "a name");
    const ofType = programs.filter((program) => program.cardType === cardType);
    const startsOn = asked.startsOn;
    const same = ofType.find((program) => formatDay(program.startsOn) === startsOn);
    const before = ofType.findLast((program) => formatDay(program.startsOn) < startsOn) ?? standard(programs);
    const version = same?.version ?? Math.max(0, ...ofType.map((program) => program.version)) + 1;
    const program = readProgram(asked, before, { cardType, version });
    if (same) {
      if (JSON.stringify(showProgram(same)) === JSON.stringify(showProgram(program)))
        return showProgram(same);
      refuse("startsOn", `another day: on ${startsOn} version ${same.version} starts`);
    }
    // Somewhere it may be tomorrow already, and what a day promised there stays promised.
    const today = await latestToday(trx, clock.now());
    // Cards of a new type are sold from its first day on, so nothing lies behind it.
    if (ofType.length > 0 && program.startsOn <= fromPlainDate(today))
      refuse("startsOn", `a day after ${today.toString()}`);
    await insertProgram(trx, program);
    return showProgram(program);
  });

const standard = (programs: readonly ProgramVersion[]): ProgramVersion =>
  programs.findLast(({ cardType }) => cardType === standardType) as ProgramVersion;

export const readPrograms = async (db: Connection): Promise<ProgramState[]> =>
  (await loadPrograms(db)).map(showProgram);
