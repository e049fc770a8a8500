/**
 * The waiting list: who enrols waits, by the joining number less the places gained; ties go to the earlier record. It is ranked as leaderboards are, with
 * places gained less the joining number as the score: places that are gained before joining, or after admission, are kept and move nobody.
 */
import type { BoardScoreRow } from "./board-rows.js";
import { scoreKey } from "./boards.js";
import { count } from "./counters.js";
import { type Deciding, put, trace } from "./deciding.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import type { EnrolmentRow } from "./enrolment-row.js";
import { derivedId } from "./hash.js";
import type { RewardRow } from "./rows.js";
import { find } from "./world.js";

/** By which the ranking is found: the one of the program, whatever its version. */
export function waitingListId(program: string): string {
  return derivedId("run", program, "waiting_list");
}
const JOINED = "waiting_list:joined";

/** Whether the member waits: has joined the list, and was not admitted. */
export function isWaiting(enrolment: Pick<EnrolmentRow, "waitingNumber" | "admittedAt"> | undefined): boolean {
  return enrolment !== undefined && enrolment.waitingNumber !== null && enrolment.admittedAt === null;
}

/** Who has just been enrolled gets the next joining number where the program has a waiting list; null where it has none. */
export function joinWaitingList(d: Deciding, programId: string, program: CompiledProgram | undefined, memberId: string): number | null {
  if (program === undefined || program.waitingList === null) return null;
  const waitingNumber = program.waitingList.startAt + Number(count(d, programId, JOINED, "", 1n, null)) - 1;
  // Places that were given before joining count.
  change(d, programId, memberId, -BigInt(waitingNumber), { reached: d.record.number, state: "in" });
  trace(d, { step: "waiting_list.joined", program: programId, number: waitingNumber });
  return waitingNumber;
}

/** Places of a reward that nothing holds any more move the member up; those of one that is taken back, down again. */
export function movePlaces(
  d: Deciding,
  { programId, recipientId, details }: Pick<RewardRow, "programId" | "recipientId" | "details">,
  by: 1 | -1,
): void {
  const places = by * (details.places ?? 0);
  change(d, programId, recipientId, BigInt(places), {});
  const waits = isWaiting(find(d.world, "enrolments", `${programId}\n${recipientId}`));
  trace(d, { step: "waiting_list.moved", program: programId, places: Math.abs(places), up: places > 0, waits });
}
function change(d: Deciding, programId: string, memberId: string, by: bigint, patch: Partial<Pick<BoardScoreRow, "reached" | "state">>): void {
  const runId = waitingListId(programId);
  const key = scoreKey(memberId, runId);
  const before = find(d.world, "boardScores", key);
  if (before === undefined) put(d, "boardScores", key, { memberId, runId, partition: "", score: by, reached: 0, state: "away", ...patch });
  else put(d, "boardScores", key, { score: before.score + by, ...patch });
}

/** Is not on the list any more, as of this record. */
export function leaveWaitingList(d: Deciding, programId: string, memberId: string): void {
  const key = `${programId}\n${memberId}`;
  if (!isWaiting(find(d.world, "enrolments", key))) throw new Error(`${memberId} is on the list of ${programId} and does not wait`);
  put(d, "enrolments", key, { admittedAt: d.at });
  put(d, "boardScores", scoreKey(memberId, waitingListId(programId)), { state: "away" });
}

/**
 * Two members are one: whoever of them was in is in; of two who wait the one with the lower number is who waits, with the places of both. Gives what becomes
 * of the enrolment that stays. The enrolments must be as they were before.
 */
export function mergeWaiting(d: Deciding, programId: string, from: string, into: string): Partial<EnrolmentRow> {
  const runId = waitingListId(programId);
  const seatOf = (member: string) => {
    const enrolment = find(d.world, "enrolments", `${programId}\n${member}`);
    const row = find(d.world, "boardScores", scoreKey(member, runId));
    return { enrolment, row, number: enrolment?.waitingNumber ?? null };
  };
  const [theirs, own] = [seatOf(from), seatOf(into)];
  const kept = own.enrolment === undefined || isBefore(theirs, own) ? theirs : own;
  if (theirs.row !== undefined) {
    const gained = theirs.row.score + BigInt(theirs.number ?? 0);
    change(d, programId, from, -gained, { state: "away" });
    const state = isWaiting(kept.enrolment) ? "in" : "away";
    change(d, programId, into, gained + BigInt(own.number ?? 0) - BigInt(kept.number ?? 0), { reached: kept.row?.reached ?? 0, state });
  }
  return { waitingNumber: kept.number, admittedAt: kept.enrolment?.admittedAt ?? null };
}
interface Seat {
  enrolment: EnrolmentRow | undefined;
  number: number | null;
}
/** Who does not wait is before who waits. */
function isBefore(theirs: Seat, own: Seat): boolean {
  if (theirs.enrolment === undefined || !isWaiting(own.enrolment)) return false;
  return !isWaiting(theirs.enrolment) || (theirs.number ?? 0) < (own.number ?? 0);
}
