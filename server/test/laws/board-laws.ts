/** Scores of leaderboards, recomputed from what each cause keeps of where it counts. */
import type { MemoryLog } from "../../src/core/rehearsal/memory-log.js";
import { waitingListId } from "../../src/core/waiting-list.js";

/** In every run that is not frozen a member's score is the sum of what counts, and only who is enrolled and has not left is in the ranking. */
export function boards({ stored, records }: MemoryLog): string[] {
  const expected = new Map<string, bigint>();
  const standing = (id: string): string => {
    const into = stored.members.get(id)?.mergedInto ?? null;
    return into === null ? id : standing(into);
  };
  const add = (member: string, run: string, by: string) => {
    const key = `${standing(member)}\n${run}`;
    expected.set(key, (expected.get(key) ?? 0n) + BigInt(by));
  };
  for (const { referrerId, ordinals } of stored.referrals.values()) {
    for (const name of Object.keys(ordinals)) {
      const [, run] = /^board:\w+:(run_\w+)#\d+$/.exec(name) ?? [];
      if (run !== undefined) add(referrerId, run, "1");
    }
  }
  for (const { recipientId, details } of stored.rewards.values()) {
    for (const [run, by] of details.boards ?? []) add(recipientId, run, by);
  }
  for (const { memberId, facts } of stored.subjects.values()) {
    for (const { boards: marks = [] } of facts.events) for (const [run, by] of marks) add(memberId, run, by);
  }
  const broken: string[] = [];
  const now = records.at(-1)?.at ?? 0;
  for (const { memberId, runId, score, state } of stored.boardScores.values()) {
    const run = stored.boardRuns.get(runId);
    // The ranking of a waiting list is no run.
    const isWaitingList = [...stored.programs.keys()].some((program) => runId === waitingListId(program));
    if (run === undefined && !isWaitingList) broken.push(`boards: ${memberId} has a score in a run that is not there`);
    if (run === undefined || run.frozenAt !== null || (run.dueAt !== null && run.dueAt <= now)) continue;
    const key = `${memberId}\n${runId}`;
    // Events without a subject cannot be taken back, and keep nothing.
    const isKept = run.board !== "writers";
    if (isKept && score !== (expected.get(key) ?? 0n))
      broken.push(`boards: ${memberId} has ${score} in ${run.board} ${run.run}, expected ${expected.get(key) ?? 0n}`);
    const settings = stored.boardSettings.get(`${run.programId}\n${memberId}`);
    const isThere =
      stored.enrolments.has(`${run.programId}\n${memberId}`) &&
      !settings?.away.includes(run.board) &&
      stored.members.get(memberId)?.shown?.onBoards !== false;
    const wanted = score <= 0n ? "empty" : isThere ? "in" : "away";
    if (state !== wanted) broken.push(`boards: ${memberId} is ${state} in ${run.board} ${run.run}, expected ${wanted}`);
  }
  return broken;
}
