/** The waiting list, recomputed from rewards and enrolments. */
import type { MemoryLog } from "../../src/core/rehearsal/memory-log.js";
import { isWaiting, waitingListId } from "../../src/core/waiting-list.js";

/** A member's score is the places of the rewards that are there less the joining number, and who waits, and nobody else, is in the ranking. */
export function waiting({ stored }: MemoryLog): string[] {
  const broken: string[] = [];
  for (const program of stored.programs.keys()) {
    const numbers = new Set<number>();
    for (const { memberId, runId, score, state } of stored.boardScores.values()) {
      if (runId !== waitingListId(program)) continue;
      const enrolment = stored.enrolments.get(`${program}\n${memberId}`);
      const theirs = [...stored.rewards.values()].filter(({ recipientId, programId }) => recipientId === memberId && programId === program);
      const gained = theirs
        .filter((row) => row.kind === "places" && row.state === "available")
        .reduce((sum, { details }) => sum + (details.places ?? 0), 0);
      const expected = BigInt(gained - (enrolment?.waitingNumber ?? 0));
      if (score !== expected) broken.push(`waiting list: ${memberId} has ${score}, expected ${expected}`);
      const isMerged = stored.members.get(memberId)?.mergedInto !== null;
      const wanted = isWaiting(enrolment) && !isMerged ? "in" : "away";
      if (state !== wanted) broken.push(`waiting list: ${memberId} is ${state}, expected ${wanted}`);
      const number = enrolment?.waitingNumber ?? null;
      if (number !== null && !isMerged && numbers.has(number)) broken.push(`waiting list: two have the joining number ${number}`);
      if (number !== null && !isMerged) numbers.add(number);
    }
  }
  return broken;
}
