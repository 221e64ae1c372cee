/** Names the process that holds an intent, so that another can tell whether it still lives. */
import { hostname } from "node:os";
import { isRunning, startOfProcess } from "../kernel/process.ts";

/** `host/pid/start`: the same for the whole life of this process, never again for another. */
export function thisOwner(): string {
  return `${hostname()}/${process.pid}/${startOfProcess(process.pid)}`;
}

/** Only a process of this machine can be known dead; of others only the lease tells. */
export function isKnownDead(owner: string): boolean {
  const [host, pid, start] = owner.split("/");
  if (host !== hostname() || start === undefined) return false;
  return !isRunning({ pid: Number(pid), startedAt: start });
}
