/** Rows as callers see them: amounts as decimals with their unit, moments as ISO 8601, people by the business's own ids. */
import type { WorkspacePrograms } from "../commands/program-directory.js";
import { formatDecimal } from "../core/money.js";
import { formatInstant } from "../core/time.js";
import { precisionOfUnit, publicUnit } from "../core/unit.js";
import type { MemberEnrolment, MemberView } from "../queries/members.js";
import type { RedemptionView } from "../queries/redemptions.js";
import type { ReferralView } from "../queries/referrals.js";
import type { RewardView } from "../queries/rewards.js";
import type { Purse, WalletEntry, WalletUnit } from "../queries/wallet.js";

export function instant(at: number | null | undefined): string | null {
  return at === null || at === undefined ? null : formatInstant(at);
}

/** Minor units of a ledger unit as a decimal. */
export function decimal(programs: WorkspacePrograms, minor: bigint, unit: string): string {
  return formatDecimal(minor, precisionOfUnit(unit, programs.precisionOf));
}

export function rewardView(programs: WorkspacePrograms, reward: RewardView) {
  const { unit, details, couponCode, givenCode, usesLeft } = reward;
  const value =
    unit === null
      ? {}
      : { ...publicUnit(unit), amount: decimal(programs, reward.amount, unit), remaining: decimal(programs, reward.remaining, unit) };
  return {
    id: reward.id,
    program: reward.programId,
    version: reward.version,
    rule: reward.ruleId,
    grant: reward.grantId,
    ordinal: reward.ordinal,
    member: reward.member,
    side: reward.side,
    referral: reward.referralId,
    type: reward.kind,
    ...value,
    ...(couponCode === null ? {} : { coupon: couponCode }),
    ...(givenCode === null ? {} : { code: { code: givenCode, usesLeft: usesLeft ?? 0 } }),
    ...(reward.kind !== "coupon" && reward.kind !== "code" && details.item !== undefined ? { item: details.item } : {}),
    ...(details.places === undefined ? {} : { places: details.places }),
    ...(details.tickets === undefined ? {} : { tickets: details.tickets }),
    ...(details.draw === undefined ? {} : { draw: details.draw }),
    ...claimView(programs, reward),
    state: reward.state,
    fulfilment: reward.fulfilment,
    hold: reward.state === "pending" ? holdView(details.hold) : null,
    madeAt: instant(reward.madeAt),
    availableAt: instant(reward.availableAt),
    expiresAt: instant(reward.expiresAt),
    event: `evt_${reward.recordNumber}`,
    ...(details.reevaluated === undefined ? {} : { reevaluated: { occurredAt: instant(details.reevaluated.occurredAt) } }),
  };
}

function claimView(programs: WorkspacePrograms, { state, details: { claim, choice, stock } }: RewardView) {
  if (choice?.chosen !== undefined) return { chosen: choice.chosen };
  if (state !== "waiting") return {};
  if (stock !== undefined) return { awaitsStock: true };
  const options = choice?.options.map(({ id, kind, unit, amount, item }) => ({
    id,
    type: kind,
    ...(unit === null ? {} : { ...publicUnit(unit), amount: decimal(programs, BigInt(amount), unit) }),
    ...(item !== undefined && { item }),
  }));
  return { claim: { until: instant(choice?.until ?? claim?.until), ...(options !== undefined && { options }) } };
}

function holdView(hold: RewardView["details"]["hold"]) {
  if (hold === undefined) return null;
  const waitsFor = (["approval", "event", "review"] as const).filter((name) => hold[name]);
  return { until: instant(hold.until), waitsFor };
}

export function referralView(referral: ReferralView) {
  const { times, goals } = referral;
  const { versions = [], ...origin } = referral.origin;
  return {
    id: referral.id,
    program: referral.programId,
    version: referral.version,
    earlierVersions: versions,
    friend: referral.friend,
    referrer: referral.referrer,
    referredFor: referral.referredFor,
    state: referral.state,
    stage: referral.stage,
    friendSide: referral.friendSide,
    referrerSide: referral.referrerSide,
    beganAt: instant(referral.beganAt),
    signedUpAt: instant(times.signed_up),
    qualifiedAt: instant(times.qualified),
    convertedAt: instant(times.converted),
    attribution: {
      ...origin,
      visitAt: instant(origin.visitAt),
      losers: origin.losers.map(({ method, reason, code, visit }) => ({ method, reason, code, visit })),
    },
    corrections: referral.corrections.map(({ referrer, record, reason }) => ({ referrer, event: `evt_${record}`, reason })),
    goals: Object.entries(goals).map(([goal, { reachedAt, ordinal }]) => ({ goal, reachedAt: instant(reachedAt), ordinal })),
    reviews: referral.reviews.map(({ check, sides, record, answer, reason }) => ({
      check,
      sides,
      event: `evt_${record}`,
      answer: answer ?? null,
      reason: reason ?? null,
    })),
    event: `evt_${referral.recordNumber}`,
  };
}

export function purseView(programs: WorkspacePrograms, { unit, pending, available, debt, nextExpiry }: Purse) {
  const amount = (minor: bigint) => decimal(programs, minor, unit);
  return {
    ...publicUnit(unit),
    ...{ pending: amount(pending), available: amount(available), debt: amount(debt) },
    nextExpiry: nextExpiry === null ? null : { at: instant(nextExpiry.at), amount: amount(nextExpiry.amount) },
  };
}
export function walletView(programs: WorkspacePrograms, wallet: WalletUnit) {
  const amount = (minor: bigint) => decimal(programs, minor, wallet.unit);
  return {
    ...purseView(programs, wallet),
    lots: wallet.lots.map((lot) => ({
      reward: lot.reward,
      remaining: amount(lot.remaining),
      availableAt: instant(lot.availableAt),
      expiresAt: instant(lot.expiresAt),
      minimumSpend: lot.minimumSpend === null ? null : amount(BigInt(lot.minimumSpend)),
    })),
  };
}

export function entryView(programs: WorkspacePrograms, { recordNumber, index, at, unit, amount, from, to, reward, reason }: WalletEntry) {
  return {
    id: `${recordNumber}.${index}`,
    at: instant(at),
    ...publicUnit(unit),
    amount: decimal(programs, amount, unit),
    from,
    to,
    reward,
    reason,
    event: `evt_${recordNumber}`,
  };
}

export function redemptionView(programs: WorkspacePrograms, redemption: RedemptionView) {
  const { id, kind, unit, amount, subject, state, at, lots } = redemption;
  const value = unit === null ? {} : { ...publicUnit(unit), amount: decimal(programs, amount, unit) };
  // A coupon has one lot, which is used as a whole: what it took off is the redemption's amount.
  const parts = lots.map((lot) =>
    unit === null || kind === "coupon" ? { reward: lot.reward } : { reward: lot.reward, amount: decimal(programs, BigInt(lot.amount), unit) },
  );
  return { id, use: kind, ...value, subject, state, at: instant(at), lots: parts };
}

/** A member with what they share: a code, a link and a QR for each program. `publicUrl` is where links begin. */
export function memberView(publicUrl: string, externalId: string | null, member: MemberView) {
  const { person = {} } = member;
  return {
    id: externalId,
    joinedAt: instant(member.joinedAt),
    email: person.email ?? null,
    phone: person.phone ?? null,
    name: person.name ?? null,
    address: person.address ?? null,
    traits: { ...(person.traits as Record<string, unknown> | undefined), ...member.traits },
    purchases: member.purchases,
    firstPurchaseAt: instant(member.firstPurchaseAt),
    lastSeenAt: instant(member.lastSeenAt),
    enrolments: member.enrolments.map((enrolment) => enrolmentView(publicUrl, externalId, enrolment)),
  };
}

function enrolmentView(publicUrl: string, externalId: string | null, enrolment: MemberEnrolment) {
  const { program, handle, status, code, codeStatus, joinedAt, terms } = enrolment;
  const link = linkOf(publicUrl, handle, code);
  const qr = externalId === null ? null : `${publicUrl}/v1/members/${encodeURIComponent(externalId)}/qr`;
  return {
    program,
    handle,
    status,
    code,
    codeStatus,
    link,
    /** Links tell where they were shared: put the channel and, if there are several places in it, the placement. */
    linkTemplate: `${link}?c={channel}&p={placement}`,
    qr: qr === null ? null : { svg: `${qr}.svg?program=${handle}`, png: `${qr}.png?program=${handle}` },
    joinedAt: instant(joinedAt),
    termsAccepted: terms.accepted,
    termsToAccept: terms.toAccept,
  };
}

/** The link that leads friends to the program's destination. */
export function linkOf(publicUrl: string, handle: string, code: string, sharing: { channel?: string; placement?: string } = {}): string {
  const query = new URLSearchParams();
  if (sharing.channel !== undefined) query.set("c", sharing.channel);
  if (sharing.placement !== undefined) query.set("p", sharing.placement);
  const text = query.toString();
  return `${publicUrl}/r/${handle}/${code}${text === "" ? "" : `?${text}`}`;
}
