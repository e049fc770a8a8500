/** Draws, recomputed from rewards, and from the seeds of their runs. */
import { commitmentOf } from "../../src/core/draw.js";
import { drawRunId } from "../../src/core/draw-tickets.js";
import type { MemoryLog } from "../../src/core/rehearsal/memory-log.js";
import { faultOfRun, luckOf, seedOfRun } from "../../src/core/ticket-luck.js";

/** In a run that is not over are the tickets of the rewards that are available; the winners of one that is drawn follow from its seed and its tickets. */
export function draws({ stored, records, world }: MemoryLog): string[] {
  const broken: string[] = [];
  const now = records.at(-1)?.at ?? 0;
  const rewards = [...stored.rewards.values()].flatMap((row) =>
    row.details.tickets === undefined ? [] : [{ ...row, tickets: row.details.tickets }],
  );
  for (const { id, programId, draw, run, dueAt, commitment, winners, won } of stored.drawRuns.values()) {
    const seed = seedOfRun(world.workspace.codeKey, programId, draw, run);
    const inIt = [...stored.drawTickets.values()].filter(({ runId, state }) => runId === id && state === "in");
    for (const { rewardId, luck, count } of inIt)
      if (luck !== luckOf(seed, rewardId, count)) broken.push(`draws: ${rewardId} has another number than follows from the seed`);
    if (dueAt === null) {
      const rows = inIt.map(({ rewardId: reward, memberId: holder, count }) => ({ reward, holder, count }));
      const claimed = (won ?? []).map(({ member }) => member);
      const fault = faultOfRun({ commitment, seed, winners }, rows, claimed);
      if (fault !== undefined) broken.push(`draws: ${draw} ${run} has a fault in its ${fault}`);
    } else if (dueAt > now) {
      const named = ({ reward, holder, count }: { reward: string; holder: string; count: number }) => `${reward} ${holder} ${count}`;
      const found = inIt.map(({ rewardId: reward, memberId: holder, count }) => named({ reward, holder, count })).sort();
      const expected = rewards
        .filter(({ tickets, state, programId: of }) => drawRunId(of, tickets.draw, tickets.run) === id && state === "available")
        .map(({ id: reward, recipientId: holder, tickets: { count } }) => named({ reward, holder, count }));
      if (found.join() !== expected.sort().join()) broken.push(`draws: ${draw} ${run} has ${found}, expected ${expected}`);
    }
    if (commitment !== commitmentOf(seed)) broken.push(`draws: ${draw} ${run} has committed to another seed`);
  }
  return broken;
}
