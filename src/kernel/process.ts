/** Whether a process is alive: by pid and start time, since another program may have got the pid since. */
import { readFileSync } from "node:fs";

export interface ProcessMark {
  pid: number;
  startedAt: string;
}

export function isRunning(mark: ProcessMark): boolean {
  try {
    process.kill(mark.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  return startOfProcess(mark.pid) === mark.startedAt;
}

/** The kernel's start time of a process where /proc exists; elsewhere the pid has to do. */
export function startOfProcess(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A killed process whose parent has not noticed yet does nothing any more.
    return state === "Z" ? "ended" : (rest[18] ?? "");
  } catch {
    return "";
  }
}
