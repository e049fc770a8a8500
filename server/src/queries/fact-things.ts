import { type Database, inWorkspace } from "../store/db.js";
import { externalIdOf, type PeopleReader } from "./people.js";
import { type RedemptionView, selectRedemptionsById } from "./redemptions.js";
import { type ReferralView, selectReferralsById } from "./referrals.js";
import { type RewardView, selectRewardsById } from "./rewards.js";

/** What facts name, as it is now, by id. */
export interface FactThings {
  rewards: Map<string, RewardView>;
  referrals: Map<string, ReferralView>;
  redemptions: Map<string, RedemptionView>;
  /** The business's own ids of members; null of those who were erased. */
  members: Map<string, string | null>;
}

/** Everything that the bodies of these facts name, read at one moment. */
export function loadFactThings(
  db: Database,
  workspaceId: string,
  people: PeopleReader,
  bodies: readonly Record<string, unknown>[],
): Promise<FactThings> {
  const named = (field: string): string[] => [...new Set(bodies.map((body) => body[field]).filter((id) => typeof id === "string"))];
  const members = [...new Set([...named("member"), ...named("merged")])];
  return inWorkspace(db, workspaceId, async (tx) => {
    const [rewards, referrals, redemptions, persons] = await Promise.all([
      selectRewardsById(tx, workspaceId, people, named("reward")),
      selectReferralsById(tx, workspaceId, people, named("referral")),
      selectRedemptionsById(tx, workspaceId, named("redemption")),
      people(tx, members),
    ]);
    return {
      rewards: byId(rewards),
      referrals: byId(referrals),
      redemptions: byId(redemptions),
      members: new Map(members.map((id) => [id, externalIdOf(persons.get(id))])),
    };
  });
}

function byId<T extends { id: string }>(rows: T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}
