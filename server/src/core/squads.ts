/** Squads in decisions: a member makes one and others join it by its code, for one time of a challenge. */
import { findChallenge, isRunning } from "./challenge-proof.js";
import { type ChallengeState, timeAt, withTime } from "./challenge-state.js";
import { canonicalCode, squadCode } from "./code.js";
import { type Deciding, put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import type { CompiledChallenge } from "./document/compiled-game.js";
import { settleMember } from "./due.js";
import type { Engine, Scope } from "./occurrence.js";
import type { ExternalHash, Outcome } from "./record.js";
import { challengeStateOf, saveChallenge, settle, squadOf } from "./settle-challenge.js";
import { type SquadRow, squadKey } from "./squad.js";
import type { PeriodBounds } from "./time.js";
import { find } from "./world.js";

/** Without a code a new squad is made. */
export interface JoinSquadInput {
  kind: "squad.join";
  program: string;
  member: ExternalHash;
  challenge: string;
  code?: string;
}
export interface LeaveSquadInput {
  kind: "squad.leave";
  program: string;
  member: ExternalHash;
  challenge: string;
}

/** Into the squad of the present time, or of the one that it has; what the member has done in it before counts. Joining one's own again changes nothing. */
export function decideJoinSquad(d: Engine, { program, member: external, challenge: id, code }: JoinSquadInput): Outcome {
  const found = findChallenge(d, program, external, id);
  if ("status" in found) return found;
  const { member, scope, challenge } = found;
  const { squad: sizes } = challenge;
  if (sizes === null) return decline("squad_not_to_be_joined", { why: "no_squads" });
  if (!isRunning(d, scope)) return decline("program_not_running");
  const time = timeToJoin(d, scope, challenge);
  if (time === undefined) return decline("squad_not_to_be_joined", { why: "over" });
  settleMember(d, member);
  const state = challengeStateOf(d, program, member, id);
  const canonical = code === undefined ? undefined : canonicalCode(code);
  const named = canonical === undefined ? undefined : find(d.world, "squads", squadKey(program, canonical));
  if (code !== undefined && named?.challenge !== id) return decline("squad_unknown");
  const own = state.times[time.key]?.squad;
  if (own !== undefined) return own === named?.code ? joinedOutcome(member, named) : decline("squad_not_to_be_joined", { why: "in_another" });
  const why = named === undefined ? undefined : whyNot(d, named, time, sizes.max);
  if (why !== undefined) return decline("squad_not_to_be_joined", { why });
  const squad = named ?? makeSquad(d, scope, id, time.key);
  put(d, "squads", squadKey(program, squad.code), { members: [...squad.members, member] });
  trace(d, { step: named === undefined ? "challenge.squad_made" : "challenge.squad_joined", challenge: id, squad: squad.display });
  const begun = { ordinal: 0, reachedAt: null, held: [], gathered: {}, ...state.times[time.key] };
  const standing = { ...begun, start: time.start, end: time.end, squad: squad.code };
  const after = withTime(state, time.key, standing);
  saveChallenge(d, program, member, id, after);
  settle(d, scope, challenge, member, after, [time.key], d.at);
  return joinedOutcome(member, squad);
}
function joinedOutcome(member: string, { challenge, display }: SquadRow): Outcome {
  return { status: "done", member, challenge, squad: display };
}
/** The one that runs, or the only one, also before it begins. */
function timeToJoin(d: Engine, { program }: Scope, { time }: CompiledChallenge): PeriodBounds | undefined {
  return timeAt(time, time.kind === "once" ? Math.max(d.at, time.from) : d.at, program.timeZone, program.weekStart);
}
function whyNot(d: Engine, squad: SquadRow, time: PeriodBounds, max: number): "over" | "completed" | "full" | undefined {
  if (squad.time !== time.key) return "over";
  const isCompleted = squad.members.some(
    (member) => (challengeStateOf(d, squad.programId, member, squad.challenge).times[squad.time]?.reachedAt ?? null) !== null,
  );
  if (isCompleted) return "completed";
  return squad.members.length >= max ? "full" : undefined;
}
function makeSquad(d: Engine, { programId }: Scope, challenge: string, time: string): SquadRow {
  const display = squadCode(d.world.workspace.codeKey, programId, d.record.number);
  const code = canonicalCode(display) as string;
  return put(d, "squads", squadKey(programId, code), { programId, code, display, challenge, time, members: [], recordNumber: d.record.number });
}

/** As long as nothing that the member did counts in it: then another can be joined. */
export function decideLeaveSquad(d: Engine, { program, member: external, challenge: id }: LeaveSquadInput): Outcome {
  const found = findChallenge(d, program, external, id);
  if ("status" in found) return found;
  const { member, scope, challenge } = found;
  settleMember(d, member);
  const state = challengeStateOf(d, program, member, id);
  const name = timeToJoin(d, scope, challenge)?.key ?? "";
  const { squad: code, ...time } = state.times[name] ?? {};
  if (code === undefined || !("gathered" in time)) return decline("squad_not_to_be_left", { why: "in_none" });
  const hasCounted = time.reachedAt !== null || Object.values(time.gathered).some((entries) => Object.keys(entries).length > 0);
  if (hasCounted) return decline("squad_not_to_be_left", { why: "counted" });
  leave(d, program, code, member);
  trace(d, { step: "challenge.squad_left", challenge: id });
  saveChallenge(d, program, member, id, withTime(state, name, time));
  return { status: "done", member, challenge: id, squad: null };
}
function leave(d: Deciding, program: string, code: string, member: string): void {
  const { members } = squadOf(d, program, code);
  put(d, "squads", squadKey(program, code), { members: members.filter((each) => each !== member) });
}

interface Merging {
  from: string;
  theirs: ChallengeState;
  into: string;
  own: ChallengeState;
  both: ChallengeState;
}
/** Two members are one, in one squad of each time: gives the codes of those that go on without them. */
export function mergeSquads(d: Deciding, program: string, { from, theirs, into, own, both }: Merging): string[] {
  const left: string[] = [];
  for (const [name, { squad: kept }] of Object.entries(both.times)) {
    for (const [member, state] of [
      [from, theirs],
      [into, own],
    ] as const) {
      const code = state.times[name]?.squad;
      if (code === undefined) continue;
      leave(d, program, code, member);
      if (code !== kept) left.push(code);
    }
    if (kept !== undefined) put(d, "squads", squadKey(program, kept), { members: [...squadOf(d, program, kept).members, into] });
  }
  return left;
}
