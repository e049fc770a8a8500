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
  state: RewardState;
  expiresAt: number | null;
  currency: string;
  terms: CouponTerms;
  /** The products that it is only for; undefined for all. */
  assortment: CompiledAssortment | undefined;
}
interface Row extends Omit<CouponView, "currency" | "terms" | "assortment"> {
  ruleId: string;
  grantId: string;
  details: RewardDetails;
  document: ProgramDocument;
  now: number;
}

const ONE: Statement = {
  name: "coupons.one",
  text: `select c.display, c.uses_left as "usesLeft", c.program_id as "programId", c.reward_id as "rewardId", c.member_id as "memberId",
      $3::text is null or c.member_id in (select coalesce(merged_into, id) from members where workspace_id = $1 and external_hash = $3) as "isTheirs", r.state, r.expires_at as "expiresAt", r.rule_id as "ruleId", r.grant_id as "grantId", r.details, v.document,
      coalesce(h.clock, clock_timestamp()) as now
    from coupons c
    join rewards r on r.workspace_id = c.workspace_id and r.id = c.reward_id
    join program_versions v on v.workspace_id = r.workspace_id and v.program_id = r.program_id and v.version = r.version
    join heads h on h.workspace_id = c.workspace_id
    where c.workspace_id = $1 and c.code = $2`,
};

/** The coupon with the terms of the version that gave it, and the workspace's present time; undefined when there is none. `member` is a keyed hash. */
export function loadCoupon(db: Database, workspaceId: string, code: string, member?: string): Promise<(CouponView & { now: number }) | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [row] = await tx.query<Row>(ONE, [workspaceId, code, member ?? null]);
    if (row === undefined) return undefined;
    const { document, ruleId, grantId, details, ...coupon } = row;
    const terms = termsOf(document, ruleId, grantId, details);
    const assortment = terms.onlyFor === undefined ? undefined : compileAssortments(document).get(terms.onlyFor);
    return { ...coupon, currency: document.currency ?? "USD", terms, assortment };
  });
}

function termsOf(document: ProgramDocument, ruleId: string, grantId: string, details: RewardDetails): CouponTerms {
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
