/** A member shows an earned badge on a page that everybody can open, or takes the page away again. */
import { put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { settleMember } from "./due.js";
import { findMemberByExternal, versionOf } from "./look-ups.js";
import type { Engine } from "./occurrence.js";
import type { ExternalHash, Outcome } from "./record.js";
import { isOver } from "./reward.js";
import type { RewardRow } from "./rows.js";
import { find } from "./world.js";

export interface ShareBadgeInput {
  kind: "badge.share";
  member: ExternalHash;
  /** The reward that is the award of the badge. */
  reward: string;
  shared: boolean;
  /** The page leads on by the member's link, so that who comes by it is referred. */
  withLink?: boolean;
}

/** Only the member's own award that still stands, and only of a badge that the program lets members share. Hiding is always possible. */
export function decideShareBadge(d: Engine, { member: external, reward: id, shared, withLink = true }: ShareBadgeInput): Outcome {
  const member = findMemberByExternal(d.world, external);
  const found = find(d.world, "rewards", id);
  if (member === undefined || found === undefined || found.recipientId !== member.id || found.kind !== "badge") return decline("reward_unknown");
  settleMember(d, member.id);
  const reward = find(d.world, "rewards", id) as RewardRow;
  const { shared: before, ...details } = reward.details;
  if (shared) {
    if (isOver(reward.state)) return decline("badge_not_to_be_shared", { state: reward.state });
    if (!isShareable(d, reward)) return decline("badge_not_to_be_shared");
    put(d, "rewards", id, { details: { ...details, shared: { since: before?.since ?? d.at, withLink } } });
  } else put(d, "rewards", id, { details });
  trace(d, { step: shared ? "badge.shared" : "badge.hidden", badge: reward.details.item });
  return { status: "done", reward: id, member: member.id, shared };
}

/** As the program says now, not as it said when the badge was earned. */
function isShareable(d: Engine, { programId, details }: RewardRow): boolean {
  const program = find(d.world, "programs", programId);
  return program !== undefined && versionOf(d.world, programId, program.version).badges.get(details.item ?? "")?.shareable === true;
}
