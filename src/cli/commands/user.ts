/** `povod user list` shows who can sign in; the others let people in, shut them out and open them a way back. */
import { hashPassword } from "better-auth/crypto";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { addAccount } from "../../access/actions/add-account.ts";
import {
  changeStaff,
  inviteStaff,
  readStaff,
  sendLink,
  type OpenedWay,
  type StaffDesk,
} from "../../access/actions/manage-staff.ts";
import { roleWords } from "../../access/role-words.ts";
import { staffRoles } from "../../access/rights.ts";
import type { NewStaffMember, StaffMember } from "../../access/staff-contract.ts";
import { DomainError } from "../../kernel/errors.ts";
import type { Words } from "../../kernel/language.ts";
import { answeringCommand, type Said, type Shape } from "../answer.ts";
import {
  requiredOption,
  UsageError,
  type Command,
  type CommandContext,
  type Invocation,
} from "../command.ts";

const userCommandOf = (
  shape: Shape,
  run: (desk: StaffDesk, context: CommandContext, invocation: Invocation) => Promise<Said>,
): Command =>
  answeringCommand(shape, ({ db }, context, invocation) =>
    run({ db, clock: context.clock }, context, invocation),
  );

const states: Record<StaffMember["state"], Words> = {
  active: { ru: "вход открыт", en: "may sign in" },
  invited: { ru: "приглашён", en: "invited" },
  without_account: { ru: "не приглашён", en: "not invited" },
  disabled: { ru: "вход закрыт", en: "closed" },
};

function line(member: StaffMember, { language }: CommandContext): string {
  const offices = member.offices.map(({ name }) => name).join(", ");
  const role = roleWords[member.role][language];
  return `${[member.email ?? "—", member.name, role, states[member.state][language], offices].join("\t").trimEnd()}\n`;
}

export const userListCommand = userCommandOf(
  {
    name: "user list",
    usage: "",
    positionals: [0, 0],
  },
  async (desk, context) => {
    const { staff } = await readStaff(desk);
    const none = { ru: "Никого нет.\n", en: "There is nobody.\n" }[context.language];
    return { answer: { staff }, text: staff.map((one) => line(one, context)).join("") || none };
  },
);

const memberOptions = {
  name: { type: "string" },
  email: { type: "string" },
  role: { type: "string" },
  offices: { type: "string" },
} as const satisfies Command["options"];
const memberUsage = `--name NAME --email E-MAIL --role ${staffRoles.join("|")} [--offices OFFICE,…]`;

/** Offices by name or id. */
async function memberIn(desk: StaffDesk, invocation: Invocation): Promise<NewStaffMember> {
  const typed = requiredOption(invocation, "role");
  const role = staffRoles.find((known) => known === typed);
  if (!role) throw new UsageError(`--role expects one of ${staffRoles.join(", ")}, got ${typed}`);
  const email = requiredOption(invocation, "email");
  if (!/^[^\s@]+@[^\s@]+$/.test(email))
    throw new UsageError(`--email expects an e-mail address, got ${email}`);
  const named = invocation.options["offices"];
  const { offices: known } = await readStaff(desk);
  const offices = (typeof named === "string" ? named.split(",") : []).map((text) => {
    const office = known.find(({ id, name }) => [id, name].includes(text.trim()));
    if (!office) throw new UsageError(`--offices: there is no office ${text.trim()}`);
    return office.id;
  });
  return { name: requiredOption(invocation, "name"), email, role, offices };
}

const shortest = 10;

/** Never an argument: those stand in the history of a terminal and in the list of processes. */
function passwordIn(invocation: Invocation): string | undefined {
  const file = invocation.options["password-file"];
  if (typeof file !== "string") return undefined;
  const password = readFileSync(file === "-" ? 0 : file, "utf8").split(/\r?\n/)[0] ?? "";
  if (password.length >= shortest) return password;
  throw new UsageError(`--password-file expects a first line of at least ${shortest} characters`);
}

export const userAddCommand = userCommandOf(
  {
    name: "user add",
    usage: `${memberUsage} [--password-file FILE|-]`,
    options: { ...memberOptions, "password-file": { type: "string" } },
    positionals: [0, 0],
  },
  async (desk, context, invocation) => {
    const given = passwordIn(invocation);
    const password = given ?? randomBytes(12).toString("base64url");
    const input = { ...(await memberIn(desk, invocation)), password };
    const staffMember = await addAccount(desk, input, hashPassword);
    const made = given === undefined ? { password } : {};
    const say = { ru: `Пароль: ${password}\n`, en: `Password: ${password}\n` }[context.language];
    return {
      answer: { staffMember, ...made },
      text: line(staffMember, context) + (given === undefined ? say : ""),
    };
  },
);

export const userInviteCommand = userCommandOf(
  {
    name: "user invite",
    usage: memberUsage,
    options: memberOptions,
    positionals: [0, 0],
  },
  async (desk, context, invocation) =>
    tellLink(await inviteStaff(desk, await memberIn(desk, invocation), undefined), context),
);

function tellLink({ staffMember, token, expiresAt }: OpenedWay, { configuration }: CommandContext): Said {
  const base = configuration.address ?? `http://${configuration.host}:${configuration.port}`;
  const link = `${base}/invitation/${token}`;
  return { answer: { staffMember, link, expiresAt: expiresAt.toString() }, text: `${link}\n` };
}

async function named(desk: StaffDesk, { positionals }: Invocation): Promise<StaffMember> {
  const [email = ""] = positionals;
  const { staff } = await readStaff(desk);
  const found = staff.find((member) => member.email === email.trim().toLowerCase() || member.id === email);
  if (found) return found;
  throw new DomainError("not_found", `Nobody here has the e-mail ${email}.`);
}

export const userResetCommand = userCommandOf(
  {
    name: "user reset",
    usage: "E-MAIL [--forget-second-factor]",
    options: { "forget-second-factor": { type: "boolean" } },
    positionals: [1, 1],
  },
  async (desk, context, invocation) => {
    const forgetFactor = invocation.options["forget-second-factor"] === true;
    const { id } = await named(desk, invocation);
    return tellLink(await sendLink(desk, id, { by: undefined, forgetFactor }), context);
  },
);

const closing = (disabled: boolean, shape: Shape): Command =>
  userCommandOf(shape, async (desk, context, invocation) => {
    const { id } = await named(desk, invocation);
    const changed = await changeStaff(desk, id, { disabled }, undefined);
    return { answer: changed, text: line(changed, context) };
  });

export const userDisableCommand = closing(true, {
  name: "user disable",
  usage: "E-MAIL",
  positionals: [1, 1],
});

export const userEnableCommand = closing(false, {
  name: "user enable",
  usage: "E-MAIL",
  positionals: [1, 1],
});
