/** Challenges as they stand: kept, and judged, for a member alone or for all of a squad. */
import { type ChallengeState, isCompleted, latestProof, NO_STATE, type TimeState } from "./challenge-state.js";
import { type Deciding, fact, put, trace } from "./deciding.js";
import type { CompiledChallenge } from "./document/compiled-game.js";
import { settleMember } from "./due.js";
import { type Engine, emit, type Scope } from "./occurrence.js";
import { type Gathered, isSquadDone, type SquadRow, squadKey, together } from "./squad.js";
import { undoOccurrence } from "./taking-back.js";
import { demand, find } from "./world.js";

/** What a member has done in a challenge of a program. */
export interface ChallengeRow {
  programId: string;
  memberId: string;
  challenge: string;
  state: ChallengeState;
  recordNumber: number;
  /** The records of the latest proof, and of the latest that waits for an answer: by these they are found. */
  proof: number | null;
  waitingProof: number | null;
}
export function challengeKey(programId: string, member: string, challenge: string): string {
  return `${programId}\n${member}\n${challenge}`;
}
export function challengeStateOf(d: Deciding, programId: string, member: string, challenge: string): ChallengeState {
  return find(d.world, "challenges", challengeKey(programId, member, challenge))?.state ?? NO_STATE;
}
export function saveChallenge(d: Deciding, programId: string, memberId: string, challenge: string, state: ChallengeState): void {
  const key = challengeKey(programId, memberId, challenge);
  const known = find(d.world, "challenges", key);
  const proofs = { proof: latestProof(state)?.record ?? null, waitingProof: latestProof(state, ["waiting"])?.record ?? null };
  if (known === undefined) put(d, "challenges", key, { programId, memberId, challenge, state, recordNumber: d.record.number, ...proofs });
  else if (known.proof === proofs.proof && known.waitingProof === proofs.waitingProof) put(d, "challenges", key, { state });
  else put(d, "challenges", key, { state, ...proofs });
}

/** Saves the state, and judges the named times as they now stand: completed, or not any more; of a squad for all who are in it. */
export function settle(
  d: Engine,
  scope: Scope,
  challenge: CompiledChallenge,
  member: string,
  state: ChallengeState,
  names: readonly string[],
  at: number,
): void {
  const inSquads = names.filter((name) => state.times[name]?.squad !== undefined);
  const alone = names.filter((name) => !inSquads.includes(name));
  // What was completed before there were squads stays so as long as it is done.
  const mayComplete = ({ reachedAt }: TimeState) => challenge.squad === null || reachedAt !== null;
  judge(d, scope, challenge, { member, state, names: alone, at }, (time) => mayComplete(time) && isCompleted(challenge, state, time));
  for (const name of inSquads) judgeSquad(d, scope, challenge, state.times[name]?.squad as string, at);
}

interface Judged {
  member: string;
  state: ChallengeState;
  names: readonly string[];
  at: number;
}
function judge(
  d: Engine,
  scope: Scope,
  challenge: CompiledChallenge,
  { member, state, names, at }: Judged,
  isReached: (time: TimeState) => boolean,
): void {
  const times = { ...state.times };
  const [completed, fallen]: [string[], string[]] = [[], []];
  for (const name of names) {
    const time = times[name];
    if (time === undefined || isReached(time) === (time.reachedAt !== null)) continue;
    if (time.reachedAt !== null) {
      fallen.push(...time.held);
      times[name] = { ...time, reachedAt: null, held: [] };
      trace(d, { step: "challenge.reopened", challenge: challenge.id });
    } else {
      const ordinal = time.ordinal + 1;
      const key = `challenge:${scope.programId}:${challenge.id}:${name}:${ordinal}:${member}`;
      completed.push(key);
      times[name] = { ...time, ordinal, reachedAt: at, held: [key] };
    }
  }
  saveChallenge(d, scope.programId, member, challenge.id, { ...state, times });
  for (const key of fallen) undoOccurrence(d, key, "challenge_fell");
  for (const key of completed) tell(d, scope, challenge, member, key, at);
}
function tell(d: Engine, scope: Scope, { id }: CompiledChallenge, member: string, key: string, at: number): void {
  trace(d, { step: "challenge.completed", challenge: id, member });
  fact(d, { kind: "challenge.completed", member, program: scope.programId, challenge: id });
  // A program that is paused or has ended gives nothing, but what is completed is.
  if (find(d.world, "programs", scope.programId)?.status !== "running") return;
  emit(d, { on: `challenge:${id}`, key, scope: { ...scope, referralId: null }, member, cause: null, occurredAt: at });
}

/** The squad with the code; there is one wherever a state names it. */
export function squadOf(d: Deciding, programId: string, code: string): SquadRow {
  const squad = find(d.world, "squads", squadKey(programId, code));
  if (squad === undefined) throw new Error(`there is no squad ${code}`);
  return squad;
}
function statesOf(d: Deciding, { programId, challenge, members }: SquadRow): Map<string, ChallengeState> {
  demand(
    d.world,
    members.map((member) => ({ from: "challenges" as const, key: challengeKey(programId, member, challenge) })),
  );
  return new Map(members.map((member) => [member, challengeStateOf(d, programId, member, challenge)]));
}
/** All who are in the squad have completed the time together, or none has. */
export function judgeSquad(d: Engine, scope: Scope, challenge: CompiledChallenge, code: string, at: number): void {
  // What is due for the others settles first: it may move what they have. Late work comes in its order.
  if (d.moment === undefined) for (const member of changedOf(d, scope, challenge, code).changed) settleMember(d, member);
  const { changed, isReached, name } = changedOf(d, scope, challenge, code);
  for (const member of changed) {
    const state = challengeStateOf(d, scope.programId, member, challenge.id);
    judge(d, scope, challenge, { member, state, names: [name], at }, () => isReached);
  }
}
/** Whether it is completed, and for whom that is news. */
function changedOf(d: Engine, { programId }: Scope, { squad: sizes, steps }: CompiledChallenge, code: string) {
  const squad = squadOf(d, programId, code);
  const states = statesOf(d, squad);
  const isReached = isSquadDone({ min: sizes?.min ?? 1, steps }, squad.members.length, together([...states.values()], squad.time));
  const hasReached = (member: string) => (states.get(member)?.times[squad.time]?.reachedAt ?? null) !== null;
  const isKept = (member: string) => states.get(member)?.times[squad.time] !== undefined;
  return { isReached, name: squad.time, changed: squad.members.filter((member) => isKept(member) && isReached !== hasReached(member)) };
}
/** What has been done in the time: by the member in that state, or by all of the squad. */
export function gatheredIn(d: Deciding, { programId }: Scope, member: string, state: ChallengeState, name: string): Gathered {
  const time = state.times[name];
  if (time?.squad === undefined) return { gathered: time?.gathered ?? {}, out: state.out };
  const states = statesOf(d, squadOf(d, programId, time.squad)).set(member, state);
  return together([...states.values()], name);
}
