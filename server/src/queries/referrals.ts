import type { Origin } from "../core/origin.js";
import type { ReferralRow } from "../core/rows.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { findMemberId } from "./members.js";
import { type Page, type PageRequest, pageOf } from "./page.js";
import { externalIdOf, type PeopleReader } from "./people.js";

export interface ReferralView {
  id: string;
  programId: string;
  version: number;
  friendId: string;
  referrerId: string;
  /** The business's own ids; null where they may not be told or were erased. */
  friend: string | null;
  referrer: string | null;
  state: ReferralRow["state"];
  stage: ReferralRow["stage"];
  friendSide: ReferralRow["friendSide"];
  referrerSide: ReferralRow["referrerSide"];
  beganAt: number;
  origin: Omit<Origin, "corrections">;
  /** Referrers that a person has replaced, the first one first. */
  corrections: { referrer: string | null; record: number; reason: string }[];
  times: ReferralRow["times"];
  goals: ReferralRow["goals"];
  reviews: ReferralRow["reviews"];
  referredFor: string | null;
  recordNumber: number;
}
type Row = Omit<ReferralView, "friend" | "referrer" | "recordNumber" | "corrections"> & { recordNumber: bigint; origin: Origin };

const SELECT = `select id, program_id as "programId", version, friend_id as "friendId", referrer_id as "referrerId", state, stage, friend_side as "friendSide",
  referrer_side as "referrerSide", began_at as "beganAt", origin, times, goals, reviews, referred_for as "referredFor", record_number as "recordNumber" from referrals where workspace_id = $1`;
const MATCHING = "and ($2::text is null or program_id = $2) and ($3::text is null or state = $3)";
const NEWEST = "and (record_number, id) < ($4, $5) order by record_number desc, id desc limit $6";

const ONE: Statement = { name: "referrals.one", text: `${SELECT} and id = any($2)` };
const LIST: Statement = { name: "referrals.list", text: `${SELECT} ${MATCHING} ${NEWEST}` };
const OF_REFERRER: Statement = { name: "referrals.of_referrer", text: `${SELECT} ${MATCHING} and referrer_id = $7 ${NEWEST}` };
const OF_FRIEND: Statement = { name: "referrals.of_friend", text: `${SELECT} ${MATCHING} and friend_id = $7 ${NEWEST}` };
const OF_BOTH: Statement = { name: "referrals.of_both", text: `${SELECT} ${MATCHING} and friend_id = $7 and referrer_id = $8 ${NEWEST}` };

export interface ReferralFilter {
  /** Keyed hashes of external ids. */
  referrer?: string;
  friend?: string;
  program?: string;
  state?: string;
}

/** Newest first. None for an unknown person. */
export function listReferrals(
  db: Database,
  workspaceId: string,
  people: PeopleReader,
  filter: ReferralFilter,
  page: PageRequest,
): Promise<Page<ReferralView>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const find = (hash: string | undefined) => (hash === undefined ? undefined : findMemberId(tx, workspaceId, hash));
    const [friend, referrer] = await Promise.all([find(filter.friend), find(filter.referrer)]);
    const isUnknown = (filter.friend !== undefined && friend === undefined) || (filter.referrer !== undefined && referrer === undefined);
    if (isUnknown) return { rows: [], next: null };
    const { limit, after } = page;
    const [record, id] = after ?? [Number.MAX_SAFE_INTEGER, ""];
    const values = [workspaceId, filter.program ?? null, filter.state ?? null, record, id, limit + 1];
    const found = pageOf(await selectByPeople(tx, values, friend, referrer), limit, (row) => [Number(row.recordNumber), row.id]);
    return { rows: await withPeople(tx, people, found.rows), next: found.next };
  });
}

function selectByPeople(tx: Tx, values: unknown[], friend: string | undefined, referrer: string | undefined): Promise<Row[]> {
  if (friend !== undefined && referrer !== undefined) return tx.query<Row>(OF_BOTH, [...values, friend, referrer]);
  if (friend !== undefined) return tx.query<Row>(OF_FRIEND, [...values, friend]);
  return referrer === undefined ? tx.query<Row>(LIST, values) : tx.query<Row>(OF_REFERRER, [...values, referrer]);
}

/** One referral, or undefined. */
export function loadReferral(db: Database, workspaceId: string, people: PeopleReader, id: string): Promise<ReferralView | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => (await selectReferralsById(tx, workspaceId, people, [id]))[0]);
}

/** The referrals with these ids, in no order. */
export async function selectReferralsById(tx: Tx, workspaceId: string, people: PeopleReader, ids: string[]): Promise<ReferralView[]> {
  if (ids.length === 0) return [];
  return withPeople(tx, people, await tx.query<Row>(ONE, [workspaceId, ids]));
}

async function withPeople(tx: Tx, people: PeopleReader, rows: Row[]): Promise<ReferralView[]> {
  const replaced = rows.flatMap(({ origin }) => origin.corrections?.map(({ referrer }) => referrer) ?? []);
  const persons = await people(tx, [...new Set([...rows.flatMap((row) => [row.friendId, row.referrerId]), ...replaced])]);
  return rows.map(({ origin: { corrections = [], ...origin }, ...row }) => ({
    ...row,
    origin,
    corrections: corrections.map((each) => ({ ...each, referrer: externalIdOf(persons.get(each.referrer)) })),
    recordNumber: Number(row.recordNumber),
    friend: externalIdOf(persons.get(row.friendId)),
    referrer: externalIdOf(persons.get(row.referrerId)),
  }));
}
