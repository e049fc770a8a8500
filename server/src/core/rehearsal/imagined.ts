/** Records that are only imagined: decided one after the other as if they were the next of the log, in a world that is thrown away. */
import { decide } from "../decide.js";
import type { Decision, LogRecord, RecordInput } from "../record.js";
import type { MemberRow, ReferralRow, RewardRow } from "../rows.js";
import { Miss, peek, resetWorld, type Want, type World } from "../world.js";

export interface ImaginedInput {
  input: RecordInput;
  /** When it is told; never before the one that comes before it. */
  at: number;
}
/** A decision with the rows that it is about as they stood right after it: a later one may have changed them. */
export interface ImaginedDecision {
  record: LogRecord;
  decision: Decision;
  rewards: Map<string, RewardRow>;
  referrals: Map<string, ReferralRow>;
  members: Map<string, MemberRow>;
}

/** Decides all inputs behind the record with the number. Throws one Miss for all that any of them misses; the world is left as it was loaded. */
export function decideImagined(world: World, after: number, inputs: readonly ImaginedInput[]): ImaginedDecision[] {
  const decided: ImaginedDecision[] = [];
  const wants: Want[] = [];
  resetWorld(world);
  for (const [index, { input, at }] of inputs.entries()) {
    const record: LogRecord = { number: after + index + 1, at, input };
    // A test workspace's clock stands where it is imagined to.
    if (world.workspace.mode === "test") world.clock = at;
    try {
      decided.push(seen(world, record, decide(world, record)));
    } catch (error) {
      if (error instanceof Miss) wants.push(...error.wants);
      // After a miss the world is not what it would be: what breaks then is no fault, all is decided again.
      else if (wants.length === 0) throw error;
    }
  }
  resetWorld(world);
  if (wants.length > 0) throw new Miss(wants);
  return decided;
}

function seen(world: World, record: LogRecord, decision: Decision): ImaginedDecision {
  const result: ImaginedDecision = { record, decision, rewards: new Map(), referrals: new Map(), members: new Map() };
  const names = [decision.outcome, ...decision.trace].flatMap((item) => Object.values(item).flat());
  for (const id of names) if (typeof id === "string") lookAt(world, id, result);
  for (const { recipientId } of result.rewards.values()) lookAt(world, recipientId, result);
  for (const { friendId, referrerId } of result.referrals.values()) for (const id of [friendId, referrerId]) lookAt(world, id, result);
  return result;
}
function lookAt(world: World, id: string, { rewards, referrals, members }: ImaginedDecision): void {
  if (id.startsWith("rwd_")) keep(rewards, id, peek(world, "rewards", id));
  else if (id.startsWith("ref_")) keep(referrals, id, peek(world, "referrals", id));
  else if (id.startsWith("mem_")) keep(members, id, peek(world, "members", id));
}
function keep<T>(rows: Map<string, T>, id: string, row: T | undefined): void {
  if (row !== undefined) rows.set(id, row);
}
