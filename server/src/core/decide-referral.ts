/** Deciding a referral that a person enters by hand. */
import { referrersOf } from "./above.js";
import { beginByHand, whyNotByHand } from "./attribution.js";
import { decideEarlier } from "./decide-event.js";
import { trace } from "./deciding.js";
import { decline } from "./decline.js";
import { settleMember } from "./due.js";
import { uniqueByIn } from "./friend-referrals.js";
import { happeningOf } from "./happening.js";
import { findMemberByExternal, programsOf } from "./look-ups.js";
import { AHEAD_MS_MAX, knownMember } from "./members.js";
import { type Engine, referralOf, type Scope } from "./occurrence.js";
import type { Reason } from "./reasons.js";
import type { Outcome, ReferralEntryInput } from "./record.js";
import type { ReferralRow } from "./rows.js";
import { find } from "./world.js";

/**
 * The friend need not be known: whoever is named becomes a member, unless there can be no such referral. What the friend has told earlier is decided for it,
 * as after a late sign-up.
 */
export function decideReferralEntry(d: Engine, input: ReferralEntryInput): Outcome {
  const { program, member, referrer, reason } = input;
  const scope = programsOf(d.world).find(({ programId }) => programId === program);
  if (scope === undefined) return decline("program_unknown");
  const referredFor = uniqueByIn(d.world, program) === null ? null : (input.referredFor ?? null);
  const why = whyClosed(d, scope, input) ?? whyNotByHand(d, scope, findMemberByExternal(d.world, member), referrer, { referredFor });
  if (why !== undefined) return decline("referral_not_possible", { why });
  const friend = knownMember(d, { member });
  settleMember(d, friend.id);
  trace(d, { step: "referral.entered", reason });
  const signUp = happeningOf({ kind: "event", type: "sign_up", member, occurredAt: input.occurredAt }, friend.id, d.record.number, d.at);
  const begun = beginByHand(d, scope, { member: friend, referredFor }, referrer, signUp, reason);
  for (const id of referrersOf(d, begun.program, referralOf(d, begun) as ReferralRow)) settleMember(d, id);
  if (friend.recordNumber !== d.record.number) decideEarlier(d, begun, friend.id);
  return { status: "done", member: friend.id, referral: begun.referralId };
}

function whyClosed(d: Engine, { programId }: Scope, { occurredAt, member, referrer }: ReferralEntryInput): Reason | undefined {
  const status = find(d.world, "programs", programId)?.status;
  if (status === "ended") return "program_over";
  if (status === "paused") return "program_paused";
  if (occurredAt !== undefined && occurredAt > d.at + AHEAD_MS_MAX) return "in_future";
  return member === referrer ? "self_referral" : undefined;
}
