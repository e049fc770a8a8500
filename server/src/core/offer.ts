/** What a grant would give: to whom, whether it may be, how much, what chance chooses, and what the limits leave. Nothing is taken yet. */

import { memberAbove } from "./above.js";
import { type NoWorth, topUpOf, type Worth, worthOf } from "./amount.js";
import { multiplierFor } from "./campaigns.js";
import { trace } from "./deciding.js";
import type { CompiledChoice, CompiledGrant, CompiledOutcome, CompiledStock } from "./document/compiled-grant.js";
import type { CompiledRule } from "./document/compiled-program.js";
import type { ConditionContext } from "./document/scope.js";
import { drawMessage, drawWith, versionSecret, weightText } from "./draw.js";
import { comesTooLate } from "./draw-tickets.js";
import { derivedId } from "./hash.js";
import { canIssue } from "./ledger.js";
import { roomFor } from "./limits.js";
import { mergedOf, rewardsAt } from "./look-ups.js";
import { shareLeft } from "./measured.js";
import { fitsLedger } from "./money.js";
import { type Engine, type Occurrence, referralOf, type Scope } from "./occurrence.js";
import { progressOf } from "./progress.js";
import { isOnSide } from "./reward.js";
import type { RewardChoice } from "./reward-choice.js";
import type { ProgressRow, RewardDetails, RewardRow } from "./rows.js";
import { grantHere } from "./tables.js";
import { isWaiting } from "./waiting-list.js";
import { find } from "./world.js";

/** What is about to be given, with everything decided but the limits taken. */
export interface Offer {
  rule: CompiledRule;
  grant: CompiledGrant;
  recipient: string;
  side: RewardRow["side"];
  worth: Worth;
  inReview: boolean;
  draw?: RewardDetails["draw"];
  options?: RewardChoice["options"];
  accrued?: RewardDetails["accrued"];
  /** There is none now, and it can wait until there are more. */
  awaited?: CompiledStock;
}
/** To whom a grant goes. */
interface Recipient {
  recipient: string;
  side: RewardRow["side"];
  inReview: boolean;
}

/** For what a grant is asked: it may be one of several that stand for the rule's own. */
interface Asked {
  rule: CompiledRule;
  to: Recipient;
  occurrence: Occurrence;
  context: ConditionContext;
}

/** What the grant would give, or nothing with the reason in the trace. Nothing is taken yet. */
export function offerOf(d: Engine, rule: CompiledRule, grant: CompiledGrant, occurrence: Occurrence, context: ConditionContext): Offer | undefined {
  const miss = (why: string): undefined => void trace(d, { step: "grant.missed", rule: rule.id, grant: grant.id, why });
  const person = recipientOf(d, rule, grant, occurrence);
  if (typeof person === "string") return miss(person);
  const sideState = sideStateOf(d, person.side, occurrence);
  if (sideState === "refused") return miss("side_refused");
  const found = occurrence.found?.get(grant.id);
  if (found === undefined && grant.when !== null && grant.when.evaluate(context) !== true) return miss("condition");
  const { payUntil } = occurrence.scope.program.schedule;
  if (payUntil !== null && (d.moment ?? d.at) >= payUntil) return miss("program_over");
  if (occurrence.again && wasMade(d, { rule, grant, ...person }, occurrence)) return miss("already_made");
  const asked = { rule, to: { ...person, inReview: sideState === "in_review" }, occurrence, context };
  const offer =
    found !== undefined ? foundOffer(d, grant, asked) : grant.outcomes === null ? givenOffer(d, shareOr(grant), asked) : drawnOffer(d, grant, asked);
  return typeof offer === "string" ? miss(offer) : offer;
}

/** What is given now: of what is collected a share. */
function shareOr(grant: CompiledGrant): CompiledGrant {
  return grant.accrual?.share ?? grant;
}

/** What a re-evaluation has found: worth what it was then, and drawn as it was then. */
function foundOffer(d: Engine, grant: CompiledGrant, asked: Asked): Offer | string {
  const { occurrence } = asked;
  const { draw } = occurrence.found?.get(grant.id) ?? {};
  if (draw === undefined) return givenOffer(d, shareOr(grant), asked);
  const drawn = grant.outcomes?.find(({ id }) => id === draw.outcome)?.grant ?? null;
  const offer = drawn === null ? "drawn_nothing" : givenOffer(d, drawn, asked);
  return typeof offer === "string" ? offer : { ...offer, draw };
}

/** What is worth something and has room, or why not. */
function givenOffer(d: Engine, asWritten: CompiledGrant, asked: Asked): Offer | string {
  const { rule, to, occurrence, context } = asked;
  const already = alreadyHas(d, asWritten, to.recipient, occurrence);
  if (already !== undefined) return already;
  const grant = grantHere(d, asWritten, context);
  if (grant === null) return "not_offered";
  const found = occurrence.found?.get(grant.id);
  const options = grant.choice === null ? undefined : optionsOf(d, rule, grant.choice, to.recipient, occurrence, context);
  if (options?.every(({ id }) => id !== grant.choice?.default)) return "not_offered";
  // What a choice is worth is not known before it is made.
  const worth: Worth | string =
    grant.choice === null ? (found?.worth ?? worthOfGrant(d, rule, grant, to.recipient, occurrence, context)) : { amount: 0n };
  if (typeof worth === "string") return worth;
  // What was already taken back of the event that is measured is not given at all; what was found is without it.
  const due = worth.measured === undefined || found !== undefined ? worth.amount : shareLeft(d, worth.amount, worth.measured);
  const room = roomFor(d, grant, to.recipient, due, occurrence, context);
  if (room.cutBy !== null && room.awaited === undefined && (grant.unit === null || room.amount === 0n)) return "capped";
  if (grant.unit !== null && room.amount === 0n) return "nothing";
  if (grant.unit !== null && !canIssue(d.world, occurrence.scope.programId, grant.unit, room.amount)) return "amount_too_large";
  return {
    rule,
    grant,
    ...to,
    worth: { ...worth, amount: room.amount },
    ...(options && { options }),
    ...(room.awaited && { awaited: room.awaited }),
  };
}

function worthOfGrant(
  d: Engine,
  rule: CompiledRule,
  grant: CompiledGrant,
  recipient: string,
  occurrence: Occurrence,
  context: ConditionContext,
): Worth | NoWorth {
  if (grant.amount === null || grant.unit === null) return { amount: 0n };
  if (grant.amount.kind === "top_up") return topUpOf(d, grant.amount.target, recipient, grant.unit);
  return worthOf(d, grant.amount, occurrence, context, multiplierFor(d, { rule: rule.id, recipient }, grant, occurrence));
}

/** What can be chosen, each worth what it is at this moment: what is not offered now cannot be chosen later. */
function optionsOf(d: Engine, rule: CompiledRule, { options }: CompiledChoice, recipient: string, occurrence: Occurrence, context: ConditionContext) {
  return options.flatMap(({ id, grant }): RewardChoice["options"] => {
    trace(d, { step: "choice.option", option: id });
    const worth = worthOfGrant(d, rule, grant, recipient, occurrence, context);
    if (typeof worth === "string" || !fitsLedger(worth.amount) || (grant.unit !== null && worth.amount === 0n)) return [];
    return [{ id, kind: kindOfReward(grant), unit: grant.unit, amount: String(worth.amount), ...(grant.item !== null && { item: grant.item }) }];
  });
}
/** What is drawn is a reward of the kind that was drawn. */
export function kindOfReward({ id, kind }: CompiledGrant): RewardRow["kind"] {
  if (kind === "drawn") throw new Error(`grant ${id} was to be made before it was drawn`);
  return kind;
}

/** What chance chooses. What has run out is never drawn anew: its substitute is given, and the substitute's, or nothing. */
function drawnOffer(d: Engine, grant: CompiledGrant, asked: Asked): Offer | string {
  const { rule, to, occurrence } = asked;
  const outcomes = grant.outcomes ?? [];
  const { outcome: first, draw } = drawFrom(d, rule.id, grant, to, occurrence);
  for (let outcome = first; ; ) {
    if (outcome.grant === null) return "drawn_nothing";
    const offer = givenOffer(d, outcome.grant, asked);
    if (typeof offer !== "string") return { ...offer, draw: { ...draw, outcome: outcome.id } };
    const substitute = offer === "capped" ? outcomes.find(({ id }) => id === outcome.substitute) : undefined;
    if (substitute === undefined) return offer;
    trace(d, { step: "draw.substitute", rule: rule.id, grant: grant.id, outcome: outcome.id, substitute: substitute.id });
    outcome = substitute;
  }
}
/** Drawn with the secret of the version in force: that of a version that was replaced may be known. */
function drawFrom(d: Engine, rule: string, grant: CompiledGrant, { recipient, side }: Recipient, occurrence: Occurrence) {
  const { programId } = occurrence.scope;
  const outcomes = grant.outcomes ?? [];
  const version = find(d.world, "programs", programId)?.version ?? occurrence.scope.version;
  const secret = versionSecret(d.world.workspace.codeKey, programId, version);
  const message = drawMessage(rule, grant.id, recipient, ordinalOf(d, side, occurrence), occurrence.key);
  const weights = outcomes.map(({ weight }) => weight);
  const { point, index } = drawWith(secret, message, weights);
  const outcome = outcomes[index] as CompiledOutcome;
  const of = weights.reduce((sum, weight) => sum + weight, 0n);
  const draw = { drawn: outcome.id, version, message, point: weightText(point), of: weightText(of) };
  trace(d, { step: "draw", rule, grant: grant.id, outcome: outcome.id, version, point: draw.point, of: draw.of });
  return { outcome, draw };
}

/** To whom it goes, or why to nobody. The referrer of a count, card or badge is whose it is; of somebody's event, who referred them, if anybody did. */
function recipientOf(
  d: Engine,
  { trigger }: CompiledRule,
  grant: CompiledGrant,
  { scope, member }: Occurrence,
): Pick<Recipient, "recipient" | "side"> | string {
  const referral = referralOf(d, scope);
  if (grant.to === "member")
    return { recipient: member, side: referral === undefined ? "member" : referral.friendId === member ? "friend" : "referrer" };
  if (referral === undefined) return grant.to === "referrer" && trigger.kind !== "event" ? { recipient: member, side: "referrer" } : "recipient";
  if (grant.to === "referrers_referrer") {
    const above = memberAbove(d, referral);
    return "why" in above ? above.why : { ...above, side: "referrers_referrer" };
  }
  return grant.to === "friend" ? { recipient: referral.friendId, side: "friend" } : { recipient: referral.referrerId, side: "referrer" };
}
function sideStateOf(d: Engine, side: RewardRow["side"], { scope }: Occurrence): "clear" | "in_review" | "refused" {
  const referral = referralOf(d, scope);
  if (referral === undefined || side === "member") return "clear";
  if (referral.state === "rejected") return "refused";
  return side === "friend" ? referral.friendSide : referral.referrerSide;
}
function alreadyHas(d: Engine, grant: CompiledGrant, recipient: string, occurrence: Occurrence): string | undefined {
  const { scope } = occurrence;
  if (grant.kind === "places") return needsNoPlaces(d, recipient, scope.programId) ? "not_waiting" : undefined;
  if (grant.kind === "tickets") return comesTooLate(d, grant, occurrence) ? "draw_over" : undefined;
  if (grant.kind !== "badge" && grant.kind !== "stamp") return undefined;
  const progress = progressOf(d, scope, recipient);
  if (grant.kind === "badge") return hasForGood(scope, progress, grant.item as string) ? "has_badge" : undefined;
  const card = grant.item as string;
  return progress.cards[card]?.done && scope.program.stampCards.get(card)?.repeats !== true ? "card_full" : undefined;
}
function hasForGood({ program }: Scope, { badges }: ProgressRow, badge: string): boolean {
  return badges[badge] !== undefined && program.badges.get(badge)?.counted !== true;
}
/** Whoever is in needs no places; who has not joined yet begins with them. */
function needsNoPlaces(d: Engine, member: string, program: string): boolean {
  const enrolment = find(d.world, "enrolments", `${program}\n${member}`);
  return enrolment !== undefined && !isWaiting(enrolment);
}

/** Asked only where an occurrence may come again (the same order under another key): every other reward is new by its identity (L5). */
function wasMade(d: Engine, about: RewardOf, occurrence: Occurrence): boolean {
  const ordinal = ordinalOf(d, about.side, occurrence);
  if (about.side === "referrers_referrer") return wasMadeAbove(d, about, occurrence, ordinal);
  const recipients = [about.recipient, ...mergedOf(find(d.world, "members", about.recipient))];
  return recipients.some((recipient) => find(d.world, "rewards", rewardId({ ...about, recipient }, occurrence, ordinal)) !== undefined);
}
/** Once, whoever stood there then: that the referrer came by somebody else moves nothing that was earned. */
function wasMadeAbove(d: Engine, { rule, grant }: RewardOf, { key }: Occurrence, ordinal: number): boolean {
  return rewardsAt(d.world, key).some((row) => row.ruleId === rule.id && row.grantId === grant.id && row.ordinal === ordinal);
}

type RewardOf = Pick<Offer, "rule" | "grant" | "recipient" | "side">;
/** The identity of a reward follows from what it is for (L5). */
export function rewardId({ rule, grant, recipient }: RewardOf, { scope, key }: Occurrence, ordinal: number): string {
  return derivedId("rwd", scope.programId, rule.id, grant.id, key, recipient, ordinal);
}
/** How many times this side has been filled anew: a referrer who was replaced and comes back is given anew. */
export function ordinalOf(d: Engine, side: RewardRow["side"], { scope }: Occurrence): number {
  const corrections = isOnSide({ side }, "referrer") ? referralOf(d, scope)?.origin.corrections : undefined;
  return 1 + (corrections?.length ?? 0);
}
