/** Checks how much is given: decimals, percentages, tables, tiers. */

import { parseDecimal } from "../money.js";
import { fixedLength } from "../time.js";
import { checkBasis } from "./check-goals.js";
import type { GrantPlace } from "./check-grant.js";
import { checkKeys, checkTable } from "./check-table.js";
import { type Checking, checkDecimal, checkName, type Part, report } from "./checking.js";
import { boughtBy } from "./compile-worth.js";
import { pointerTo, quoted } from "./problem.js";
import type { Amount, Duration, ReferralStage } from "./schema.js";
import type { Place } from "./scope.js";

interface Unit {
  readonly name: string;
  readonly precision: number;
}
type Worth = Extract<Amount, { worth: unknown }>;
type SimpleAmount = Extract<Amount, string | { percent: string }> | Worth;
type Percent = Extract<Amount, { percent: string }>;
type Timed = Extract<Amount, { overTime: object }>["overTime"];
type Piece = Timed["pieces"][number]["amount"];
type Tiers = Extract<Amount, { tiers: object }>["tiers"];

export function checkAmount(checking: Checking, { value: amount, path }: Part<Amount>, unit: Unit, around: GrantPlace): void {
  if (typeof amount === "string" || "percent" in amount || "worth" in amount) checkSimple(checking, amount, path, unit, around);
  else if ("topUpTo" in amount) checkTarget(checking, amount.topUpTo, pointerTo(path, "topUpTo"), unit);
  else if ("overTime" in amount) checkTimed(checking, amount.overTime, pointerTo(path, "overTime"), unit, around);
  else if ("tiers" in amount) checkTiers(checking, amount.tiers, pointerTo(path, "tiers"), unit, around);
  else {
    const { by, rows, otherwise } = amount.table;
    const place = pointerTo(path, "table");
    checkKeys(checking, by, pointerTo(place, "by"), around.place);
    for (const [name, row] of Object.entries(rows)) checkSimple(checking, row, pointerTo(pointerTo(place, "rows"), name), unit, around);
    if (otherwise !== undefined && otherwise !== "not_offered") checkSimple(checking, otherwise, pointerTo(place, "otherwise"), unit, around);
  }
}

function checkTarget(checking: Checking, target: string, path: string, unit: Unit): void {
  if (checkDecimal(checking, path, target, unit.precision, unit.name) === 0n)
    report(checking, path, "a balance of nothing lacks nothing", "Write more than 0.");
}
function checkSimple(checking: Checking, amount: SimpleAmount, path: string, unit: Unit, around: GrantPlace): void {
  if (typeof amount === "string") checkDecimal(checking, path, amount, unit.precision, unit.name);
  else if ("worth" in amount) checkWorth(checking, amount, pointerTo(path, "worth"), unit, around);
  else checkPercent(checking, amount, path, unit, around);
}
function checkWorth(checking: Checking, { worth }: Worth, path: string, unit: Unit, around: GrantPlace): void {
  const { vocabulary } = checking;
  if (!vocabulary.units.has(unit.name)) {
    report(checking, path, "money is worth what it is", "Write the amount alone; worth is for points and other units.");
    return;
  }
  const bought = boughtBy(vocabulary, unit.name);
  if (bought === undefined) {
    report(checking, path, `the unit ${quoted(unit.name)} has no price`, `Say what one is worth: units: { ${unit.name}: { price: "0.01" } }.`);
    return;
  }
  checkSimple(checking, worth, path, { name: vocabulary.currency, precision: vocabulary.precision }, around);
  const money = typeof worth === "string" ? parseDecimal(worth, vocabulary.precision) : undefined;
  if (money !== undefined && money > 0n && money * bought.numerator * 2n < bought.denominator)
    report(
      checking,
      path,
      `${quoted(worth as string)} is worth less than the smallest part of ${unit.name}`,
      "Write more, or give the unit decimals.",
    );
}

function checkPercent(checking: Checking, { of, floor, ceiling }: Percent, path: string, unit: Unit, { trigger, place }: GrantPlace): void {
  if (!hasMeasuredEvent(trigger)) {
    report(
      checking,
      path,
      "there is no event here whose amount could be measured",
      "Give a fixed amount, or let the rule begin with an event, a goal, or a referral that qualifies or converts.",
    );
  } else checkBasis(checking, pointerTo(path, "of"), of, place.events);
  const [least] = bounds(checking, floor, pointerTo(path, "floor"), unit, place);
  const most = bounds(checking, ceiling, pointerTo(path, "ceiling"), unit, place).at(-1);
  if (least !== undefined && most !== undefined && least > most)
    report(checking, pointerTo(path, "ceiling"), "the ceiling is below the floor", "Exchange them.");
}
/** What a floor or a ceiling can be, the lowest first. */
function bounds(checking: Checking, bound: Percent["floor"], path: string, { precision, name }: Unit, place: Place): bigint[] {
  const amounts: bigint[] = [];
  checkTable(checking, bound, path, place, (value: string, at) => {
    const amount = checkDecimal(checking, at, value, precision, name);
    if (amount !== undefined) amounts.push(amount);
  });
  return amounts.sort((a, b) => (a < b ? -1 : 1));
}
/** A reversal, a count, a card and a badge come from no one event. */
function hasMeasuredEvent(trigger: GrantPlace["trigger"]): boolean {
  return "event" in trigger || "goal" in trigger || ("referral" in trigger && trigger.referral !== "reversed");
}

function checkTiers(checking: Checking, { by, steps }: Tiers, path: string, unit: Unit, around: GrantPlace): void {
  checkTierStage(checking, by, pointerTo(path, "by"), around);
  let before = 0;
  for (const [index, { upTo, amount }] of steps.entries()) {
    const step = pointerTo(pointerTo(path, "steps"), index);
    const isLast = index === steps.length - 1;
    if (isLast && upTo !== undefined)
      report(checking, pointerTo(step, "upTo"), "the last step ends", "Leave upTo out of the last step: it holds for all further referrals.");
    if (!isLast && upTo === undefined)
      report(checking, pointerTo(step, "upTo"), '"upTo" is missing: only the last step has none', "Write up to which referral the step holds.");
    if (upTo !== undefined && upTo <= before)
      report(checking, pointerTo(step, "upTo"), `${upTo} does not come after ${before}`, "Put the steps in rising order.");
    before = upTo ?? before;
    checkSimple(checking, amount, pointerTo(step, "amount"), unit, around);
  }
}
function checkTimed(checking: Checking, { since, pieces, afterwards }: Timed, path: string, unit: Unit, around: GrantPlace): void {
  if (!around.place.hasReferral)
    report(checking, path, "there is no referral here whose time could run", "Let the rule begin with an event, a referral or a goal.");
  if (typeof since === "object") checkName(checking, pointerTo(pointerTo(path, "since"), "goal"), "goal", since.goal, checking.ids.goals);
  let before = 0;
  for (const [index, { until, amount }] of pieces.entries()) {
    const piece = pointerTo(pointerTo(path, "pieces"), index);
    // Months are compared by their usual length: what is equal to within some days is told as well.
    const end = roughLength(until);
    if (end <= before) report(checking, pointerTo(piece, "until"), "the piece ends before it begins", "Put the pieces in the order of time.");
    before = Math.max(before, end);
    checkPiece(checking, amount, pointerTo(piece, "amount"), unit, around);
  }
  if (afterwards !== undefined && afterwards !== "not_offered") checkSimple(checking, afterwards, pointerTo(path, "afterwards"), unit, around);
}
function checkPiece(checking: Checking, amount: Piece, path: string, unit: Unit, around: GrantPlace): void {
  if (typeof amount === "string" || "percent" in amount) {
    checkSimple(checking, amount, path, unit, around);
    return;
  }
  checkDecimal(checking, pointerTo(path, "from"), amount.from, unit.precision, unit.name);
  if ("to" in amount) {
    checkDecimal(checking, pointerTo(path, "to"), amount.to, unit.precision, unit.name);
    return;
  }
  checkDecimal(checking, pointerTo(path, "atLeast"), amount.atLeast, unit.precision, unit.name);
  if (fixedLength(amount.halfLife) === undefined)
    report(checking, pointerTo(path, "halfLife"), "a half-life has a fixed length", "Write minutes, hours or days: { days: 30 }.");
}
const DAY_MS = 86_400_000;
function roughLength(duration: Duration): number {
  if ("months" in duration) return duration.months * 30.4 * DAY_MS;
  if ("years" in duration) return duration.years * 365 * DAY_MS;
  return "calendarDays" in duration ? duration.calendarDays * DAY_MS : (fixedLength(duration) as number);
}

const STAGES = ["signed_up", "qualified", "converted"];
function checkTierStage(checking: Checking, by: ReferralStage, path: string, { trigger, place }: GrantPlace): void {
  if (!place.hasReferral) report(checking, path, "there is no referral here to be counted", "Let the rule begin with a referral or a goal.");
  if (!("referral" in trigger) || trigger.referral === "reversed" || STAGES.indexOf(by) <= STAGES.indexOf(trigger.referral)) return;
  const remedy = `Count by ${trigger.referral}, or let the rule begin with referral: ${by}.`;
  report(checking, path, `a referral that is ${trigger.referral} is not ${by} yet and would not be counted`, remedy);
}
