/** A chain's YAML: what may stand in it, and what is said of what may not. */
import { describe, expect, it } from "vitest";
import {
  channelOf,
  channelsOf,
  controlShareOf,
  deliveredChannels,
  lastsOf,
  moveOnOf,
  stopsOf,
} from "../../src/chains/chain.ts";
import { readChain, readPack } from "../../src/chains/pack-file.ts";
import { DomainError } from "../../src/kernel/errors.ts";

const good = `code: reminder
name: { ru: Напоминание, en: Reminder }
about: { ru: раз, en: once }
occasion: returned
goal: planned_trip
stops: [goal, refused, answered]
controlShare: "12.5"
limits:
  silence: { unanswered: 2, refused: 1, for: P1Y }
steps:
  - code: ask
    offset: +P3D
    window: P4D
    late: { until: P10D }
    channels:
      - { channel: call, moveOn: { unansweredCalls: 3 } }
      - email
      - sms
    purpose: care
    template: ask
templates:
  ask:
    subject: { ru: Тема, en: Subject }
    body: { ru: "{{ client.address }}!", en: Body }
    script:
      opening: { ru: Добрый день, en: Good day }
      questions:
        - code: liked
          ask: { ru: Как прошло?, en: How was it? }
          answers:
            - { code: good, text: { ru: Хорошо, en: Good }, store: { "attribute:liked": "yes" } }
            - { code: bad, text: { ru: Плохо, en: Bad }, opens: complaint, next: end }
        - code: next-trip
          ask: { ru: Когда дальше?, en: When next? }
          fact: planned-trip
    offer:
      what: { ru: Подарок, en: A gift }
      conditions: { ru: До мая, en: Until May }
`;

function refused(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof DomainError && error.code === "chain_invalid") return error.message.split("\n");
    throw error;
  }
  throw new Error("it was taken");
}
const mistakes = (text: string, language: "ru" | "en" = "en") =>
  refused(() => readChain(text, "c.yaml", language));

describe("a chain's file", () => {
  it("says all that a chain may say", () => {
    const chain = readChain(good, "c.yaml");
    const [step] = chain.steps;
    if (!step) throw new Error("a step was expected");
    expect(channelsOf(step)).toEqual(["call", "email", "sms"]);
    expect(step.channels.map(channelOf)).toEqual(channelsOf(step));
    expect(channelsOf(step).filter((channel) => !deliveredChannels.includes(channel))).toEqual(["sms"]);
    expect(step.channels.map(moveOnOf)).toEqual([{ unansweredCalls: 3 }, {}, {}]);
    expect(lastsOf(step)).toBe("P10D");
    expect(stopsOf(chain)).toEqual(["goal", "refused", "answered"]);
    expect(controlShareOf(chain)).toBe(1250);
  });

  it("tells every mistake with line, column and what was expected", () => {
    const bad = good
      .replace("occasion: returned", "occasion: comeback")
      .replace("offset: +P3D", "offset: soon")
      .replace("purpose: care", "purpos: care")
      .replace("unansweredCalls: 3", "unansweredCalls: often");
    expect(mistakes(bad)).toEqual([
      expect.stringMatching(/^c\.yaml:4:1: occasion: expected one of .*birthday/),
      expect.stringMatching(/^c\.yaml:11:5: steps\.0: the field purpose is missing$/),
      expect.stringMatching(/^c\.yaml:12:5: steps\.0\.offset: expected a period .*-P1M/),
      expect.stringMatching(/^c\.yaml:16:36: .*unansweredCalls: expected a whole number$/),
      expect.stringMatching(/^c\.yaml:19:5: steps\.0\.purpos: no such field; expected one of code, offset/),
    ]);
    expect(mistakes(bad, "ru")[1]).toBe("c.yaml:11:5: steps.0: не хватает поля purpose");
  });

  it("tells what was expected of late, of a share and of a script in the shape that was meant", () => {
    expect(mistakes(good.replace("{ until: P10D }", "now"))).toEqual([
      "c.yaml:14:5: steps.0.late: expected one of skip",
    ]);
    expect(mistakes(good.replace("{ until: P10D }", "{ until: P2D }"))).toEqual([
      "c.yaml:14:13: steps.0.late.until: expected a period longer than the window P4D",
    ]);
    expect(mistakes(good.replace('"12.5"', "12.5"))[0]).toContain('such as "10.00"');
    expect(mistakes(good.replace("opening: { ru", "opening: { rus"))).toEqual([
      "c.yaml:26:7: templates.ask.script.opening: the field ru is missing",
      "c.yaml:26:18: templates.ask.script.opening.rus: no such field; expected one of ru, en",
    ]);
  });

  it("tells YAML that is none", () => {
    expect(mistakes("code: [a\nname: b")[0]).toMatch(/^c\.yaml:\d+:\d+: /);
    expect(mistakes("")).toEqual([expect.stringContaining("named fields")]);
  });

  it.each([
    ["an anchor that is not there", /: there is no anchor &x above$/, good.replace("returned", "*x")],
    ["a second document", /: a second document after ---; expected one$/, `${good}---\n${good}`],
    ["a tag nobody knows", /Unresolved tag/, good.replace("en: Reminder", "en: !mine Reminder")],
    ["a NUL", /: this text holds what cannot be kept/, good.replace("en: Reminder", 'en: "a\\0b"')],
    [
      "half a character",
      /: this text holds what cannot be kept/,
      good.replace("en: Reminder", 'en: "\\ud800"'),
    ],
    [
      "a filter nobody knows",
      /cannot be read: undefined filter: shout/,
      good.replace("address }}", "address | shout }}"),
    ],
    [
      "a template's name",
      /templates\.1: no such name may be used; expected small/,
      good.replace("  ask:\n", "  1: {}\n  ask:\n"),
    ],
    [
      "a template that an object has anyway",
      /: there is no template constructor;/,
      good.replace("template: ask", "template: constructor"),
    ],
    [
      "a fact nobody knows",
      /store\.liked: no such name may be used; expected one of birthday/,
      good.replace('"attribute:liked"', "liked"),
    ],
    [
      "a window of a thousand years",
      /^c\.yaml:13:5: steps\.0\.window: expected at most P10Y$/,
      good.replace("window: P4D", "window: P999Y9999M").replace("{ until: P10D }", "skip"),
    ],
    ["an offset of centuries", /steps\.0\.offset: expected at most P10Y$/, good.replace("+P3D", "-P99Y")],
    [
      "a silence for ever",
      /limits\.silence\.for: expected at most P10Y$/,
      good.replace("for: P1Y", "for: P100Y"),
    ],
  ])("tells %s", (_, said, text) => {
    const told = mistakes(text);
    expect(told).toEqual([expect.stringMatching(said)]);
    expect(told[0]).toMatch(/^c\.yaml:\d+:\d+: /);
    // In Russian as well, but for what a library says of its own.
    expect(mistakes(text, "ru")[0]).toMatch(/[а-я]/);
  });

  it("tells of anchors that unfold without end, of lists as deep as a well, and in the reader's language of all of it", () => {
    const nine = (name: string) => `[${Array.from({ length: 9 }, () => name).join(", ")}]`;
    const bomb = `a: &a ${nine("x")}\nb: &b ${nine("*a")}\nc: &c ${nine("*b")}\nd: &d ${nine("*c")}\ne: ${nine("*d")}\n`;
    expect(mistakes(bomb, "ru")).toEqual(["c.yaml:2:8: слишком много ссылок на якоря"]);
    expect(mistakes(`a: ${"[".repeat(5000)}${"]".repeat(5000)}`)[0]).toMatch(/: nested too deep$/);
    expect(mistakes(good.replace("    offset", "\t  offset"), "ru")[0]).toMatch(/: [а-я]/);
    expect(mistakes(good.replace("[goal, refused, answered]", "[goal"), "ru")[0]).toMatch(/: [а-я]/);
    expect(mistakes(`${good}code: again\n`, "ru")).toEqual(["c.yaml:39:1: это поле уже есть выше"]);
  });

  it("knows what words may name, by what the chain is about, and says what is there instead", () => {
    const body = (words: string, occasion = "returned") =>
      good.replace("{{ client.address }}!", words).replace("occasion: returned", `occasion: ${occasion}`);
    expect(mistakes(body("На карте {{ card.blance }}"))).toEqual([
      "c.yaml:24:13: templates.ask.body.ru: card.blance is not known here; expected one of card.balance, " +
        "card.valid_through, card.burns_on, card.number, card.last_presented_on, card.office",
    ]);
    // A filter that is not there, and a fact of another occasion.
    expect(mistakes(body("{{ card.balance | mony }}"), "ru")[0]).toContain("undefined filter: mony");
    expect(mistakes(body("{{ facts.time }}"))[0]).toContain("facts.time is not known here");
    for (const words of [
      "{% if trip.destination %}{{ trip.destination }}{% endif %}",
      "{% if card %}{{ card['balance'] }}{% endif %}",
      "{% assign sum = card.balance %}{{ sum }}, {{ client.address | upcase }}",
    ])
      expect(readChain(body(words), "c.yaml").templates["ask"]?.body?.ru).toBe(words);
    expect(readChain(body("{{ facts.time }}", "appointment"), "c.yaml").occasion).toBe("appointment");
    // Nobody knows what another system will tell with an event.
    expect(readChain(body("{{ facts.anything }}", "event:visa-ready"), "c.yaml").occasion).toBe(
      "event:visa-ready",
    );
    expect(mistakes(body("{{ fact.anything }}", "event:visa-ready"))).toHaveLength(1);
  });

  it("lets no offer be saved without its conditions", () => {
    expect(mistakes(good.replace("      conditions: { ru: До мая, en: Until May }\n", ""))).toEqual([
      "c.yaml:36:5: templates.ask.offer: the field conditions is missing",
    ]);
  });

  it("lets no question lead back, and none whose answer goes nowhere", () => {
    expect(mistakes(good.replace("next: end", "next: liked"))).toEqual([
      expect.stringContaining("expected a question that comes later, or end: next-trip, end"),
    ]);
    expect(mistakes(good.replace("          fact: planned-trip\n", ""))).toEqual([
      expect.stringContaining("expected answers or a fact"),
    ]);
  });

  it("wants the words that the channels of a step need, and a template that is there", () => {
    expect(mistakes(good.replace("    subject: { ru: Тема, en: Subject }\n", ""))).toEqual([
      "c.yaml:22:3: templates.ask: a letter needs a subject, which is missing",
    ]);
    expect(mistakes(good.replace("template: ask", "template: asks"))).toEqual([
      "c.yaml:20:5: steps.0.template: there is no template asks; expected one of ask",
    ]);
    expect(mistakes(good.replace("{{ client.address }}", "{{ client.address"))[0]).toMatch(
      /^c\.yaml:24:13: templates\.ask\.body\.ru: these words cannot be read: /,
    );
  });

  it.each([
    [
      'body: { ru: "{{ client.address }}!", en: Body }',
      'body: { ru: "   ", en: Body }',
      "templates.ask.body.ru",
    ],
    ["ask: { ru: Как прошло?, en: How was it? }", 'ask: { ru: Как прошло?, en: "\\t \\n" }', "ask.en"],
    ["subject: { ru: Тема, en: Subject }", 'subject: { ru: "", en: Subject }', "templates.ask.subject.ru"],
    ["name: { ru: Напоминание, en: Reminder }", 'name: { ru: "\u00a0", en: Reminder }', "name.ru"],
    [
      "conditions: { ru: До мая, en: Until May }",
      'conditions: { ru: До мая, en: " " }',
      "offer.conditions.en",
    ],
    ["text: { ru: Хорошо, en: Good }", 'text: { ru: " ", en: Good }', "answers.0.text.ru"],
  ])("lets nothing be said in blank words: %s", (words, blank, where) => {
    const text = good.replace(words, blank);
    expect(text).not.toBe(good);
    for (const [language, said] of [
      ["ru", "ожидается непустой текст"],
      ["en", "expected some text"],
    ] as const) {
      const [mistake, ...others] = mistakes(text, language);
      expect(others).toEqual([]);
      expect(mistake).toMatch(new RegExp(`^c\\.yaml:\\d+:\\d+: .*${where}: ${said}$`));
    }
  });

  it.each([
    ["window: P4D", "window: -P4D", /^c\.yaml:13:5: steps\.0\.window: expected a period/],
    ['controlShare: "12.5"', 'controlShare: "100"', /^c\.yaml:7:1: controlShare: expected a percentage/],
    ['controlShare: "12.5"', 'controlShare: "90.01"', /^c\.yaml:7:1: controlShare: expected a percentage/],
    ["goal: planned_trip\n", "", /^c\.yaml:5:9: stops\.0: the chain has no goal/],
    ["unanswered: 2, refused: 1, ", "", /^c\.yaml:\d+:3: limits\.silence: expected unanswered or refused/],
    ["for: P1Y", "for: P0D", /^c\.yaml:\d+:\d+: limits\.silence\.for: expected a day at least/],
    ["occasion: returned", "occasion: visited", /offset: visited is known on its day/, "offset: -P3D"],
    ["occasion: returned", "occasion: bonus-burn", /offset: after that day the bonus is gone/],
    ["occasion: returned", "occasion: holiday", /offset: holiday comes every year/, "offset: +P12M"],
    ["channels:\n", "channels:\n      - call\n", /^c\.yaml:17:9: .*call is named twice$/],
    [
      "- email\n",
      "- { channel: email, moveOn: { unansweredCalls: 2 } }\n",
      /only calls go unanswered, and this is email/,
    ],
    ["unansweredCalls: 3", "undeliveredHours: 3", /only messages stay undelivered, and this is call/],
    ["code: next-trip", "code: end", /questions\.1\.code: end ends the conversation/],
    [
      "code: liked\n",
      "code: liked\n          onlyIfMissing: true\n",
      /expected a fact: what it is that is missing/,
    ],
  ] as [string, string, RegExp, string?][])(
    "lets nothing through that could never be: %s as %s",
    (was, is, said, offset = "offset: +P3D") => {
      const text = good.replace(was, is).replace("offset: +P3D", offset);
      const inEnglish = mistakes(text);
      expect(inEnglish).toEqual(expect.arrayContaining([expect.stringMatching(said)]));
      const inRussian = mistakes(text, "ru");
      expect(inRussian).toHaveLength(inEnglish.length);
      for (const one of inRussian) expect(one).toMatch(/^c\.yaml:\d+:\d+: .*[а-яё]/);
    },
  );

  it("takes a pack whose chains have different codes", () => {
    const chain = (indent: string) => good.trim().split("\n").join(`\n${indent}`);
    const pack = `pack: mine\nchains:\n  - ${chain("    ")}\n  - ${chain("    ")}\n`;
    expect(refused(() => readPack(pack, "p.yaml"))).toEqual([
      expect.stringMatching(/^p\.yaml:\d+:5: chains\.1\.code: the pack has a chain reminder already$/),
    ]);
  });
});

describe("a greeting", () => {
  const greeting = (text: string, extra = "") => `code: hello
name: { ru: День, en: Day }
about: { ru: а, en: b }
occasion: birthday
steps:
  - { code: greet, offset: P0D, window: P0D, late: skip, channels: [email], purpose: greeting, template: words }
templates:
  words:
    subject: { ru: С праздником, en: Congratulations }
    body: { ru: ${JSON.stringify(text)}, en: With love }
${extra}`;

  it.each([
    "Подарок ценой 1 500 ₽",
    "Скидка ждёт Вас",
    "Дарим 10 % на всё",
    "Заходите на https://shop.example",
    "Смотрите на нашмагазин.рф/весна",
    "Успейте до пятницы",
    "На карте {{ card.balance }}",
    "buy today",
  ])("cannot be saved with %s", (text) => {
    expect(mistakes(greeting(text))).toEqual([
      expect.stringMatching(/^c\.yaml:10:13: templates\.words\.body\.ru: /),
    ]);
  });

  it("cannot be saved with an offer, nor late", () => {
    const offer = "    offer: { what: { ru: а, en: b }, conditions: { ru: а, en: b } }\n";
    expect(mistakes(greeting("Добра", offer))).toEqual([
      expect.stringContaining("a greeting holds no offer"),
    ]);
    expect(mistakes(greeting("Добра").replace("late: skip", "late: { until: P3D }"))).toEqual([
      expect.stringContaining("a greeting is never late"),
    ]);
    for (const offset of ["+P1D", "-P1D"])
      expect(mistakes(greeting("Добра").replace("offset: P0D", `offset: ${offset}`))).toEqual([
        expect.stringContaining("a greeting belongs to the day itself"),
      ]);
    const early = greeting("Добра").replace("offset: P0D, window: P0D", "offset: -P1D, window: P1D");
    expect(readChain(early, "c.yaml").code).toBe("hello");
  });

  const call = (questions: string) =>
    greeting("Добра", `    script:\n      opening: { ru: а, en: b }\n      questions:\n${questions}`).replace(
      "[email]",
      "[call]",
    );

  it("asks nothing but where the gift shall wait", () => {
    const asked = call(`        - { code: mail, ask: { ru: Адрес?, en: Address? }, fact: email }
        - code: trip
          ask: { ru: Собираетесь куда-нибудь?, en: Any plans? }
          answers:
            - { code: "yes", text: { ru: да, en: b }, opens: handoff }
            - { code: "no", text: { ru: нет, en: b }, store: { "attribute:plans": "no" } }
        - { code: how, ask: { ru: Как дела?, en: How are you? }, answers: [{ code: well, text: { ru: а, en: b } }] }
`);
    expect(mistakes(asked)).toEqual([
      "c.yaml:14:60: templates.words.script.questions.0.fact: a greeting does not ask for email; expected gift-office (where the gift waits) or note",
      expect.stringMatching(/^c\.yaml:18:\d+: \S+answers\.0\.opens: a greeting hands nobody over/),
      expect.stringMatching(
        /^c\.yaml:19:\d+: \S+attribute:plans: a greeting does not ask for attribute:plans/,
      ),
      expect.stringMatching(/^c\.yaml:20:\d+: \S+questions\.2: a greeting asks about the gift alone/),
    ]);
    for (const said of refused(() => readChain(asked, "c.yaml", "ru")))
      expect(said).toMatch(/^c\.yaml:\d+:\d+: .*[а-яё]/);
    // The same questions are nobody's mistake where nobody is greeted.
    expect(readChain(asked.replace("purpose: greeting", "purpose: care"), "c.yaml").code).toBe("hello");
  });

  it("may ask whether and where the gift is wanted, and keep a note", () => {
    const asked = call(`        - code: wanted
          ask: { ru: Отложить Вам подарок?, en: Shall we lay your gift by? }
          answers:
            - { code: "yes", text: { ru: да, en: b } }
            - { code: "no", text: { ru: нет, en: b }, store: { note: не хочет подарка }, next: end }
        - { code: where, ask: { ru: Где?, en: Where? }, fact: gift-office }
        - { code: words, ask: { ru: Что записать?, en: What shall we note? }, fact: note }
`);
    expect(readChain(asked, "c.yaml").code).toBe("hello");
  });

  it.each([
    "{{ client.address }}, с днём рождения! Пусть год будет лёгким на подъём.",
    "Вас ждёт небольшой подарок в офисе, который Вам удобен. Не считайте годы: их 45.",
    "Счастья, здоровья и т.д. Ваш друг.",
  ])("may say %s", (text) => {
    expect(readChain(greeting(text), "c.yaml").code).toBe("hello");
  });
});
