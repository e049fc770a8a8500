/** One step of a decision's trace as one plain sentence. */
import type { TraceItem } from "../core/record.js";
import { hasMessage, type MessageValues, say, sayAmount, sayMoment, type UnitWords, type WordLanguage } from "./format.js";

/** What has a name in a program's document. */
export type NamedThing =
  | "rule"
  | "goal"
  | "badge"
  | "card"
  | "check"
  | "program"
  | "campaign"
  | "item"
  | "access"
  | "tier"
  | "tierStep"
  | "level"
  | "levelStep"
  | "streak"
  | "challenge"
  | "contest"
  | "draw"
  | "board"
  | "assortment";

/** What a sentence needs to know besides the step itself. */
export interface StepWords {
  language: WordLanguage;
  timeZone: string;
  /** A member is never told who else takes part, nor how identities were compared. */
  audience: "owner" | "member";
  units: UnitWords;
  /** The name that the program gives the thing in the language, else its id. A step of a tier or level is named with it: "status/gold". */
  nameOf(thing: NamedThing, id: string): string;
  /** The business's own id of a member, for its owner. */
  personOf(memberId: string): string;
  sideOf(rewardId: string): string | undefined;
}

const AMOUNTS = [
  "amount",
  "target",
  "balance",
  "result",
  "basis",
  "raw",
  "floor",
  "ceiling",
  "taken",
  "debt",
  "by",
  "left",
  "used",
  "max",
  "sum",
  "need",
  "score",
] as const;
const MOMENTS = ["at", "until", "since"] as const;
const OPTIONAL = [
  "at",
  "until",
  "code",
  "channel",
  "friend",
  "referrer",
  "program",
  "basis",
  "raw",
  "floor",
  "ceiling",
  "side",
  "taken",
  "debt",
  "why",
  "reason",
  "event",
  "referredFor",
] as const;

/** The sentence, or undefined for a step that a member is not to see. A step without a sentence of its own is named as it is, so that nothing is hidden from an owner. */
export function explainStep(item: TraceItem, words: StepWords): string | undefined {
  const key = messageKeyOf(item, words);
  if (key === undefined) return undefined;
  return firstLetterUp(say(words.language, key, valuesOf(item, words)));
}

/** Steps that tell of somebody else's standing or of how identities were compared. */
const NOT_FOR_MEMBERS = new Set([
  "attribution.lost",
  "referral.entered",
  "referral.corrected",
  "member.merged",
  "late.event",
  "reevaluated",
  "rule.missed",
  "grant.missed",
  "goal.condition",
  "challenge.step",
  "contest.closed",
  "contest.ranked",
  "draw.drawn",
  "limit",
  "limit.alarm",
]);

function messageKeyOf({ step }: TraceItem, { audience }: StepWords): string | undefined {
  if (audience === "member") {
    if (NOT_FOR_MEMBERS.has(step) || !hasMessage(`step.${step}`)) return undefined;
    if (hasMessage(`member.step.${step}`)) return `member.step.${step}`;
  }
  return hasMessage(`step.${step}`) ? `step.${step}` : "step.other";
}

/** What a sentence may ask for and a step may leave out. */
const BLANKS: MessageValues = {
  for: "",
  side: "",
  kind: "",
  cut: "",
  result: "",
  state: "",
  stage: "",
  method: "",
  offered: "yes",
  otherwise: "no",
  about: "",
  known: "yes",
  met: "no",
  again: "no",
  whole: "no",
  back: "no",
  approval: "no",
  event: "no",
  review: "no",
  named: "no",
  onBoards: "no",
  inFeed: "no",
  up: "no",
  waits: "yes",
  referredFor: "",
};

function valuesOf(item: TraceItem, words: StepWords): MessageValues {
  const values: MessageValues = { ...BLANKS };
  for (const [name, value] of Object.entries(item)) {
    if (typeof value === "string" || typeof value === "number") values[name] = value;
    else if (typeof value === "boolean") values[name] = value ? "yes" : "no";
  }
  for (const name of OPTIONAL) values[`has${firstLetterUp(name)}`] = isGiven(item[name]) ? "yes" : "no";
  sayAmounts(item, values, words);
  for (const name of MOMENTS) if (typeof item[name] === "number") values[name] = sayMoment(words.language, item[name], words.timeZone);
  sayNames(item, values, words);
  if (item.step === "board.settings") sayBoards(item, values, words);
  sayProgress(item, values);
  sayReward(item, values, words);
  sayReasons(item, values, words);
  if (item.step === "hold") values.parts = holdParts(item, values, words.language);
  return values;
}

/** Zero debts and amounts are as good as none in a sentence. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && value !== "0";
}

function sayAmounts(item: TraceItem, values: MessageValues, words: StepWords): void {
  const { unit } = item;
  if (typeof unit !== "string") return;
  for (const name of AMOUNTS) {
    const value = item[name];
    if (typeof value === "string" && /^-?\d+$/.test(value)) values[name] = sayAmount(words.language, BigInt(value), unit, words.units);
  }
}

const NAMED: readonly NamedThing[] = [
  "rule",
  "goal",
  "badge",
  "card",
  "check",
  "program",
  "campaign",
  "tier",
  "level",
  "streak",
  "challenge",
  "contest",
  "draw",
  "board",
];

function sayNames(item: TraceItem, values: MessageValues, words: StepWords): void {
  for (const thing of NAMED) {
    const id = item[thing];
    if (typeof id === "string") values[thing] = words.nameOf(thing, id);
  }
  if (typeof item.tierStep === "string") values.tierStep = words.nameOf("tierStep", `${item.tier}/${item.tierStep}`);
  if (typeof item.levelStep === "string") values.levelStep = words.nameOf("levelStep", `${item.level}/${item.levelStep}`);
  if (item.step === "goal.requires" && typeof item.other === "string") values.other = words.nameOf("goal", item.other);
  for (const role of ["referrer", "recipient", "friend"]) {
    const id = item[role];
    if (typeof id === "string" && id.startsWith("mem_")) values[role] = words.audience === "owner" ? words.personOf(id) : "";
  }
}

function sayBoards({ away }: TraceItem, values: MessageValues, words: StepWords): void {
  const names = (away as string[]).map((id) => words.nameOf("board", id));
  values.away = names.join(", ");
  values.hasAway = names.length > 0 ? "yes" : "no";
}
function sayProgress(item: TraceItem, values: MessageValues): void {
  if (typeof item.number === "number") values.goalStep = item.number + 1;
  if (item.step === "goal.step" || item.step === "challenge.step") {
    values.progress = values.sum ?? values.count ?? "";
    values.met = BigInt(String(item.sum ?? item.count ?? 0)) >= BigInt(String(item.need ?? 0)) ? "yes" : "no";
  }
  if (item.step === "goal.condition") values.known = item.result === false ? "yes" : "no";
  if (item.step === "goal.reached") values.again = Number(item.ordinal ?? 1) > 1 ? "yes" : "no";
}

const THING_OF_KIND: Record<string, NamedThing> = { badge: "badge", stamp: "card", item: "item", access: "access", tickets: "draw" };

function sayReward(item: TraceItem, values: MessageValues, words: StepWords): void {
  const { language, audience } = words;
  const side = sideOf(item, words);
  values.who = side === undefined ? "" : say(language, `who.${side}`);
  if (typeof item.side === "string" && hasMessage(`who.${item.side}`)) values.side = say(language, `who.${item.side}`);
  if (item.step !== "reward.made") return;
  const kind = String(item.kind);
  const id = item.item ?? item.draw;
  const name = typeof id === "string" ? words.nameOf(THING_OF_KIND[kind] ?? "card", id) : String(item.grant ?? "");
  values.what = hasMessage(`what.${kind}`)
    ? say(language, `what.${kind}`, { amount: values.amount ?? "", name, n: Number(item.places ?? item.tickets ?? 0) })
    : kind;
  if (audience === "owner" && values.recipient) values.who = say(language, "who.named", { who: values.who, id: values.recipient });
}

function sideOf(item: TraceItem, words: StepWords): string | undefined {
  const side = typeof item.side === "string" ? item.side : typeof item.reward === "string" ? words.sideOf(item.reward) : undefined;
  return side !== undefined && hasMessage(`who.${side}`) ? side : "member";
}

function sayReasons(item: TraceItem, values: MessageValues, { language, nameOf }: StepWords): void {
  if (typeof item.reason === "string") values.reason = hasMessage(`reason.${item.reason}`) ? say(language, `reason.${item.reason}`) : item.reason;
  if (typeof item.why === "string") {
    values.whyText = hasMessage(`why.${item.why}`) ? say(language, `why.${item.why}`) : item.why;
    values.missText = missText(item, item.why, language);
  }
  if (item.row === "") values.row = say(language, "table.unknown");
  if (item.step === "amount" && typeof item.of === "string") {
    const name = typeof item.assortment === "string" ? nameOf("assortment", item.assortment) : item.of;
    values.ofText = say(language, hasMessage(`basis.${item.of}`) ? `basis.${item.of}` : "basis.property", { name });
  }
}

/** All that a hold waits for, joined. */
function holdParts(item: TraceItem, values: MessageValues, language: WordLanguage): string {
  const parts = ["until", "approval", "event", "review"].filter((part) => isGiven(item[part]) && item[part] !== false);
  return parts.map((part) => say(language, `hold.${part}`, values)).join(say(language, "hold.and"));
}

/** Why a rule or a grant gave nothing. A condition that failed for want of data is told from one that is not met. */
function missText(item: TraceItem, why: string, language: WordLanguage): string {
  const key = why === "condition" && item.result !== undefined && item.result !== false ? "miss.missing" : `miss.${why}`;
  if (!hasMessage(key)) return why;
  return say(language, key, { ordinal: String(item.ordinal ?? ""), wanted: String(item.wanted ?? ""), other: String(item.other ?? "") });
}

function firstLetterUp(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
