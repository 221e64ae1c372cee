/** The whole network of the demo from a seed and a day; the same seed and day give the same rows. */
import { fromPlainDate, type EpochDay } from "../kernel/calendar.ts";
import { operatorHours } from "./conversations.ts";
import { rollFor } from "./dice.ts";
import { handoffsOf } from "./handoffs.ts";
import { live, type Life } from "./life.ts";
import { issueRow, issuesUntil } from "./newsletter.ts";
import { openOffices } from "./offices.ts";
import type { Person } from "./people.ts";
import { pastCalls } from "./past-calls.ts";
import { pastTouches } from "./past-touches.ts";
import { noRows, type Rows } from "./rows.ts";
import { tellStories, type Story } from "./stories.ts";

export interface DemoRequest {
  seed: number;
  today: Temporal.PlainDate;
  clients: number;
}

const phoneOf = ({ points }: Life): string | undefined => points.find(({ kind }) => kind === "phone")?.value;

/** Of a hundred clients so many share the phone of somebody in the family. */
const sharedPhones = 1;
/** Of so many clients one is somebody who was there already. */
const perEnteredAgain = 120;

export function generateNetwork(request: DemoRequest): Rows {
  const { seed } = request;
  const today = fromPlainDate(request.today);
  const dice = rollFor(seed, "network");
  const rows = noRows();
  const company = openOffices(dice, (today - 1500) as EpochDay);
  const issues = issuesUntil(today);
  rows.office = company.offices.map(({ share: _share, sellers: _sellers, ...office }) => office);
  rows.card_plan = company.plans;
  rows.staff_member = company.staff;
  rows.newsletter_issue = issues.map(issueRow);
  const setting = { seed, today, company, rows };
  const lives: Life[] = [];
  const add = (story?: Story, phone?: string, known?: Person): Life => {
    const life = live(setting, { index: lives.length, story, phone, known });
    lives.push(life);
    return life;
  };
  for (const story of tellStories(dice, today)) {
    const life = add(story);
    if (story.twin) add(story.twin, phoneOf(life));
  }
  let familyPhone: string | undefined;
  const once = request.clients - Math.floor(request.clients / perEnteredAgain);
  while (lives.length < once) {
    const life = add(undefined, familyPhone);
    familyPhone = dice.chance(sharedPhones) ? phoneOf(life) : undefined;
  }
  const again = rollFor(seed, "entered again");
  const ordinary = lives.filter(({ story, person }) => !story && person.row.deceased_on === null);
  while (lives.length < request.clients) {
    const life = again.pick(ordinary);
    add(undefined, again.chance(70) ? phoneOf(life) : undefined, life.person);
  }
  const silenced = new Set(
    rows.silenced_address.filter(({ scope }) => scope === "everything").map(({ value }) => value),
  );
  const pasts = lives.map((life) => pastTouches(life, today, issues, silenced));
  rows.touch = pasts.flatMap(({ touch }) => touch);
  rows.complaint = pasts.flatMap(({ complaint }) => complaint);
  rows.refusal = pasts.flatMap(({ refusal }) => refusal);
  rows.call = pastCalls(rollFor(seed, "calls"), rows.touch, company.operators, rows);
  rows.handoff = handoffsOf(rollFor(seed, "handoffs"), rows, company, today);
  rows.operator_hours = operatorHours(rollFor(seed, "operators"), today);
  return rows;
}
