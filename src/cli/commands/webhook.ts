/** `povod webhook` lists who is told of what happens here; the others keep them. */
import { plural, type Words } from "../../kernel/language.ts";
import {
  addSecret,
  changeWebhook,
  makeWebhook,
  readWebhooks,
  testWebhook,
  type WebhookDesk,
} from "../../webhooks/actions/keep-webhooks.ts";
import { sendAgain } from "../../webhooks/actions/send-again.ts";
import { eventTypes, type EventType, type Tested, type Webhook } from "../../webhooks/contract.ts";
import { sayCount } from "../figures.ts";
import { answeringCommand, type Said, type Shape } from "../answer.ts";
import {
  requiredOption,
  UsageError,
  type Command,
  type CommandContext,
  type Invocation,
} from "../command.ts";

const webhookCommandOf = (
  shape: Shape,
  run: (desk: WebhookDesk, context: CommandContext, invocation: Invocation) => Promise<Said>,
): Command =>
  answeringCommand(shape, ({ db }, context, invocation) =>
    run(
      { db, clock: context.clock, allowPrivate: context.configuration.privateWebhooks },
      context,
      invocation,
    ),
  );

const because: Record<NonNullable<Webhook["disabledBecause"]>, Words> = {
  by_hand: { ru: "выключен", en: "switched off" },
  gone: { ru: "выключен: адрес ответил 410", en: "off: the address answered 410" },
  failing: { ru: "выключен: пять дней ничего не принимал", en: "off: accepted nothing for five days" },
};

function line(webhook: Webhook, { language }: CommandContext): string {
  const on: Words = webhook.failingSince
    ? { ru: `не отвечает с ${webhook.failingSince}`, en: `failing since ${webhook.failingSince}` }
    : { ru: "работает", en: "works" };
  const state = webhook.disabledBecause ? because[webhook.disabledBecause][language] : on[language];
  const given = sayCount(language, webhook.givenUp);
  const givenUp: Words = { ru: `, отступились от ${given}`, en: `, ${given} given up` };
  const left = webhook.givenUp > 0 ? givenUp[language] : "";
  return `${webhook.id}\t${webhook.url}\t${state}${left}\t${webhook.types.join(",")}\n`;
}

export const webhookCommand = webhookCommandOf(
  {
    name: "webhook",
    usage: "",
    positionals: [0, 0],
  },
  async (desk, context) => {
    const webhooks = await readWebhooks(desk);
    const none = { ru: "Вебхуков нет.\n", en: "There are none.\n" }[context.language];
    return { answer: { webhooks }, text: webhooks.map((one) => line(one, context)).join("") || none };
  },
);

export const webhookAddCommand = webhookCommandOf(
  {
    name: "webhook add",
    usage: "URL --types TYPE[,TYPE…] [--personal]",
    options: { types: { type: "string" }, personal: { type: "boolean" } },
    positionals: [1, 1],
  },
  async (desk, _, invocation) => {
    const personal = invocation.options["personal"] === true;
    const url = invocation.positionals[0] ?? "";
    const made = await makeWebhook(desk, { url, types: typesOf(invocation), personal });
    return { answer: made, text: `${made.webhook.id}\n${made.secret}\n` };
  },
);

function typesOf(invocation: Invocation): EventType[] {
  return requiredOption(invocation, "types")
    .split(",")
    .map((text) => {
      const type = eventTypes.find((known) => known === text.trim());
      if (!type) throw new UsageError(`--types expects ${eventTypes.join(", ")}; got ${text.trim()}`);
      return type;
    });
}

export const webhookTestCommand = webhookCommandOf(
  {
    name: "webhook test",
    usage: "ID",
    positionals: [1, 1],
  },
  async (desk, context, { positionals }) => {
    const tested = await testWebhook(desk, positionals[0] ?? "");
    return { answer: tested, text: `${sayTested(tested)[context.language]}\n` };
  },
);

const sayTested = ({ accepted, status, trouble }: Tested): Words =>
  accepted
    ? { ru: `Принято: ${status}.`, en: `Accepted: ${status}.` }
    : { ru: `Не принято: ${status ?? trouble}.`, en: `Not accepted: ${status ?? trouble}.` };

/** Without messages all that were given up. */
export const webhookSendAgainCommand = webhookCommandOf(
  {
    name: "webhook send-again",
    usage: "ID [MESSAGE…]",
    positionals: [1, 1001],
  },
  async (desk, context, { positionals: [id = "", ...messages] }) => {
    const again = await sendAgain(desk, id, messages.length === 0 ? {} : { messages });
    return { answer: again, text: `${sayWaiting(again.waiting)[context.language]}\n` };
  },
);

function sayWaiting(count: number): Words {
  const ru = plural("ru", count, ["сообщение снова ждёт", "сообщения снова ждут", "сообщений снова ждут"]);
  const en = plural("en", count, ["message waits", "", "messages wait"]);
  return count === 0
    ? { ru: "Отправлять снова нечего.", en: "There is nothing to send again." }
    : {
        ru: `${sayCount("ru", count)} ${ru} отправки.`,
        en: `${sayCount("en", count)} ${en} to be sent again.`,
      };
}

const switchCommand = (name: string, state: Webhook["state"]): Command =>
  webhookCommandOf({ name, usage: "ID", positionals: [1, 1] }, async (desk, context, { positionals }) => {
    const webhook = await changeWebhook(desk, positionals[0] ?? "", { state });
    return { answer: webhook, text: line(webhook, context) };
  });

export const webhookEnableCommand = switchCommand("webhook enable", "enabled");
export const webhookDisableCommand = switchCommand("webhook disable", "disabled");

export const webhookSecretCommand = webhookCommandOf(
  {
    name: "webhook secret",
    usage: "ID",
    positionals: [1, 1],
  },
  async (desk, _, { positionals }) => {
    const made = await addSecret(desk, positionals[0] ?? "", {});
    return { answer: made, text: `${made.secret}\n` };
  },
);
