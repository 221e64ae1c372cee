/**
 * A line for everything that was changed. It is on record before the answer leaves; where many a second are answered,
 * lines wait a moment for each other and go in together.
 */
import type { Connection } from "../../database/sql.ts";
import { describeFailure, type Log } from "../../kernel/log.ts";
import { insertAudit, type AuditLine } from "../store/audit.ts";

const togetherMs = 200;
const most = 500;

export interface AuditBook {
  write(line: AuditLine): Promise<void>;
  /** The line is on record a moment later; a process that is killed meanwhile loses it. */
  writeSoon(line: AuditLine): void;
  /** What waits is written. */
  close(): Promise<void>;
}

export function openAuditBook(db: Connection, log: Log): AuditBook {
  let lines: AuditLine[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const batch = lines;
    lines = [];
    if (batch.length === 0) return;
    try {
      await insertAudit(db, batch);
    } catch (error) {
      log.error({ lines: batch.length, ...describeFailure(error) }, "audit lines were not written");
    }
  }
  const flushAfterOthers = () => {
    writing = writing.then(flush);
  };

  return {
    write: (line) => insertAudit(db, [line]),
    writeSoon(line) {
      lines.push(line);
      if (lines.length >= most) flushAfterOthers();
      else timer ??= setTimeout(flushAfterOthers, togetherMs).unref();
    },
    async close() {
      flushAfterOthers();
      await writing;
    },
  };
}
