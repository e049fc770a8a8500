import { MARKS, type RewardKind } from "../core/reward-kinds.js";
import type { RewardDetails, RewardSide, RewardState } from "../core/rows.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { findMemberId } from "./members.js";
import { type Page, type PageRequest, pageOf } from "./page.js";
import { externalIdOf, nobody, type PeopleReader } from "./people.js";

export interface RewardView {
  id: string;
  programId: string;
  version: number;
  ruleId: string;
  grantId: string;
  recipientId: string;
  /** The business's own id of the recipient; null where it may not be told or was erased. */
  member: string | null;
  side: RewardSide;
  referralId: string | null;
  ordinal: number;
  kind: RewardKind;
  unit: string | null;
  amount: bigint;
  remaining: bigint;
  state: RewardState;
  fulfilment: "none" | "queued" | "sent" | "failed";
  madeAt: number;
  availableAt: number | null;
  expiresAt: number | null;
  recordNumber: number;
  details: RewardDetails;
  /** As it is shown, of a coupon only. */
  couponCode: string | null;
  /** The same of a code with uses, and how many are left. */
  givenCode: string | null;
  usesLeft: number | null;
}
type Row = Omit<RewardView, "member" | "recordNumber"> & { recordNumber: bigint };

export const REWARD_COLUMNS = `r.id, r.program_id as "programId", r.version, r.rule_id as "ruleId", r.grant_id as "grantId", r.recipient_id as "recipientId", r.side,
  r.referral_id as "referralId", r.ordinal, r.kind, r.unit, r.amount, r.remaining, r.state, r.fulfilment, r.made_at as "madeAt", r.available_at as "availableAt",
  r.expires_at as "expiresAt", r.record_number as "recordNumber", r.details, c.display as "couponCode", g.display as "givenCode", g.uses_left as "usesLeft"`;
/** Looked up for those alone that have one: `offset 0` keeps the planner from reading all codes of a workspace that has few. */
const WITH_CODES = `left join lateral (select display from coupons c
    where c.workspace_id = r.workspace_id and c.reward_id = r.id and r.kind = 'coupon' offset 0) c on true
  left join lateral (select display, uses_left from codes g
    where g.workspace_id = r.workspace_id and g.program_id = r.program_id and g.code = r.details ->> 'item' and r.kind = 'code' offset 0) g on true`;
const FROM = `from rewards r ${WITH_CODES} where r.workspace_id = $1`;
const MATCHING = `and ($2::text is null or r.program_id = $2) and ($3::text is null or r.state = $3) and ($4::text is null or r.kind = $4)`;
const NEWEST = "order by r.record_number desc, r.id desc";
/** The page first: codes are looked up for what is on it alone. */
const pageWhere = (also: string) =>
  `select ${REWARD_COLUMNS} from (select * from rewards r where r.workspace_id = $1 ${MATCHING} ${also} and (r.record_number, r.id) < ($5, $6) ${NEWEST} limit $7) r ${WITH_CODES} ${NEWEST}`;

const ONE: Statement = { name: "rewards.one", text: `select ${REWARD_COLUMNS} ${FROM} and r.id = any($2)` };
const LIST: Statement = { name: "rewards.list", text: pageWhere("") };
const OF_MEMBER: Statement = { name: "rewards.of_member", text: pageWhere("and r.recipient_id = $8") };

const OWN: Statement = { name: "rewards.own", text: pageWhere("and r.recipient_id = $8 and r.kind <> all($9)") };
/** So many of a member's latest are looked through for those that are no marks. */
const LATEST_AMONG = 60;
const USABLE_FIRST = `order by array_position(array['waiting', 'available', 'pending'], r.state), r.record_number desc, r.id desc`;
const LATEST: Statement = {
  name: "rewards.latest",
  text: `select ${REWARD_COLUMNS}, r.among from (select * from (select *, count(*) over ()::int as among from (
      select * from rewards r where r.workspace_id = $1 and r.recipient_id = $2 and ($3::text is null or r.program_id = $3) ${NEWEST} limit ${LATEST_AMONG}
    ) r) r where r.kind <> all($4) ${USABLE_FIRST} limit $5) r ${WITH_CODES} ${USABLE_FIRST}`,
};

export interface RewardFilter {
  /** Keyed hash of the recipient's external id. */
  member?: string;
  program?: string;
  state?: string;
  kind?: string;
}

/** Newest first. Nobody's rewards for an unknown member. */
export function listRewards(
  db: Database,
  workspaceId: string,
  people: PeopleReader,
  filter: RewardFilter,
  page: PageRequest,
): Promise<Page<RewardView>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    if (filter.member === undefined) return selectRewards(tx, workspaceId, people, filter, page);
    const member = await findMemberId(tx, workspaceId, filter.member);
    return member === undefined ? { rows: [], next: null } : selectRewards(tx, workspaceId, people, filter, page, member);
  });
}

/** As `listRewards`, in a transaction, of one member by internal id. */
export async function selectRewards(
  tx: Tx,
  workspaceId: string,
  people: PeopleReader,
  { program, state, kind }: Omit<RewardFilter, "member">,
  { limit, after }: PageRequest,
  member?: string,
): Promise<Page<RewardView>> {
  const [record, id] = after ?? [Number.MAX_SAFE_INTEGER, ""];
  const values = [workspaceId, program ?? null, state ?? null, kind ?? null, record, id, limit + 1];
  const rows = await (member === undefined ? tx.query<Row>(LIST, values) : tx.query<Row>(OF_MEMBER, [...values, member]));
  const page = pageOf(rows, limit, (row) => [Number(row.recordNumber), row.id]);
  return { rows: await withMembers(tx, people, page.rows), next: page.next };
}

/** Of what a member got last those that can be used first, then the newest: no marks, nobody's ids. */
export interface LatestRewards {
  rows: RewardView[];
  /** Whether there may be earlier ones. */
  hasEarlier: boolean;
}
/** Of the latest sixty, in a program or in all. */
export async function selectLatestRewards(
  tx: Tx,
  workspaceId: string,
  member: string,
  limit: number,
  program: string | null = null,
): Promise<LatestRewards> {
  const rows = await tx.query<Row & { among: number }>(LATEST, [workspaceId, member, program, MARKS, limit + 1]);
  const shown = rows.slice(0, limit).map(({ among: _, ...row }) => row);
  return { rows: await withMembers(tx, nobody, shown), hasEarlier: rows.length > limit || rows[0]?.among === LATEST_AMONG };
}
/** All of them, the newest first; undefined for an unknown member. */
export function listOwnRewards(
  db: Database,
  workspaceId: string,
  { externalHash, program }: { externalHash: string; program: string },
  { limit, after }: PageRequest,
): Promise<Page<RewardView> | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const member = await findMemberId(tx, workspaceId, externalHash);
    if (member === undefined) return undefined;
    const [record, id] = after ?? [Number.MAX_SAFE_INTEGER, ""];
    const rows = await tx.query<Row>(OWN, [workspaceId, program, null, null, record, id, limit + 1, member, MARKS]);
    const page = pageOf(rows, limit, (row) => [Number(row.recordNumber), row.id]);
    return { rows: await withMembers(tx, nobody, page.rows), next: page.next };
  });
}

const OF_REFERRALS: Statement = {
  name: "rewards.of_referrals",
  text: `select ${REWARD_COLUMNS} ${FROM} and r.referral_id = any($2) and r.referral_id is not null order by r.record_number, r.id`,
};

/** What the referrals have brought both sides, by referral, in the order in which it was made. */
export function listRewardsOfReferrals(
  db: Database,
  workspaceId: string,
  people: PeopleReader,
  referrals: string[],
): Promise<Map<string, RewardView[]>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const rewards = await withMembers(tx, people, await tx.query<Row>(OF_REFERRALS, [workspaceId, referrals]));
    const byReferral = new Map(referrals.map((id): [string, RewardView[]] => [id, []]));
    for (const reward of rewards) byReferral.get(reward.referralId as string)?.push(reward);
    return byReferral;
  });
}

/** One reward, or undefined. */
export function loadReward(db: Database, workspaceId: string, people: PeopleReader, id: string): Promise<RewardView | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => (await selectRewardsById(tx, workspaceId, people, [id]))[0]);
}

/** The rewards with these ids, in no order. */
export async function selectRewardsById(tx: Tx, workspaceId: string, people: PeopleReader, ids: string[]): Promise<RewardView[]> {
  if (ids.length === 0) return [];
  return withMembers(tx, people, await tx.query<Row>(ONE, [workspaceId, ids]));
}

async function withMembers(tx: Tx, people: PeopleReader, rows: Row[]): Promise<RewardView[]> {
  const persons = await people(tx, [...new Set(rows.map((row) => row.recipientId))]);
  return rows.map((row) => ({ ...row, recordNumber: Number(row.recordNumber), member: externalIdOf(persons.get(row.recipientId)) }));
}
