/** Checks the limits of a grant. */
import { checkBasis } from "./check-goals.js";
import type { GrantPlace } from "./check-grant.js";
import { checkTable } from "./check-table.js";
import { type Checking, checkDecimal, checkIds, checkKey, itemsOf, report } from "./checking.js";
import { kindOf } from "./compile-grant.js";
import { canonicalJson } from "./hash.js";
import { limitPrecision, unitOf } from "./measures.js";
import { pointerTo, quoted } from "./problem.js";
import type { Grant, Limit } from "./schema.js";
import { isTable } from "./table.js";

export function checkLimits(checking: Checking, grant: Grant, path: string, around: GrantPlace): void {
  checkIds(checking, itemsOf(grant, path, "limits"));
  for (const [index, limit] of (grant.limits ?? []).entries())
    checkLimit(checking, limit, pointerTo(pointerTo(path, "limits"), index), grant, around);
}

function checkLimit(checking: Checking, limit: Limit, path: string, grant: Grant, around: GrantPlace): void {
  checkMeasure(checking, limit, pointerTo(path, "measure"), grant, around);
  checkPer(checking, limit, pointerTo(path, "per"), around);
  checkPace(checking, limit, path);
  const precision = limitPrecision(limit, grant, around.place.events, checking.vocabulary);
  if (precision === undefined) return;
  const name = nameOfMeasure(checking, limit, grant);
  checkTable(checking, limit.max, pointerTo(path, "max"), around.place, (value: string, at) => checkDecimal(checking, at, value, precision, name));
}

const LENGTHS = ["day", "week", "month", "quarter", "year", "lifetime"];
/** A budget is of the whole program: what is paced, and what is told of. */
function checkPace(checking: Checking, { per, pace, alarmAt, max, period = "lifetime" }: Limit, path: string): void {
  for (const part of ["pace", "alarmAt"] as const)
    if ({ pace, alarmAt }[part] !== undefined && isTable(max))
      report(checking, pointerTo(path, part), "a share of a table is no one amount", "Write one max for all, or leave it out.");
  if (per !== "program") {
    for (const part of ["pace", "alarmAt"] as const)
      if ({ pace, alarmAt }[part] !== undefined)
        report(checking, pointerTo(path, part), "only a limit of the whole program has it", "Write per: program, or leave it out.");
    return;
  }
  for (const [index, percent] of (alarmAt ?? []).entries()) checkShare(checking, percent, pointerTo(pointerTo(path, "alarmAt"), index));
  if (pace === undefined) return;
  checkShare(checking, pace.share, pointerTo(pointerTo(path, "pace"), "share"));
  if (typeof period === "object" || LENGTHS.indexOf(pace.period) >= LENGTHS.indexOf(period))
    report(checking, pointerTo(pointerTo(path, "pace"), "period"), "it is not shorter than the limit's own period", "Take a shorter one.");
}
function checkShare(checking: Checking, percent: string, path: string): void {
  const share = Number(percent);
  if (share <= 0 || share > 100) report(checking, path, `${percent} percent are no part of a limit`, "Write more than 0 and at most 100.");
}

function nameOfMeasure({ vocabulary }: Checking, { measure }: Limit, grant: Grant): string {
  if (typeof measure === "object") return "property" in measure ? measure.property : "a count of referrals";
  if (measure === "rewards") return "a count of rewards";
  return measure === "value" ? vocabulary.currency : (unitOf(grant, vocabulary)?.name ?? "");
}

function nameOfGiven(grant: Grant): string {
  if ("tickets" in grant || "booster" in grant || "places" in grant) return "what the game gives";
  return "drawn" in grant ? "what is drawn" : `a ${kindOf(grant)}`;
}
function checkMeasure(
  checking: Checking,
  { measure, per = "member", period = "lifetime" }: Limit,
  path: string,
  grant: Grant,
  { place }: GrantPlace,
): void {
  const isDivisible = unitOf(grant, checking.vocabulary) !== undefined;
  if ((measure === "amount" || measure === "balance") && !isDivisible) {
    report(checking, path, `${nameOfGiven(grant)} has no ${measure}`, "Measure rewards.");
  }
  if (measure === "value" && !hasValue(grant)) report(checking, path, "the grant declares no value", 'Add value: "5.00" to the grant.');
  if (measure === "balance" && (per !== "member" || period !== "lifetime")) {
    report(checking, path, "a balance is what one member holds now", "Leave per and period out.");
  }
  if (typeof measure === "object" && "property" in measure) checkBasis(checking, path, measure, place.events);
  if (typeof measure === "object" && "referrals" in measure && !place.hasReferral)
    report(checking, path, "there is no referral here to be counted", "Measure rewards.");
}

function hasValue(grant: Grant): boolean {
  if (grant.value !== undefined) return true;
  return "drawn" in grant && grant.drawn.outcomes.every((outcome) => "nothing" in outcome || outcome.value !== undefined);
}

function checkPer(checking: Checking, { per }: Limit, path: string, { place }: GrantPlace): void {
  if (per === "referral" && !place.hasReferral)
    report(checking, path, "there is no referral here", "A card or badge belongs to one member: write per: member.");
  if (typeof per === "object") checkKey(checking, pointerTo(path, "expression"), per.expression, place);
}

/** Program-wide limits with one id share one count, so they must be the same limit. */
export function checkSharedLimits(checking: Checking): void {
  const shared = new Map<string, string>();
  for (const rule of itemsOf(checking.document, "", "rules")) {
    for (const grant of itemsOf(rule.value, rule.path, "grants")) {
      if (checking.broken.has(grant.path)) continue;
      for (const { value, path } of itemsOf(grant.value, grant.path, "limits"))
        checkShared(checking, shared, value as unknown as Limit, path, grant.value as unknown as Grant);
    }
  }
}
function checkShared(checking: Checking, shared: Map<string, string>, limit: Limit, path: string, grant: Grant): void {
  if (limit.per !== "program") return;
  const { id, measure, period = "lifetime", max, pace, alarmAt } = limit;
  const unit = measure === "amount" ? unitOf(grant, checking.vocabulary)?.ledgerUnit : undefined;
  const terms = canonicalJson({ measure, period, max, unit, pace, alarmAt });
  const before = shared.get(id) ?? terms;
  shared.set(id, before);
  if (before === terms) return;
  report(
    checking,
    path,
    `the limit ${quoted(id)} of the whole program is another one elsewhere`,
    "Write the same measure, unit, period, max, pace and alarms, or give it another id.",
  );
}
