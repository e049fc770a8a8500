import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { documentChanges, schemaPaths } from "../../../test/terms/document-changes.js";
import { checkShape } from "../../core/document/check-shape.js";
import { ProgramDocument } from "../../core/document/schema.js";
import { wordLanguages } from "../format.js";
import { SAID, SILENT } from "./parts.js";
import { termsOf } from "./terms-of.js";
import { promiseChanges, promisesOf, termsMarkdown, termsSentences, termsText } from "./terms-text.js";
import { isKnownPart } from "./unsaid.js";

const examplesDir = new URL("../../../../examples/programs/", import.meta.url);
const read = (file: URL) => parse(readFileSync(file, "utf8")) as ProgramDocument;
const examples = readdirSync(examplesDir).filter((file) => file.endsWith(".yaml"));
const everyPart = read(new URL("../../../../docs/reference/every-part.yaml", import.meta.url));
const documents: [string, ProgramDocument][] = [
  ["every part", everyPart],
  ...examples.map((file): [string, ProgramDocument] => [file, read(new URL(file, examplesDir))]),
];

/** All that a reader is shown, in one language. */
function shown(document: ProgramDocument, language: (typeof wordLanguages)[number]): string {
  return termsText(termsOf(document, language));
}
function matches(patterns: readonly string[], path: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const names = namesOf(pattern);
    if (names.at(-1) === "**") return names.slice(0, -1).every((name, index) => name === "*" || name === path[index]);
    return names.length === path.length && names.every((name, index) => name === "*" || name === path[index]);
  });
}
const split = new Map<string, string[]>();
function namesOf(pattern: string): string[] {
  const names = split.get(pattern) ?? pattern.split("/");
  split.set(pattern, names);
  return names;
}

test("the document of every part has the shape of a program", () => {
  expect(checkShape(ProgramDocument, everyPart)).toEqual([]);
});

test("every part of the schema is said in the terms, or is named as one that promises nothing", () => {
  const unnamed = schemaPaths().filter((path) => !matches([...SAID, ...SILENT], path));
  expect(unnamed.map((path) => path.join("/"))).toEqual([]);
});

test("the documents here have every part that is said, so that its words are tried", () => {
  const used = documents.flatMap(([, document]) => [...documentChanges(document)].flatMap(({ parts }) => parts)).map(placeOf);
  const missing = schemaPaths()
    .filter((path) => matches(SAID, path))
    .map(placeOf)
    .filter((place) => !used.includes(place));
  expect([...new Set(missing)]).toEqual([]);
});
/** Parts that are told by the same words wherever they stand. */
const ALIKE: Record<string, string> = { all: "steps", any: "steps", rows: "amount", otherwise: "amount", afterwards: "amount" };
/** A part by its own name and its owner's, and what is below it by that of the part whose words it is told with. */
function placeOf(path: readonly string[]): string {
  const whole = SAID.find((pattern) => pattern.endsWith("/**") && matches([pattern], path));
  const names = whole === undefined ? path : whole.split("/").slice(0, -1);
  const [owner = "", name = ""] = names.filter((each) => each !== "*").slice(-2);
  return `${ALIKE[owner] ?? owner}/${name}`;
}

/** A document is told some thousand times: how long that may take depends on what else the machine does. */
const PATIENCE_MS = 180_000;

describe.each(documents)("%s", (name, document) => {
  const changes = [...documentChanges(document)];
  // The languages say the same; of all documents one is enough to see that, and telling a document some hundred times takes a while.
  const tried = name === "every part" ? wordLanguages : (["en"] as const);

  test.each(tried)(
    "what changes a promise changes the terms in %s",
    (language) => {
      const before = shown(document, language);
      const told = changes.filter(({ parts }) => parts.some((path) => matches(SAID, path)));
      expect(told.length).toBeGreaterThan(5);
      const silent = told.filter((change) => !change.isDefault && shown(change.document as ProgramDocument, language) === before);
      expect(silent.map(({ what }) => what).filter((what) => !isToldInOneLanguage(what, language) && !isTheSame(what, document))).toEqual([]);
    },
    PATIENCE_MS,
  );

  test.each(tried)(
    "what promises nothing does not change the terms in %s",
    (language) => {
      const before = shown(document, language);
      const quiet = changes.filter(({ parts, isDefault }) => isDefault || !parts.some((path) => matches(SAID, path)));
      const loud = quiet.filter((change) => shown(change.document as ProgramDocument, language) !== before && !isAnotherMatter(change.what));
      expect(loud.map(({ what }) => what)).toEqual([]);
    },
    PATIENCE_MS,
  );

  test.each(wordLanguages)("is told without gaps in %s", (language) => {
    const sentences = termsSentences(termsOf(document, language));
    expect(sentences.filter((sentence) => /\{|\}|undefined|\[\[|null|[“«]\s*[”»]|\s{2,}|\(\)/.test(sentence))).toEqual([]);
    expect(sentences.filter((sentence) => sentence.trim() === "")).toEqual([]);
  });

  test("is told the same each time, and has no part that is told as it stands", () => {
    expect(promisesOf(structuredClone(document))).toBe(promisesOf(document));
    expect(termsOf(document, "en").sections.map(({ heading }) => heading)).not.toContain("Further parts of the program");
  });
});

/** A text in one language is shown to those who read it. */
function isToldInOneLanguage(what: string, language: string): boolean {
  const other = language === "en" ? "ru" : "en";
  return new RegExp(`/${other} (becomes|is left out)`).test(what);
}
/** Languages of texts fall back to the first one of the document; an id that others name by it is told where it is all there is; a sum is money if its property is. */
function isAnotherMatter(what: string): boolean {
  return what.startsWith("locales") || what.includes("/id becomes") || /^events\/\w+\/properties\/\w+\/type /.test(what);
}
/** Two ways of saying the same. */
function isTheSame(what: string, document: ProgramDocument): boolean {
  const { goals = [], referral } = document;
  // The first goal moves the referral whether it says so or not, and without a hold it is reached for good at once.
  if (/^goals\/0\/movesReferral/.test(what) && goals.length > 0) return true;
  if (/\/limits\/\d+\/id becomes/.test(what)) return true;
  // All rules of a group say the same of it.
  if (/^rules\/[1-9]\/group\/take/.test(what)) return true;
  // Whose card, badge or count it is, is the one who refers.
  if (/\/to becomes (referrer|member)$/.test(what)) return true;
  if (what === "units/MB/name is left out" || what === "units is left out") return true;
  if (/\/(referrals?|stage|by) becomes (qualified|converted)$/.test(what) && goals.every(({ hold }) => hold === undefined)) return true;
  // Times and the first day of the week are told where something hangs on them.
  return /^(timeZone|weekStart|currency)/.test(what) && referral === undefined;
}

describe("the terms", () => {
  const document: ProgramDocument = {
    format: 1,
    handle: "tea",
    name: "Tea",
    destination: "https://tea.example/",
    rules: [{ id: "thanks", on: { referral: "signed_up" }, grants: [{ id: "credit", to: "referrer", credit: { amount: "10.00" } }] }],
  };

  test("tell a part that has no words as it stands, and ask for a new acceptance", () => {
    const strange = structuredClone(document) as unknown as { rules: { grants: { glitter?: unknown }[] }[] };
    Object.assign(strange.rules[0]?.grants[0] ?? {}, { glitter: { days: 3 } });
    const told = promiseChanges(document, strange as never, "en");
    expect(told).toContainEqual({ change: "added", sentence: "rules, “thanks”, grants, “credit”, glitter: days 3." });
    expect(isKnownPart(["rules", "*", "grants", "*", "glitter"])).toBe(false);
  });

  test("say what changed, sentence by sentence", () => {
    const dearer = structuredClone(document);
    Object.assign(dearer.rules?.[0]?.grants[0] ?? {}, { credit: { amount: "12.00" } });
    expect(promiseChanges(document, dearer, "en")).toEqual([
      { change: "removed", sentence: "When your friend has joined, you get: $10 of store credit." },
      { change: "added", sentence: "When your friend has joined, you get: $12 of store credit." },
    ]);
    expect(promiseChanges(document, { ...document, description: "Better", destination: "https://tea.example/b" }, "ru")).toEqual([]);
  });

  test("put the owner's own clauses last and to the letter, escaped for Markdown", () => {
    const own = { ...document, terms: { heading: "By us", clauses: ["Use *your* name."], contact: "tea@tea.example" } };
    const last = termsOf(own, "en").sections.at(-1);
    expect(last).toMatchObject({ heading: "By us", clauses: [{ text: "Use *your* name." }, { text: "Contact: tea@tea.example" }] });
    expect(termsMarkdown(termsOf(own, "en"))).toContain("Use \\*your\\* name.");
  });

  test.each([
    [
      'event.status == "paid" && event.goods >= money("30.00")',
      "the status is “paid” and the price of the goods after the discount, without tax and shipping, is at least $30",
    ],
    ["at - friend.joinedAt < days(30)", "the time from the moment when your friend joined to the moment of the event is less than 30 days"],
    [
      '!(friend.traits.plan in ["a", "b"]) || match.email',
      "your friend’s “plan” is not “a” and “b” or your friend and you have the same e-mail address",
    ],
    ["friend.isCustomer == false", "the friend has not bought before"],
    ["friend.purchases % 2 == 0 ? true : false", "the condition “friend.purchases % 2 == 0 ? true : false” holds"],
    ["has(event.channel)", "the channel of the event is known"],
    ["(((", "the condition “(((” holds"],
  ])("say the condition %s", (when, words) => {
    const conditional = structuredClone(document);
    Object.assign(conditional.rules?.[0] ?? {}, { when });
    expect(termsSentences(termsOf(conditional, "en"))).toContain(`When your friend has joined and ${words}, you get: $10 of store credit.`);
  });

  test("count in Russian as Russian does", () => {
    const lasting = (days: number) => {
      const held = structuredClone(document);
      Object.assign(held.rules?.[0]?.grants[0] ?? {}, { validity: { for: { days } } });
      return termsSentences(termsOf(held, "ru")).find((sentence) => sentence.includes("в течение"));
    };
    expect([1, 2, 5, 21].map((days) => /в течение (\S+ \S+)/.exec(lasting(days) ?? "")?.[1])).toEqual(["1 дня", "2 дней", "5 дней", "21 дня"]);
  });
});

describe.each(examples)("the terms beside %s", (file) => {
  test.each(wordLanguages)("are as the document says in %s (npm run docs writes them)", (language) => {
    const beside = new URL(file.replace(/\.yaml$/, `.terms.${language}.md`), examplesDir);
    expect(readFileSync(beside, "utf8")).toBe(termsMarkdown(termsOf(read(new URL(file, examplesDir)), language)));
  });
});
