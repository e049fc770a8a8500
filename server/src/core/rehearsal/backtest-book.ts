/** What one side of a backtest, the record or the candidate, gives and takes in one program: folded from the changes of its decisions. */
import type { RewardKind } from "../reward-kinds.js";
import type { ReferralRow, RewardRow, RewardState, Stage } from "../rows.js";

export interface BookedReward {
  id: string;
  rule: string;
  grant: string;
  kind: RewardKind;
  unit: string | null;
  side: RewardRow["side"];
  member: string;
  amount: bigint;
  /** What was taken back of the amount so far. */
  taken: bigint;
  lapsed: bigint;
  state: RewardState;
  madeAt: number;
}
export interface BookedReferral {
  id: string;
  friend: string;
  referrer: string;
  stage: Stage;
  beganAt: number;
}
export interface Book {
  program: string;
  rewards: Map<string, BookedReward>;
  referrals: Map<string, BookedReferral>;
  /** When something is due for a reward, a referral, a member or a program, of whatever program, by the row's key. */
  dueAt: Map<string, number>;
}

/** What a change did with a reward: made it, or took something of it back. */
export interface Effect {
  reward: BookedReward;
  made: boolean;
  taken: bigint;
}

export function emptyBook(program: string): Book {
  return { program, rewards: new Map(), referrals: new Map(), dueAt: new Map() };
}

/** Whether nothing is left of a reward, or of one that is indivisible. */
export function isTakenWhole({ state }: BookedReward): boolean {
  return state === "cancelled" || state === "reversed";
}

/** Notes a change; gives what it did with a reward of the program, if it did anything that counts. */
export function note(book: Book, table: string, key: string, patch: Record<string, unknown>): Effect | undefined {
  if (table === "rewards") return noteReward(book, key, patch as Partial<RewardRow>);
  if (table === "referrals") noteReferral(book, key, patch as Partial<ReferralRow>);
  if (table === "timers" || table === "schedules") noteDue(book, key, patch);
  return undefined;
}

function noteDue(book: Book, key: string, { dueAt }: { dueAt?: number | null }): void {
  if (typeof dueAt === "number") book.dueAt.set(key, dueAt);
  else if (dueAt === null) book.dueAt.delete(key);
}

function noteReward(book: Book, key: string, patch: Partial<RewardRow>): Effect | undefined {
  noteDue(book, key, patch);
  const before = book.rewards.get(key);
  if (before === undefined) {
    if (patch.programId !== book.program) return undefined;
    const reward = bookedReward(patch as RewardRow);
    book.rewards.set(key, reward);
    return { reward, made: true, taken: 0n };
  }
  const { taken, lapsed } = patch.details ?? {};
  const after: BookedReward = {
    ...before,
    ...(patch.recipientId !== undefined && { member: patch.recipientId }),
    ...(patch.state !== undefined && { state: patch.state }),
    ...(patch.details !== undefined && { taken: BigInt(taken ?? "0"), lapsed: BigInt(lapsed ?? "0") }),
  };
  book.rewards.set(key, after);
  const isEnded = isTakenWhole(after) && !isTakenWhole(before);
  if (after.taken === before.taken && !isEnded) return undefined;
  return { reward: after, made: false, taken: after.taken - before.taken };
}
function bookedReward({ id, ruleId, grantId, kind, unit, side, recipientId, amount, state, madeAt }: RewardRow): BookedReward {
  return { id, rule: ruleId, grant: grantId, kind, unit, side, member: recipientId, amount, taken: 0n, lapsed: 0n, state, madeAt };
}

function noteReferral(book: Book, key: string, patch: Partial<ReferralRow>): void {
  noteDue(book, key, patch);
  const before = book.referrals.get(key);
  if (before === undefined) {
    if (patch.programId !== book.program) return;
    const { id, friendId, referrerId, stage, beganAt } = patch as ReferralRow;
    book.referrals.set(key, { id, friend: friendId, referrer: referrerId, stage, beganAt });
    return;
  }
  if (patch.stage !== undefined) before.stage = patch.stage;
  if (patch.referrerId !== undefined) before.referrer = patch.referrerId;
  if (patch.friendId !== undefined) before.friend = patch.friendId;
}
