/** Later versions of a program by chance: documents that keep the ids of the one before, referrals that go over to them, and re-evaluations of what happened. */
import { documentHash } from "../../src/core/document/hash.js";
import type { ProgramDocument } from "../../src/core/document/schema.js";
import type { RecordInput } from "../../src/core/record.js";
import { startReevaluation } from "../../src/core/rehearsal/re-evaluation.js";
import { reportReevaluation } from "../../src/core/rehearsal/re-evaluation-report.js";
import { changed } from "./changes.js";
import { fitting } from "./fitting.js";
import type { Step } from "./steps.js";
import { compileOnce, DAY, OTHER, PROGRAM, publishing, type Shop, write } from "./story.js";

/** Documents that can be published, the first of them again among them. */
export function publishAgain(shop: Shop, { change, nth: place }: Extract<Step, { do: "publish" }>): RecordInput[] {
  const first = documentOf(shop, 1);
  if (change === "first") return [publishing(first)];
  const next = fitting(changed(JSON.parse(JSON.stringify(documentOf(shop, versionOf(shop)))), change, place));
  return next === undefined ? [] : [publishing(next)];
}
/** Another program, which shares the friends of the first where that has a group. */
export function foundOther(shop: Shop): RecordInput {
  const { group, traits, timeZone } = documentOf(shop, 1);
  const points = (id: string, to: "friend" | "referrer" | "member") => ({ id, to, points: { amount: "3" } });
  const document: ProgramDocument = {
    format: 1,
    handle: "other",
    name: "Other",
    destination: "https://other.example/",
    ...(group && { group }),
    ...(traits && { traits }),
    ...(timeZone && { timeZone }),
    goals: [{ id: "aim", steps: { event: "purchase" } }],
    rules: [
      { id: "joined", on: { referral: "signed_up" }, grants: [points("friend", "friend"), points("referrer", "referrer")] },
      { id: "bought", on: { event: "purchase" }, grants: [points("own", "member")] },
    ],
  };
  return publishing(document, OTHER);
}
/** The document as it can follow the version in force: what referrals of one friend differ by stays. */
export function nextVersion(shop: Shop, document: ProgramDocument): ProgramDocument {
  const { uniqueBy = document.attribution?.uniqueBy } = documentOf(shop, versionOf(shop)).attribution ?? {};
  return { ...document, attribution: { ...document.attribution, ...(uniqueBy !== undefined && { uniqueBy }) } };
}
export function migrateAll(shop: Shop): RecordInput[] {
  return [{ kind: "program.migrate", program: PROGRAM, version: versionOf(shop), referrals: [...shop.log.stored.referrals.keys()] }];
}
/** Of all rules that can be asked, or of one. */
export function reevaluateFrom(shop: Shop, { nth: place, daysAgo }: Extract<Step, { do: "reevaluate" }>): RecordInput[] {
  const newest = documentOf(shop, versionOf(shop));
  const all = askable(newest);
  const rules = place % 3 === 0 ? all.slice(place % (all.length || 1)).slice(0, 1) : all;
  return reevaluation(shop, newest, { rules, from: shop.at - daysAgo * DAY }).inputs;
}

/** The rules that events and what follows from them set off: the calendar and tiers are not asked. */
export function askable({ rules = [] }: ProgramDocument): string[] {
  return rules
    .filter(({ on }) => ["event", "referral", "goal", "referrals", "stampCard", "badge", "level"].some((each) => each in on))
    .map(({ id }) => id);
}

const FIRINGS_MAX = 7;
/** The records of a re-evaluation of the shop's log, as they come out of JSON. */
export function reevaluation(
  shop: Shop,
  document: ProgramDocument,
  { from = 0, until = Number.MAX_SAFE_INTEGER, rules = askable(document) } = {},
): { inputs: RecordInput[]; differences: ReturnType<ReturnType<typeof startReevaluation>["differences"]> } {
  const newest = compileOnce(document, documentHash(document));
  const { workspace } = shop.log.world;
  const replay = startReevaluation({ workspace, program: PROGRAM, newest, rules: new Set(rules), compile: compileOnce, from, until });
  for (const record of JSON.parse(JSON.stringify(shop.log.records))) replay.add(record);
  replay.settle(shop.at);
  const firings = JSON.parse(JSON.stringify(replay.firings()));
  const version = versionOf(shop);
  const inputs: RecordInput[] = [];
  for (let place = 0; place < firings.length; place += FIRINGS_MAX) {
    inputs.push({ kind: "program.reevaluate", program: PROGRAM, version, firings: firings.slice(place, place + FIRINGS_MAX) });
  }
  return { inputs, differences: replay.differences() };
}

/** Writes what a re-evaluation of all rules of the newest version finds; gives its report. */
export function reevaluate(shop: Shop, document: ProgramDocument, asked: Parameters<typeof reevaluation>[2] = {}) {
  const { inputs, differences } = reevaluation(shop, document, asked);
  const before = shop.log.records.length;
  for (const input of inputs) write(shop, input);
  const decided = shop.log.records.slice(before).map((record) => ({ record, decision: record.decision }));
  return reportReevaluation(decided, differences);
}

function versionOf({ log: { stored } }: Shop): number {
  return stored.programs.get(PROGRAM)?.version as number;
}
function documentOf({ log: { stored } }: Shop, version: number): ProgramDocument {
  return stored.programVersions.get(`${PROGRAM}\n${version}`)?.document as ProgramDocument;
}
