/** A member joins a challenge that is only for those who do. */
import { joinChallenge } from "./challenges.js";
import { decline } from "./decline.js";
import { settleMember } from "./due.js";
import { programKeys } from "./keys.js";
import { findMemberByExternal } from "./look-ups.js";
import { type Engine, scopeInForce } from "./occurrence.js";
import type { ExternalHash, Outcome } from "./record.js";
import { challengeStateOf } from "./settle-challenge.js";
import { find } from "./world.js";

export interface JoinChallengeInput {
  kind: "challenge.join";
  member: ExternalHash;
  program: string;
  challenge: string;
}

/** Who has joined stays so, in each of its times; joining again changes nothing. What the member did before, in a time that is not over, counts. */
export function decideJoinChallenge(d: Engine, { member: external, program: programId, challenge: id }: JoinChallengeInput): Outcome {
  const member = findMemberByExternal(d.world, external);
  const scope = scopeInForce(d, programId);
  const challenge = scope?.program.challenges.find((each) => each.id === id);
  if (member === undefined) return decline("member_unknown");
  if (scope === undefined || challenge === undefined) return decline("challenge_unknown");
  const enrolment = programKeys(d.world.keys, d.world.workspace.id, programId, member.id).enrolment;
  if (find(d.world, "enrolments", enrolment) === undefined) return decline("member_not_enrolled");
  if (!challenge.optIn) return decline("challenge_not_to_be_joined", { why: "for_all" });
  settleMember(d, member.id);
  const { joinedAt } = challengeStateOf(d, programId, member.id, id);
  const isOver = challenge.time.kind === "once" && d.at >= challenge.time.until;
  if (joinedAt === null && isOver) return decline("challenge_not_to_be_joined", { why: "over" });
  if (joinedAt === null && find(d.world, "programs", programId)?.status !== "running") return decline("program_not_running");
  if (joinedAt === null) joinChallenge(d, scope, challenge, member.id);
  return { status: "done", member: member.id, program: programId, challenge: id, joinedAt: joinedAt ?? d.at };
}
