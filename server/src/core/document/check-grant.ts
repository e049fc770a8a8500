/** Checks grants: recipients, what is given, holds, validity, limits. */
import { FINER_DECIMALS } from "../unit.js";
import { checkAccrual } from "./check-accrual.js";
import { checkAmount } from "./check-amount.js";
import { checkMultiplier } from "./check-campaigns.js";
import { checkChoice, checkClaim } from "./check-choice.js";
import { checkDrawn } from "./check-drawn.js";
import { checkPlaces, checkThereAtOnce, checkTickets } from "./check-game.js";
import { checkFriendEvent } from "./check-goals.js";
import { checkLimits } from "./check-limits.js";
import { checkTable } from "./check-table.js";
import { type Checking, checkCondition, checkDecimal, checkName, type Part, report } from "./checking.js";
import { amountOf, kindOf } from "./compile-grant.js";
import { unitOf } from "./measures.js";
import { isOfOneAlone, placeAfterHold } from "./places.js";
import { pointerTo, quoted } from "./problem.js";
import type { CouponTerms, Grant, Hold, Trigger } from "./schema.js";
import type { Place } from "./scope.js";

/** The rule that a grant is part of. */
export interface GrantPlace {
  readonly trigger: Trigger;
  readonly place: Place;
  /** Ids of the rule's grants, this one included. */
  readonly siblings: readonly string[];
}

export function checkGrant(checking: Checking, { value: grant, path }: Part<Grant>, around: GrantPlace): void {
  const { precision, currency } = checking.vocabulary;
  checkRecipient(checking, grant, path, around.trigger);
  checkCondition(checking, pointerTo(path, "when"), grant.when, around.place);
  checkDecimal(checking, pointerTo(path, "value"), grant.value, precision, currency);
  checkBoundWith(checking, grant, path, around.siblings);
  if ("tickets" in grant) checkTickets(checking, grant, path);
  else if ("places" in grant) checkPlaces(checking, grant, path);
  else if ("booster" in grant) {
    checkMultiplier(checking, pointerTo(path, "booster"), grant.booster);
    checkThereAtOnce(checking, grant, path);
  } else {
    checkGiven(checking, grant, path, around);
    checkValidity(checking, grant, pointerTo(path, "validity"), around.place);
    checkClaim(checking, grant, path);
    checkAccrual(checking, grant, path);
  }
  if (grant.hold !== undefined) checkHold(checking, grant.hold, pointerTo(path, "hold"), around.place);
  checkLimits(checking, grant, path, around);
}

function checkRecipient(checking: Checking, { to }: Pick<Grant, "to">, path: string, trigger: Trigger): void {
  const place = pointerTo(path, "to");
  const isOfReferral = "referral" in trigger || "goal" in trigger;
  if (isOfReferral && to === "member")
    report(checking, place, "a referral has a friend and a referrer", "Write friend, referrer or referrers_referrer.");
  const isOfOne = "visit" in trigger || "referrals" in trigger || "stampCard" in trigger || "badge" in trigger || isOfOneAlone(trigger);
  if (isOfOne && to === "referrers_referrer")
    report(
      checking,
      place,
      "there is no referral here: a visit, a count, a card, a badge, a tier, a piece of the game or a time belongs to one member",
      "Write member or referrer; what goes one level up hangs on an event of the friend, a goal or a referral.",
    );
  if (isOfOne && to === "friend")
    report(
      checking,
      place,
      "there is no friend here: a visit, a count, a card, a badge, a tier, a level or a time belongs to one member",
      "Write member or referrer.",
    );
}

function checkBoundWith(
  checking: Checking,
  { id, boundWith = [] }: Pick<Grant, "id" | "boundWith">,
  path: string,
  siblings: readonly string[],
): void {
  for (const [index, other] of boundWith.entries()) {
    const place = pointerTo(pointerTo(path, "boundWith"), index);
    if (other === id) report(checking, place, "a grant cannot be bound with itself", "Name another grant of the rule.");
    else checkName(checking, place, "grant in this rule", other, siblings);
  }
}

function checkGiven(checking: Checking, grant: Grant, path: string, around: GrantPlace): void {
  const checkOne = (given: Grant, place: string) => checkGiven(checking, given, place, around);
  if ("drawn" in grant) checkDrawn(checking, { value: grant, path }, checkOne);
  if ("choice" in grant) checkChoice(checking, { value: grant, path }, checkOne);
  const { vocabulary, ids } = checking;
  const kind = kindOf(grant);
  const place = pointerTo(path, kind);
  if ("badge" in grant) checkName(checking, place, "badge", grant.badge, ids.badges);
  if ("stamp" in grant) checkName(checking, place, "stamp card", grant.stamp, ids.stampCards);
  if ("item" in grant) checkName(checking, place, "item", grant.item, ids.items);
  if ("access" in grant) checkName(checking, place, "access", grant.access, ids.access);
  if ("coupon" in grant) checkCoupon(checking, grant.coupon, place);
  if ("credit" in grant)
    checkDecimal(checking, pointerTo(place, "minimumSpend"), grant.credit.minimumSpend, vocabulary.precision, vocabulary.currency);
  const unit = unitOf(grant, vocabulary);
  const amount = amountOf(grant);
  const finer = grant.accrual === undefined ? 0 : FINER_DECIMALS;
  if (unit === undefined || amount === undefined) return;
  if (unit.precision === undefined) checkName(checking, pointerTo(place, "unit"), "unit", unit.name, vocabulary.units.keys());
  else checkAmount(checking, { value: amount, path: pointerTo(place, "amount") }, { name: unit.name, precision: unit.precision + finer }, around);
}

function checkCoupon(checking: Checking, { discount, minimumSpend, ceiling, onlyFor, uses, payments, pool }: CouponTerms, path: string): void {
  const { precision, currency, assortments } = checking.vocabulary;
  if (onlyFor !== undefined) checkName(checking, pointerTo(path, "onlyFor"), "assortment", onlyFor, assortments);
  if (pool !== undefined) checkName(checking, pointerTo(path, "pool"), "pool of codes", pool, checking.ids.couponPools);
  if (uses !== undefined && payments !== undefined)
    report(checking, pointerTo(path, "payments"), `${quoted("uses")} says already how often it can be used`, "Leave one of the two out.");
  checkDecimal(checking, pointerTo(path, "minimumSpend"), minimumSpend, precision, currency);
  checkDecimal(checking, pointerTo(path, "ceiling"), ceiling, precision, currency);
  const place = pointerTo(path, "discount");
  if ("amount" in discount) checkDecimal(checking, pointerTo(place, "amount"), discount.amount, precision, currency);
  if (!("percent" in discount)) return;
  const percent = Number(discount.percent);
  if (percent === 0 || percent > 100)
    report(checking, pointerTo(place, "percent"), `${discount.percent} percent cannot be taken off`, "Write more than 0 and at most 100.");
}

function checkHold(checking: Checking, hold: Hold, path: string, place: Place): void {
  const events = [
    ...(hold.until === undefined ? [] : [{ value: hold.until, path: pointerTo(path, "until") }]),
    ...(hold.cancelOn ?? []).map((value, index) => ({ value, path: pointerTo(pointerTo(path, "cancelOn"), index) })),
  ];
  for (const { value, path: eventPath } of events) {
    if (!place.hasReferral)
      report(
        checking,
        eventPath,
        "there is no friend here whose event could come",
        "A card or badge belongs to one member; hold for a time or for approval.",
      );
    else checkFriendEvent(checking, value, eventPath);
  }
  checkTable(checking, hold.for, pointerTo(path, "for"), place, () => undefined);
  checkCondition(checking, pointerTo(path, "ifStill"), hold.ifStill, placeAfterHold(place));
}

function checkValidity(checking: Checking, grant: Grant, path: string, place: Place): void {
  const { validity } = grant;
  if (validity === undefined) return;
  checkTable(checking, validity.for, pointerTo(path, "for"), place, () => undefined);
  checkExtends(checking, grant, pointerTo(path, "extends"));
  const kind = kindOf(grant);
  if (kind === "badge" || kind === "stamp") report(checking, path, `a ${kind} does not expire`, "Leave validity out.");
  else if (validity.for === undefined && validity.untilEndOf === undefined) {
    report(checking, path, `${quoted("for")} or ${quoted("untilEndOf")} is missing`, "Say how long: for: { days: 30 }. Or leave validity out.");
  }
}
function checkExtends(checking: Checking, grant: Grant, path: string): void {
  const { validity } = grant;
  if (!validity?.extends) return;
  if (validity.renewedByActivity) report(checking, path, "time that is added cannot begin anew as well", "Leave one of the two out.");
  if (!("access" in grant)) report(checking, path, "only an access is had for a time that can be added to", "Leave extends out.");
  else if (validity.from === "made")
    report(checking, path, "time that is added runs from when the access is there", "Leave from out, or leave extends out.");
}
