import type { Outcome, RecordInput, TraceItem } from "../core/record.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { externalIdOf, type PeopleReader } from "./people.js";
import { type ReferralView, selectReferralsById } from "./referrals.js";
import { type RewardView, selectRewardsById } from "./rewards.js";

/** One record's part in an explanation. */
export interface ExplainedRecord {
  number: number;
  at: number;
  input: RecordInput;
  memberId: string | null;
  outcome: Outcome;
  trace: TraceItem[];
}
export interface Explanation<Subject> {
  subject: Subject;
  records: ExplainedRecord[];
  /** Rewards that the trace names, by id. */
  rewards: Map<string, RewardView>;
  /** External ids of the members that the trace names, by internal id. */
  externalIds: Map<string, string>;
}

const COLUMNS = `number, at, member_id as "memberId", input, decision -> 'outcome' as outcome, decision -> 'trace' as trace`;
const ONE: Statement = { name: "explanation.one", text: `select ${COLUMNS} from records where workspace_id = $1 and number = $2` };
/** A trace names what it is about by id, so that the records of the people concerned are enough to look through. */
const MENTIONING: Statement = {
  name: "explanation.mentioning",
  text: `select ${COLUMNS} from records where workspace_id = $1 and number = any($3)
    union all
    select ${COLUMNS} from records
      where workspace_id = $1 and member_id = any($4) and number >= $2 and number <> all($3) and position($5 in decision::text) > 0
    order by number limit 100`,
};
const TRANSFERS: Statement = {
  name: "explanation.transfers",
  text: "select distinct record_number as number from transfers where workspace_id = $1 and member_id = $2 and reward_id = $3",
};

const REWARDS_OF_REFERRAL: Statement = {
  name: "explanation.rewards_of_referral",
  text: "select distinct record_number as number from rewards where workspace_id = $1 and referral_id = $2",
};

type Row = Omit<ExplainedRecord, "number"> & { number: bigint };

/** The decision on one event; undefined when there is no such event. */
export function explainEvent(
  db: Database,
  workspaceId: string,
  people: PeopleReader,
  number: number,
): Promise<Explanation<ExplainedRecord> | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [record] = (await tx.query<Row>(ONE, [workspaceId, number])).map(recordOf);
    if (record === undefined || record.input.kind !== "event") return undefined;
    return { subject: record, records: [record], ...(await mentionsOf(tx, workspaceId, people, [record])) };
  });
}

/** The decision that made the reward, whole, and what later decisions did to it. */
export function explainReward(db: Database, workspaceId: string, people: PeopleReader, id: string): Promise<Explanation<RewardView> | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [reward] = await selectRewardsById(tx, workspaceId, people, [id]);
    if (reward === undefined) return undefined;
    const moved = await tx.query<{ number: bigint }>(TRANSFERS, [workspaceId, reward.recipientId, id]);
    const [referral] = reward.referralId === null ? [] : await selectReferralsById(tx, workspaceId, people, [reward.referralId]);
    const members = [reward.recipientId, ...(referral === undefined ? [] : [referral.friendId])];
    const numbers = [BigInt(reward.recordNumber), ...moved.map((row) => row.number)];
    const rows = await tx.query<Row>(MENTIONING, [workspaceId, reward.recordNumber, numbers, members, id]);
    const records = rows
      .map(recordOf)
      .map((record) => ({ ...record, trace: record.number === reward.recordNumber ? makingOf(record, id) : about(record.trace, "reward", id) }));
    const shown = records.filter((record) => record.trace.length > 0);
    return { subject: reward, records: shown, ...(await mentionsOf(tx, workspaceId, people, shown)) };
  });
}

/** How the referral began, and every later decision that named it. */
export function explainReferral(db: Database, workspaceId: string, people: PeopleReader, id: string): Promise<Explanation<ReferralView> | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [referral] = await selectReferralsById(tx, workspaceId, people, [id]);
    if (referral === undefined) return undefined;
    // Due work is about nobody in particular: what it gave leads to it.
    const rewarding = await tx.query<{ number: bigint }>(REWARDS_OF_REFERRAL, [workspaceId, id]);
    const numbers = [BigInt(referral.recordNumber), ...rewarding.map((row) => row.number)];
    const rows = await tx.query<Row>(MENTIONING, [workspaceId, referral.recordNumber, numbers, [referral.friendId, referral.referrerId], id]);
    const records = rows.map(recordOf);
    return { subject: referral, records, ...(await mentionsOf(tx, workspaceId, people, records)) };
  });
}

function recordOf(row: Row): ExplainedRecord {
  return { ...row, number: Number(row.number), trace: row.trace ?? [] };
}

/** The decision that made the reward, whole; of a record of due work, which concerns many people, what came of the same moment. */
function makingOf({ input, trace }: ExplainedRecord, id: string): TraceItem[] {
  if (input.kind !== "due") return trace;
  const made = trace.findIndex(({ step, reward }) => step === "reward.made" && reward === id);
  const begin = trace.findLastIndex(({ step }, index) => step === "due" && index <= made);
  const end = trace.findIndex(({ step }, index) => step === "due" && index > made);
  return trace.slice(Math.max(begin, 0), end === -1 ? undefined : end);
}

function about(trace: TraceItem[], field: string, id: string): TraceItem[] {
  return trace.filter((item) => item[field] === id);
}

/** Rewards and people that the traces name, so that sentences can say whose and what. */
async function mentionsOf(tx: Tx, workspaceId: string, people: PeopleReader, records: ExplainedRecord[]) {
  const rewardIds = new Set<string>();
  const memberIds = new Set<string>();
  for (const value of records.flatMap((record) => record.trace.flatMap((item) => Object.values(item)))) {
    if (typeof value !== "string") continue;
    if (value.startsWith("rwd_")) rewardIds.add(value);
    if (value.startsWith("mem_")) memberIds.add(value);
  }
  const [rewards, persons] = await Promise.all([selectRewardsById(tx, workspaceId, people, [...rewardIds]), people(tx, [...memberIds])]);
  const externalIds = new Map<string, string>();
  for (const [id, person] of persons) {
    const external = externalIdOf(person);
    if (external !== null) externalIds.set(id, external);
  }
  return { rewards: new Map(rewards.map((reward) => [reward.id, reward])), externalIds };
}
