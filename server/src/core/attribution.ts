/**
 * Attribution: deciding, once, which referral a sign-up belongs to. Candidates come from a visit, a code, a coupon or a named referrer; they are
 * ranked by the document; the best that may refer wins, and every loser is kept with its reason.
 */
import { contextForMember } from "./condition-context.js";
import { fact, trace } from "./deciding.js";
import { checkEligibility } from "./eligibility.js";
import { isReferred, newReferralId, referralsOfFriend, referredForOf } from "./friend-referrals.js";
import { expiryOf, stageOccurrence } from "./goals.js";
import type { Happening } from "./happening.js";
import { findMemberByExternal, identitiesOfMember, isAbove, programsOf, standingMember, versionOf } from "./look-ups.js";
import { type Engine, emit, type Scope } from "./occurrence.js";
import type { Origin } from "./origin.js";
import type { Reason } from "./reasons.js";
import type { EventInput } from "./record.js";
import type { MemberRow, ReferralRow } from "./rows.js";
import { changeReferral } from "./stages.js";
import { addDuration } from "./time.js";
import { useGivenCode } from "./use-given-code.js";
import { find } from "./world.js";

type Method = Origin["method"];
interface Candidate {
  method: Method;
  referrer?: string;
  code?: string;
  visit?: string;
  coupon?: string;
  at?: number;
  version?: number;
  channel?: string;
  placement?: string;
  reason?: Reason;
  /** Why a person entered it. */
  note?: string;
}

/** Begins the referral of a sign-up or claim, or says why there is none. Gives the scope of the new referral, or the reason. */
export function attribute(d: Engine, scope: Scope, member: MemberRow, input: EventInput, happening: Happening): Scope | Reason {
  const referredFor = referredForOf(d.world, scope.programId, input.properties);
  const candidates = rank(scope, candidatesOf(d, scope, input, happening));
  for (const { referrer: _, ...candidate } of candidates) trace(d, { step: "attribution.candidate", ...candidate });
  if (candidates.length === 0) return "no_candidate";
  if (isReferred(d.world, scope.programId, member.id, referredFor) || isReferredInGroup(d, scope, member)) return refuse(d, "already_referred");
  const closed = whyClosed(d, scope, member, happening);
  if (closed !== undefined) return refuse(d, closed);
  for (const candidate of candidates) candidate.reason ??= whyNotReferrer(d, scope, member, candidate);
  const winner = candidates.find(({ reason }) => reason === undefined);
  if (winner === undefined) return refuse(d, candidates[0]?.reason ?? "no_candidate");
  const id = newReferralId(d.world, scope.programId, member.id, referredFor);
  return begin(d, scopeOfBeginning(d, scope, winner, id), { member, referredFor }, winner, candidates, happening);
}

/**
 * Why a referral that a person enters cannot be; undefined when it can. The person knows better than the document who is an existing customer and how late
 * a claim may come; what no referral may be (of oneself, a second one, a cycle) this one may not be either. `began`: it is there already, and gets another referrer.
 */
export function whyNotByHand(
  d: Engine,
  scope: Scope,
  friend: MemberRow | undefined,
  referrer: string,
  { referredFor = null, began = false }: { referredFor?: string | null | undefined; began?: boolean },
): Reason | undefined {
  const candidate = fromReferrer(d, scope, referrer);
  if (candidate.reason !== undefined || friend === undefined) return candidate.reason;
  const isTaken = !began && (isReferred(d.world, scope.programId, friend.id, referredFor) || isReferredInGroup(d, scope, friend));
  return isTaken ? "already_referred" : whyNotReferrer(d, scope, friend, candidate);
}
/** Whether the friend counts in another program of the group. */
function isReferredInGroup(d: Engine, { programId, program }: Scope, member: MemberRow): boolean {
  if (program.group === null) return false;
  return programsOf(d.world).some(
    (other) =>
      other.programId !== programId && other.program.group === program.group && referralsOfFriend(d.world, other.programId, member.id).length > 0,
  );
}
/** Begins a referral for which `whyNotByHand` finds nothing. */
export function beginByHand(d: Engine, scope: Scope, friend: Friend, referrer: string, happening: Happening, note: string): Scope {
  const referralId = newReferralId(d.world, scope.programId, friend.member.id, friend.referredFor);
  const candidate: Candidate = { ...fromReferrer(d, scope, referrer), method: "hand", note };
  return begin(d, { ...scope, referralId }, friend, candidate, [candidate], happening);
}

/** A referral that begins at its visit keeps the version of that moment: what the link promised. */
function scopeOfBeginning(d: Engine, scope: Scope, { version }: Candidate, referralId: string): Scope {
  if (scope.program.referral.begins !== "visit" || version === undefined) return { ...scope, referralId };
  return { programId: scope.programId, version, program: versionOf(d.world, scope.programId, version), referralId };
}
function refuse(d: Engine, reason: Reason): Reason {
  trace(d, { step: "referral.refused", reason });
  return reason;
}

function candidatesOf(d: Engine, scope: Scope, input: EventInput, happening: Happening): Candidate[] {
  const candidates: Candidate[] = [];
  if (input.referrer !== undefined) candidates.push(fromReferrer(d, scope, input.referrer));
  if (input.code !== undefined) candidates.push(fromCode(d, scope, input.code, "code"));
  if (input.coupon !== undefined) candidates.push(fromCoupon(d, scope, input.coupon));
  if (input.visits?.length === 0) candidates.push({ method: "link", reason: "visit_unknown" });
  for (const visit of input.visits ?? []) {
    if (visit.program !== scope.programId) continue;
    const { id, member, code, at, version, channel, placement } = visit;
    const isOld = at < happening.occurredAt && addDuration(at, scope.program.attribution.window, scope.program.timeZone) <= happening.occurredAt;
    candidates.push({
      method: "link",
      referrer: standingMember(d.world, member).id,
      visit: id,
      code,
      at,
      version,
      channel,
      placement,
      ...(isOld && { reason: "visit_too_old" as const }),
    });
  }
  return candidates;
}
function fromReferrer(d: Engine, scope: Scope, external: string): Candidate {
  const row = findMemberByExternal(d.world, external);
  if (row === undefined) return { method: "referrer", reason: "referrer_unknown" };
  const isEnrolled = find(d.world, "enrolments", `${scope.programId}\n${row.id}`) !== undefined;
  return { method: "referrer", referrer: row.id, ...(!isEnrolled && { reason: "referrer_not_enrolled" as const }) };
}
function fromCode(d: Engine, scope: Scope, code: string, method: Method): Candidate {
  const row = find(d.world, "codes", `${scope.programId}\n${code}`);
  if (row === undefined) return { method, code, reason: "code_unknown" };
  const { channel, placement } = row;
  const candidate: Candidate = {
    method,
    code,
    referrer: row.memberId,
    ...(channel !== null && { channel }),
    ...(placement !== null && { placement }),
  };
  if (row.status === "disabled") return { ...candidate, reason: "code_disabled" };
  return row.expiresAt !== null && row.expiresAt <= d.at ? { ...candidate, reason: "code_expired" } : candidate;
}
/** A coupon field takes a referral code as well as a coupon that a member was given and passed on. */
function fromCoupon(d: Engine, scope: Scope, text: string): Candidate {
  const byCode = fromCode(d, scope, text, "coupon");
  if (byCode.referrer !== undefined) return byCode;
  const coupon = find(d.world, "coupons", text);
  if (coupon === undefined || coupon.programId !== scope.programId) return { method: "coupon", coupon: text, reason: "coupon_unknown" };
  return { method: "coupon", coupon: text, referrer: coupon.memberId };
}

/**
 * By the document's order of methods; among visits the last or the first. A code that came with a visit of its own link is that link's: the friend opened it,
 * whether they typed its code as well or the page filled it in.
 */
function rank(scope: Scope, candidates: Candidate[]): Candidate[] {
  const { order, touch } = scope.program.attribution;
  const later = touch === "last" ? -1 : 1;
  const placeOf = (method: Method) => (order as Method[]).indexOf(method);
  const named = candidates.filter(({ method }) => placeOf(method) >= 0);
  const opened = new Set(named.map(({ visit, reason, code }) => (visit !== undefined && reason === undefined ? code : undefined)));
  return named
    .filter(({ method, code }) => method !== "code" || !opened.has(code))
    .sort((a, b) => placeOf(a.method) - placeOf(b.method) || later * ((a.at ?? 0) - (b.at ?? 0)));
}

/** Why no referral can begin for this person now, whoever referred. */
function whyClosed(d: Engine, scope: Scope, member: MemberRow, { type, occurredAt }: Happening): Reason | undefined {
  const { schedule, attribution, timeZone } = scope.program;
  if (schedule.joinFrom !== null && occurredAt < schedule.joinFrom) return "program_not_started";
  if (schedule.joinUntil !== null && occurredAt >= schedule.joinUntil) return "program_over";
  if (attribution.existingCustomer.evaluate(contextForMember(d, scope, member.id)) === true) return "existing_customer";
  if (type !== "claim") return undefined;
  const isLate = attribution.claimWithin === null || addDuration(member.joinedAt, attribution.claimWithin, timeZone) <= occurredAt;
  return isLate ? "claim_too_late" : undefined;
}

/** Why the candidate may not refer this friend. */
function whyNotReferrer(d: Engine, scope: Scope, member: MemberRow, { referrer }: Candidate): Reason | undefined {
  if (referrer === undefined) return "referrer_unknown";
  if (referrer === member.id) return "self_referral";
  const theirs = new Set(identitiesOfMember(d.world, referrer));
  const shared = identitiesOfMember(d.world, member.id).filter((identity) => theirs.has(identity));
  if (shared.some((identity) => identity.startsWith("email\n"))) return "same_email";
  if (shared.some((identity) => identity.startsWith("phone\n"))) return "same_phone";
  // Who is new has referred nobody: no cycle can close.
  if (member.recordNumber === d.record.number) return undefined;
  return isAbove(d.world, scope.programId, member.id, referrer) ? "cycle" : undefined;
}

/** Who is referred, and what for. */
interface Friend {
  member: MemberRow;
  referredFor: string | null;
}
function begin(d: Engine, scope: Scope, { member, referredFor }: Friend, winner: Candidate, candidates: Candidate[], happening: Happening): Scope {
  const referrer = winner.referrer as string;
  const at = happening.occurredAt;
  const { program } = scope;
  const losers = candidates
    .filter((candidate) => candidate !== winner)
    .map(({ method, referrer: other, code, visit, reason }) => ({ method, reason: reason ?? "outranked", referrer: other, code, visit }));
  for (const { method, reason } of losers) trace(d, { step: "attribution.lost", method, reason });
  trace(d, { step: "attribution.won", method: winner.method, referrer });
  const { method, code, visit, coupon, channel, placement, note: reason } = winner;
  const invitation = useGivenCode(d, scope.programId, code);
  const origin: Origin = {
    method,
    code,
    visit,
    coupon,
    ...(winner.at !== undefined && { visitAt: winner.at }),
    channel,
    placement,
    reason,
    losers,
    ...(invitation !== undefined && { invitation }),
  };
  const frozen = Object.fromEntries(program.referral.freezes.flatMap((path) => frozenTrait(member, path)));
  const row: ReferralRow = {
    id: scope.referralId as string,
    programId: scope.programId,
    friendId: member.id,
    referrerId: referrer,
    version: scope.version,
    state: "signed_up",
    stage: "signed_up",
    friendSide: "clear",
    referrerSide: "clear",
    beganAt: at,
    dueAt: expiryOf(scope, { beganAt: at }),
    recordNumber: d.record.number,
    origin,
    times: { signed_up: at },
    ordinals: {},
    goals: {},
    frozen,
    reviews: [],
    referredFor,
  };
  trace(d, { step: "referral.began", referral: row.id, program: scope.programId, referrer, ...(referredFor !== null && { referredFor }) });
  fact(d, { kind: "referral.began", referral: row.id, program: scope.programId });
  changeReferral(d, scope, row, happening, at);
  checkEligibility(d, scope, happening);
  emit(d, { on: "referral:signed_up", key: stageOccurrence(row.id, "signed_up", 1), scope, member: member.id, cause: happening, occurredAt: at });
  return scope;
}
function frozenTrait(member: MemberRow, path: string): [string, string | number | boolean][] {
  const name = path.replace(/^friend\.traits\./, "");
  const value = member.traits[name];
  return value === undefined ? [] : [[name, value]];
}
