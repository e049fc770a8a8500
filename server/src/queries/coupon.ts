import type { CouponUsed } from "../core/coupon-refusal.js";
import { compileAssortments } from "../core/document/compile-assortment.js";
import type { CompiledAssortment } from "../core/document/compiled-amount.js";
import type { CouponTerms, Grant, ProgramDocument } from "../core/document/schema.js";
import type { RewardDetails, RewardState } from "../core/rows.js";
import { type Database, inWorkspace, type Statement } from "../store/db.js";

export interface CouponView {
  display: string;
  usesLeft: number;
  programId: string;
  rewardId: string;
  memberId: string;
  /** False when it was asked for as another member's. */
  isTheirs: boolean;
  /** What was used for the order; null when none was named. */
  usedFor: CouponUsed[] | null;
  state: RewardState;
  expiresAt: number | null;
  currency: string;
  terms: CouponTerms;
  /** The products that it is only for; undefined for all. */
  assortment: CompiledAssortment | undefined;
}
interface Given {
  ruleId: string;
  grantId: string;
  details: RewardDetails;
  document: ProgramDocument;
}
interface Row extends Omit<CouponView, "currency" | "terms" | "assortment" | "isTheirs" | "usedFor">, Given {
  isRecipient: boolean;
  boundTo: string | null;
  isFirstUser: boolean;
  now: number;
}

const ONE: Statement = {
  name: "coupons.one",
  text: `select c.display, c.uses_left as "usesLeft", c.program_id as "programId", c.reward_id as "rewardId", c.member_id as "memberId",
      c.bound_to as "boundTo",
      c.member_id in (select coalesce(merged_into, id) from members where workspace_id = $1 and external_hash = $3) as "isRecipient",
      exists (select 1 from members a join members b on b.workspace_id = a.workspace_id and coalesce(b.merged_into, b.id) = coalesce(a.merged_into, a.id)
        where a.workspace_id = $1 and a.external_hash = $3 and b.external_hash = c.bound_to) as "isFirstUser", r.state, r.expires_at as "expiresAt", r.rule_id as "ruleId", r.grant_id as "grantId", r.details, v.document,
      coalesce(h.clock, clock_timestamp()) as now
    from coupons c
    join rewards r on r.workspace_id = c.workspace_id and r.id = c.reward_id
    join program_versions v on v.workspace_id = r.workspace_id and v.program_id = r.program_id and v.version = r.version
    join heads h on h.workspace_id = c.workspace_id
    where c.workspace_id = $1 and c.code = $2`,
};

const USED_FOR: Statement = {
  name: "coupons.used_for",
  text: `select r.id as "rewardId", r.rule_id as "ruleId", r.grant_id as "grantId", r.details, v.document
    from redemptions x
    join rewards r on r.workspace_id = x.workspace_id and r.id = x.lots -> 0 ->> 'reward'
    join program_versions v on v.workspace_id = r.workspace_id and v.program_id = r.program_id and v.version = r.version
    where x.workspace_id = $1 and x.subject = $2 and x.kind = 'coupon' and x.state = 'done'`,
};

/** For whom and for which order a coupon is asked for: `member` is a keyed hash, `subject` the order's id. */
export interface CouponAskedFor {
  member?: string;
  subject?: string;
}

/** The coupon with the terms of the version that gave it, and the workspace's present time; undefined when there is none. */
export function loadCoupon(
  db: Database,
  workspaceId: string,
  code: string,
  { member, subject }: CouponAskedFor = {},
): Promise<(CouponView & { now: number }) | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [rows, used] = await Promise.all([
      tx.query<Row>(ONE, [workspaceId, code, member ?? null]),
      subject === undefined ? null : tx.query<Given & { rewardId: string }>(USED_FOR, [workspaceId, subject]),
    ]);
    const [row] = rows;
    if (row === undefined) return undefined;
    const { document, ruleId, grantId, details, isRecipient, isFirstUser, boundTo, ...coupon } = row;
    const terms = termsOf(row);
    const assortment = terms.onlyFor === undefined ? undefined : compileAssortments(document).get(terms.onlyFor);
    const isOwn = terms.boundAtFirstUse ? boundTo === null || boundTo === member || isFirstUser : isRecipient;
    const usedFor = used?.map((use) => ({ isThis: use.rewardId === row.rewardId, isCombinable: termsOf(use).combinable ?? true })) ?? null;
    return { ...coupon, isTheirs: member === undefined || isOwn, usedFor, currency: document.currency ?? "USD", terms, assortment };
  });
}

function termsOf({ document, ruleId, grantId, details }: Given): CouponTerms {
  const grant = document.rules?.find((rule) => rule.id === ruleId)?.grants.find((one) => one.id === grantId);
  const given = grant === undefined ? undefined : givenPart(grant, details);
  if (given === undefined || !("coupon" in given)) throw new Error(`L13: rule ${ruleId} gives no coupon ${grantId} in the version of the reward.`);
  return given.coupon;
}
/** What was given, where the grant is one of several. */
function givenPart(grant: Grant, { draw, choice }: RewardDetails) {
  if ("drawn" in grant) return grant.drawn.outcomes.find(({ id }) => id === draw?.outcome);
  return "choice" in grant ? grant.choice.options.find(({ id }) => id === choice?.chosen) : grant;
}
