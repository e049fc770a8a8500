import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { WARNINGS, type Warning } from "../core/document/warning.js";
import { REASONS, REFUSALS } from "../core/reasons.js";
import { explainStep, type StepWords } from "./explain-step.js";
import { STEPS } from "./explained-steps.js";
import { messageKeys, sayAmount, sayMoment, wordLanguages } from "./format.js";
import { outcomeSentence } from "./outcome-sentence.js";
import { warningSentences } from "./warning-sentence.js";

const units = { precisionOf: () => 0, nameOf: () => undefined };
const words = (language: "en" | "ru", audience: StepWords["audience"] = "owner"): StepWords => ({
  language,
  audience,
  timeZone: "UTC",
  units,
  nameOf: (_thing, id) => id,
  personOf: () => "customer-17",
  sideOf: () => "referrer",
});

describe("every language", () => {
  test.each(wordLanguages)("%s has the same sentences as English", (language) => {
    expect(messageKeys(language).sort()).toEqual(messageKeys("en").sort());
  });

  test.each(wordLanguages)("%s says every outcome, reason, refusal and step", (language) => {
    const wanted = [
      ...["rewarded", "recorded", "refused", "ignored", "done", "declined", "invalid"].map((status) => `outcome.${status}`),
      ...REASONS.map((reason) => `reason.${reason}`),
      ...REFUSALS.map((refusal) => `refusal.${refusal}`),
      ...STEPS.map((step) => `step.${step}`),
      ...WARNINGS.flatMap((warning) => [`warning.${warning}`, `warning.${warning}.remedy`]),
    ];
    expect(wanted.filter((key) => !messageKeys(language).includes(key))).toEqual([]);
  });

  test.each(wordLanguages)("%s has quotation marks of its own and no exclamation marks", (language) => {
    const texts = messageKeys(language).map((key) => `${key}: ${sentencesOf(language)[key]}`);
    expect(texts.filter((text) => /["!]/.test(text) || (language === "ru" ? /[“”]/ : /[«»]/).test(text))).toEqual([]);
  });

  test.each(wordLanguages)("%s reads in every sentence only values that the English one reads", (language) => {
    for (const key of messageKeys("en")) {
      const read = (text: string) => new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name));
      const english = read(sentencesOf("en")[key] ?? "");
      expect([key, [...read(sentencesOf(language)[key] ?? "")].filter((name) => !english.has(name))]).toEqual([key, []]);
    }
  });
});

test("every step that the core takes has a sentence", () => {
  expect(stepsOfCore().filter((step) => !(STEPS as readonly string[]).includes(step))).toEqual([]);
});

describe("outcomes", () => {
  test.each([
    [1, "Начислено 1 вознаграждение."],
    [2, "Начислено 2 вознаграждения."],
    [5, "Начислено 5 вознаграждений."],
    [21, "Начислено 21 вознаграждение."],
  ])("count %i rewards right in Russian", (count, sentence) => {
    expect(outcomeSentence("ru", { status: "rewarded", rewards: Array.from({ length: count }, (_, index) => `rwd_${index}`) })).toBe(sentence);
  });

  test("name their reason", () => {
    expect(outcomeSentence("en", { status: "refused", reason: "self_referral" })).toBe(
      "The event was recorded and earned nothing. Nobody can refer themselves.",
    );
    expect(outcomeSentence("en", { status: "recorded", taken: ["rwd_1"] })).toBe(
      "The event was recorded; one reward was taken back or made smaller.",
    );
  });
});

describe("amounts and moments", () => {
  test("are written as in the language", () => {
    expect(sayAmount("en", 1000n, "credit:USD", units)).toBe("$10");
    expect(sayAmount("ru", 10_000n, "credit:RUB", units)).toMatch(/^100\s₽$/);
    expect(sayAmount("ru", 5n, "POINTS", units)).toBe("5 баллов");
    expect(sayAmount("en", 1n, "POINTS", units)).toBe("1 point");
    expect(sayAmount("en", 15n, "MILES", { precisionOf: () => 1, nameOf: () => undefined })).toBe("1.5 MILES");
    expect(sayMoment("ru", Date.UTC(2026, 2, 15, 11, 0), "Europe/Moscow")).toBe("15.03.2026, 14:00");
    expect(sayMoment("en", Date.UTC(2026, 2, 15, 11, 0), "UTC")).toBe("15 March 2026 at 11:00");
  });
});

describe("steps", () => {
  const made = {
    step: "reward.made",
    reward: "rwd_1",
    recipient: "mem_1",
    side: "referrer",
    kind: "credit",
    unit: "credit:EUR",
    amount: "450",
    state: "pending",
    until: 0,
  };

  test("are said to the owner with the business's own id, to a member without anybody's", () => {
    expect(explainStep(made, words("en"))).toBe("€4.50 of store credit for the referrer (customer-17): held until 1 January 1970 at 00:00.");
    expect(explainStep(made, words("en", "member"))).toBe("€4.50 of store credit for the referrer: held until 1 January 1970 at 00:00.");
    expect(explainStep(made, words("ru", "member"))).toMatch(/^4,50\s€ на счёт в магазине \(пригласивший\): удерживается до 01\.01\.1970, 00:00\.$/);
    const won = { step: "attribution.won", method: "code", referrer: "mem_1" };
    expect(explainStep(won, words("en"))).toBe("The referral came by a code; the referrer is customer-17.");
    expect(explainStep(won, words("en", "member"))).toBe("The referral came by a code.");
  });

  test("tell a member neither who lost nor how identities were compared", () => {
    expect(explainStep({ step: "attribution.lost", method: "link", reason: "same_email" }, words("en", "member"))).toBeUndefined();
    expect(explainStep({ step: "eligibility", check: "same-address", result: "review" }, words("en", "member"))).toBe(
      "A person will look at this referral.",
    );
  });

  test.each([
    [
      { step: "amount", kind: "percent", percent: "10", of: "goods", basis: "5000", raw: "500", ceiling: "450", result: "450", unit: "credit:EUR" },
      "10 % of the goods (€50) is €5, at most €4.50: €4.50.",
    ],
    [{ step: "amount", kind: "tier", ordinal: 2 }, "This is the referrer’s 2nd referral of the period; its tier applies."],
    [{ step: "goal.step", goal: "first-order", number: 0, count: "1", need: "1" }, "Step 1 of “first-order” is complete: 1 of 1."],
    [
      { step: "rule.missed", rule: "welcome", why: "ordinal", ordinal: 2, wanted: 1 },
      "The rule “welcome” does not apply: it is for another occurrence: this is number 2, it wants number 1.",
    ],
    [
      { step: "rule.missed", rule: "welcome", why: "condition", result: "no such key" },
      "The rule “welcome” does not apply: its condition asks for something that the event does not tell.",
    ],
    [{ step: "limit", limit: "yearly", used: "3", max: "3", cut: "nothing" }, "The limit “yearly” leaves nothing: 3 of 3 are used."],
    [{ step: "hold", until: 0, review: true }, "It is held until 1 January 1970 at 00:00 and until the referral is reviewed."],
    [{ step: "reward.reversed", unit: "credit:USD", taken: "500", debt: "0" }, "The reward was taken back: $5."],
    [{ step: "something.new" }, "Noted: something.new."],
  ])("%j", (item, sentence) => expect(explainStep(item, words("en"))).toBe(sentence));

  test.each(wordLanguages)("without their optional values are still sentences in %s", (language) => {
    for (const step of STEPS) {
      for (const audience of ["owner", "member"] as const)
        expect(() => explainStep({ step, ...required(step) }, words(language, audience))).not.toThrow();
    }
  });
});

/** What each step always has. */
function required(step: string): Record<string, unknown> {
  const things = {
    rule: "r",
    places: 2,
    board: "b",
    run: "2026",
    score: "1",
    by: "1",
    away: [],
    grant: "g",
    goal: "g",
    badge: "b",
    card: "c",
    check: "k",
    limit: "l",
    reason: "no_candidate",
    subject: "s",
    event: "evt_1",
    other: "o",
    program: "p",
    version: 1,
    outcome: "o",
    option: "o",
    item: "i",
    pool: "p",
    shares: 2,
    sum: "1",
    known: "0",
    until: 0,
    substitute: "s",
    point: "1",
    of: "2",
    hash: "h",
    next: "n",
    code: "c",
    referrer: "mem_1",
    since: 0,
    from: "USD",
    to: "EUR",
    rate: "0.92",
    campaign: "c",
    tier: "t",
    tierStep: "s",
    missing: "1",
    levelStep: "gold",
    streak: "training",
    challenge: "spring",
    contest: "post",
    draw: "car",
    commitment: "5d7e",
    mark: 8,
    place: 1,
    length: 7,
    level: "club",
    fulfilment: "sent",
    at: 0,
  };
  return {
    ...things,
    why: "condition",
    number: 0,
    count: "0",
    need: "1",
    stamps: 1,
    slots: 9,
    used: "0",
    max: "1",
    by: "1",
    left: "0",
    amount: "1",
    percent: "1",
    of: "goods",
    row: "x",
    ordinal: 1,
    step,
  };
}

function sentencesOf(language: string): Record<string, string> {
  const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8")) as Record<string, string>;
  return { ...read(`./${language}.json`), ...read(`./terms/${language}.json`) };
}

function stepsOfCore(): string[] {
  const folder = new URL("../core/", import.meta.url).pathname;
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  return files.flatMap((name) => [...readFileSync(join(folder, name), "utf8").matchAll(/\bstep: "([a-z_.]+)"/g)].map(([, step]) => step ?? ""));
}

test("warnings are told in the reader's language, with names in quotation marks and lengths of time in words", () => {
  const aboveMargin = { rules: ["a", "b"], ruleCount: 2, orders: 3, margin: "40", given: "21.00 USD", left: "20.00 USD", spend: "50.00 USD" };
  const warnings: Warning[] = [
    {
      path: "/rules/0/grants/0",
      warning: "hold_too_short",
      values: { grant: "thanks", held: 2, wait: [{ days: 2 }, { hours: 1 }], returnWindow: [{ days: 14 }] },
    },
    {
      path: "/rules/0",
      warning: "above_margin",
      values: { ...aboveMargin, campaignCount: 0 },
    },
    { path: "/rules/0", warning: "above_margin", values: { ...aboveMargin, campaignCount: 2, campaigns: ["spring", "may"] } },
  ];
  expect(warningSentences("ru", warnings).map(({ problem }) => problem)).toEqual([
    "Вознаграждение «thanks» удерживается в течение 2 дней и 1 часа, а заказ за ним можно вернуть в течение 14 дней: его успеют потратить раньше.",
    "Правила «a» и «b» могут дать 21.00 USD, а 3 заказа за ними оставляют 20.00 USD: 40 % от 50.00 USD.",
    "Правила «a» и «b» могут дать 21.00 USD, пока идут кампании «spring» и «may», а 3 заказа за ними оставляют 20.00 USD: 40 % от 50.00 USD.",
  ]);
  expect(warningSentences("en", warnings)[1]).toMatchObject({
    problem: "The rules “a” and “b” can give 21.00 USD, and the 3 orders behind it leave 20.00 USD: 40 percent of 50.00 USD.",
  });
});
