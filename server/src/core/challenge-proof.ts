/**
 * Proofs of challenges: what a member shows once everything else is done, and a person accepts. What is shown is personal and lies beside the record that brought
 * it; here is how it stands.
 */

import { isDone, latestProof, PROOF_DAYS, type Proof, type TimeState, timeAt, withTime } from "./challenge-state.js";
import { fact, trace } from "./deciding.js";
import { decline } from "./decline.js";
import type { CompiledChallenge } from "./document/compiled-game.js";
import { settleMember } from "./due.js";
import { programKeys } from "./keys.js";
import { findMemberByExternal } from "./look-ups.js";
import { type Engine, type Scope, scopeInForce } from "./occurrence.js";
import type { ExternalHash, Outcome } from "./record.js";
import { challengeStateOf, settle } from "./settle-challenge.js";
import { find } from "./world.js";

export interface ChallengeProofInput {
  kind: "challenge.prove";
  program: string;
  member: ExternalHash;
  challenge: string;
  by: "link" | "text" | "picture";
  /** Of the member's; null: one was named that there is not. */
  picture?: string | null;
}
/** The owner's answer to what was handed in by the record `written`: what is handed in anew meanwhile has not been looked at. */
export interface ChallengeProofReviewInput {
  kind: "challenge.review";
  program: string;
  member: ExternalHash;
  challenge: string;
  written: number;
  answer: "accept" | "refuse";
  reason?: string;
}

/** The member takes back what waits to be looked at. */
export interface ChallengeProofWithdrawalInput {
  kind: "challenge.withdraw";
  program: string;
  member: ExternalHash;
  challenge: string;
}

interface Found {
  member: string;
  scope: Scope;
  challenge: CompiledChallenge;
}
/** A challenge that runs, for a member of the program; or why not. */
export function findChallenge(d: Engine, program: string, external: ExternalHash, id: string): Found | Outcome {
  const member = findMemberByExternal(d.world, external);
  const scope = scopeInForce(d, program);
  const challenge = scope?.program.challenges.find((each) => each.id === id);
  if (member === undefined) return decline("member_unknown");
  if (scope === undefined || challenge === undefined) return decline("challenge_unknown");
  const enrolment = programKeys(d.world.keys, d.world.workspace.id, program, member.id).enrolment;
  if (find(d.world, "enrolments", enrolment) === undefined) return decline("member_not_enrolled");
  return { member: member.id, scope, challenge };
}
export function isRunning(d: Engine, { programId }: Scope): boolean {
  return find(d.world, "programs", programId)?.status === "running";
}

/** Handed in for the latest time in which everything else is done; again as long as it is not accepted: then it is looked at anew. */
export function decideProof(d: Engine, { program, member: external, challenge: id, by, picture }: ChallengeProofInput): Outcome {
  const found = findChallenge(d, program, external, id);
  if ("status" in found) return found;
  const { member, scope, challenge } = found;
  if (challenge.proof !== by) return decline("proof_not_wanted", { why: "another_form" });
  if (!isRunning(d, scope)) return decline("program_not_running");
  if (picture === null) return decline("picture_unknown");
  settleMember(d, member);
  const state = challengeStateOf(d, program, member, id);
  const [name, time] = timeToProve(d, scope, challenge, state) ?? [];
  if (name === undefined || time === undefined) return decline("proof_not_wanted", { why: "not_done" });
  if (time.proof?.state === "accepted") return decline("proof_not_wanted", { why: "accepted" });
  const proof: Proof = { record: d.record.number, at: d.at, state: "waiting", ...(picture !== undefined && { picture }) };
  trace(d, { step: "challenge.proof_handed_in", challenge: id });
  fact(d, { kind: "challenge.proof_handed_in", member, program, challenge: id });
  settle(d, scope, challenge, member, withTime(state, name, { ...time, proof }), [name], d.at);
  return { status: "done", member, challenge: id };
}

/** One that is not over for longer than proofs are taken; one that waits for a proof goes before one that has it. */
function timeToProve(
  d: Engine,
  { program }: Scope,
  challenge: CompiledChallenge,
  state: ReturnType<typeof challengeStateOf>,
): [name: string, time: TimeState] | undefined {
  const present = timeAt(challenge.time, d.at, program.timeZone, program.weekStart);
  const begun = { gathered: {}, ordinal: 0, reachedAt: null, held: [] };
  const times: Record<string, TimeState> = {
    ...(present && { [present.key]: { ...begun, start: present.start, end: present.end } }),
    ...state.times,
  };
  const open = Object.entries(times)
    .filter(([, time]) => d.at < time.end + PROOF_DAYS * 86_400_000 && isDone(challenge, state, time))
    .sort(([, a], [, b]) => b.start - a.start);
  return open.find(([, { proof }]) => proof?.state !== "accepted") ?? open[0];
}

/** What waits is as if it had not been handed in; what was answered stays. */
export function decideProofWithdrawal(d: Engine, { program, member: external, challenge: id }: ChallengeProofWithdrawalInput): Outcome {
  const found = findChallenge(d, program, external, id);
  if ("status" in found) return found;
  const { member, scope, challenge } = found;
  settleMember(d, member);
  const state = challengeStateOf(d, program, member, id);
  const waiting = latestProof(state, ["waiting"]);
  const [name, standing] = Object.entries(state.times).find(([, { proof }]) => proof !== undefined && proof === waiting) ?? [];
  if (name === undefined || standing === undefined) return decline("proof_unknown");
  const { proof: _, ...time } = standing;
  trace(d, { step: "challenge.proof_withdrawn", challenge: id });
  settle(d, scope, challenge, member, withTime(state, name, time), [name], d.at);
  return { status: "done", member, challenge: id };
}

/** Accepted, the challenge is completed, as of the moment at which the proof was handed in. Refused, also later, it is not, or no longer. */
export function decideProofReview(d: Engine, input: ChallengeProofReviewInput): Outcome {
  const { program, member: external, challenge: id, written, answer, reason } = input;
  const found = findChallenge(d, program, external, id);
  if ("status" in found) return found;
  const { member, scope, challenge } = found;
  settleMember(d, member);
  const state = challengeStateOf(d, program, member, id);
  const latest = latestProof(state);
  const [name, time] = Object.entries(state.times).find(([, { proof }]) => proof?.record === written) ?? [];
  if (latest === undefined) return decline("proof_unknown");
  if (name === undefined || time?.proof === undefined) return decline("proof_changed", { event: `evt_${latest.record}` });
  if (answer === "accept" && !isRunning(d, scope)) return decline("program_not_running");
  const { record, at, picture } = time.proof;
  const now = answer === "accept" ? ("accepted" as const) : ("refused" as const);
  if (time.proof.state !== now) fact(d, { kind: "challenge.proof_answered", member, program, challenge: id, answer: now });
  const proof: Proof = { record, at, state: now, ...(picture !== undefined && { picture }), ...(reason !== undefined && { reason }) };
  trace(d, { step: `challenge.proof_${now}`, challenge: id, reason });
  settle(d, scope, challenge, member, withTime(state, name, { ...time, proof }), [name], at);
  return { status: "done", member, challenge: id, state: now };
}
