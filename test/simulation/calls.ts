/** Operators at their telephones: they take the next best call, and what people say becomes facts. */
import { sql } from "../../src/database/sql.ts";
import type { Stage } from "./founding.ts";
import type { Call, World } from "./world.ts";

export async function hire({ db, dice }: Stage): Promise<string[]> {
  const operators = [dice.id(20_000 as never), dice.id(20_000 as never)];
  for (const id of operators)
    await sql`insert into staff_member (id, name, role) values (${id}, 'Оператор', 'operator')`.execute(db);
  return operators;
}

export async function answerPhones(stage: Stage, world: World, operators: readonly string[]): Promise<void> {
  const { program, clock, dice } = stage;
  for (const staffMember of operators) {
    for (let number = dice.between(0, 4); number > 0; number--) {
      clock.set(clock.now().add({ seconds: 90 }));
      const { status, body } = await program.ask("POST", "/calls/claim", { staffMember });
      if (status !== 200) throw new Error(JSON.stringify(body));
      const taken = body["call"] as Record<string, string> | null;
      if (!taken) break;
      const call: Call = {
        id: taken["id"] ?? "",
        client: taken["client"] ?? "",
        touch: taken["touch"] ?? "",
        chain: taken["chain"] ?? "",
        promised: taken["callBackAt"] !== null,
        at: clock.now(),
        outcome: undefined,
      };
      // Somebody whose machine died has the same call again.
      if (!world.calls.some(({ touch, outcome }) => touch === call.touch && outcome === undefined))
        world.calls.push(call);
      // A machine dies amid the call: nobody tells how it ended, and somebody else will have it.
      if (!dice.chance(10)) await talk(stage, world, staffMember, call.touch);
    }
  }
}

async function talk(
  { program, clock, dice }: Stage,
  world: World,
  staffMember: string,
  touch: string,
): Promise<void> {
  clock.set(clock.now().add({ minutes: dice.between(1, 4) }));
  const call = world.calls.findLast((made) => made.touch === touch);
  if (!call) return;
  let outcome: string = dice.weighted({
    done: 40,
    no_answer: 20,
    busy: 8,
    wrong_number: 2,
    call_back: 8,
    refused: 8,
    do_not_disturb: 6,
    complaint: 4,
  });
  const callBackAt = clock.now().add({ hours: dice.between(1, 50) });
  const tell = (more: object = {}) =>
    program.ask("POST", `/calls/${touch}/outcome`, { outcome, staffMember, ...more });
  let answer = await tell({
    ...(outcome === "do_not_disturb" || outcome === "complaint" ? { words: "так сказано" } : {}),
    ...(outcome === "call_back" ? { callBackAt: callBackAt.toString() } : {}),
  });
  // Nobody may promise a call at night.
  if (outcome === "call_back" && answer.status === 400) {
    outcome = "no_answer";
    answer = await tell();
  }
  if (answer.status !== 200) throw new Error(`${outcome}: ${JSON.stringify(answer.body)}`);
  call.outcome = outcome;
  call.endedAt = clock.now();
  if (outcome !== "do_not_disturb") return;
  const wish = { scope: "everything" as const, channel: undefined, at: clock.now(), endedAt: undefined };
  world.people.find(({ id }) => id === call.client)?.wishes.push({ id: "", ...wish });
}
