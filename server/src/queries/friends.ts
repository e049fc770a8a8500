/** The friends whom a member brought to a program, as the member may see them. */
import type { HeldBooster } from "../core/boosters.js";
import type { ReferralRow } from "../core/rows.js";
import { type Shown, shownOf } from "../core/shown.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { findMemberId, selectMember } from "./members.js";
import { type Page, type PageRequest, pageOf } from "./page.js";
import type { PeopleReader } from "./people.js";
import { shownAs } from "./shown-as.js";

export interface FriendView extends Pick<ReferralRow, "id" | "version" | "state" | "beganAt" | "times" | "goals" | "origin" | "referrerSide"> {
  programId: string;
  /** Ours, for a pseudonym. */
  friendId: string;
  /** By which others may know the friend; undefined for who did not agree to it. */
  name: string | undefined;
}

type Row = Omit<FriendView, "name"> & { shown: Shown | null; recordNumber: bigint };

const SELECT = `select r.id, r.program_id as "programId", r.version, r.state, r.began_at as "beganAt", r.times, r.goals, r.origin, r.referrer_side as "referrerSide", r.friend_id as "friendId",
  r.record_number as "recordNumber", m.shown from referrals r join members m on m.workspace_id = r.workspace_id and m.id = r.friend_id where r.workspace_id = $1 and r.referrer_id = $3`;
const PAGE: Statement = {
  name: "friends.page",
  text: `${SELECT} and r.program_id = $2 and (r.record_number, r.id) < ($5, $6) order by r.record_number desc, r.id desc limit $4`,
};
const ONE: Statement = { name: "friends.one", text: `${SELECT} and r.id = $2` };
const BOOSTERS: Statement = {
  name: "friends.boosters",
  text: "select boosters from game_progress where workspace_id = $1 and program_id = $2 and member_id = $3",
};

/** The latest ones first. `referrer` is the member's id. */
export async function selectFriends(
  tx: Tx,
  workspaceId: string,
  people: PeopleReader,
  { program, referrer }: { program: string; referrer: string },
  { limit, after }: PageRequest,
): Promise<Page<FriendView>> {
  const [record, id] = after ?? [Number.MAX_SAFE_INTEGER, ""];
  const rows = await tx.query<Row>(PAGE, [workspaceId, program, referrer, limit + 1, record, id]);
  const page = pageOf(rows, limit, (row) => [Number(row.recordNumber), row.id]);
  return { rows: await named(tx, people, page.rows), next: page.next };
}

/** A page of the friends whom a member brought, and what makes amounts larger for the member; undefined for an unknown member. */
export function listFriends(
  db: Database,
  workspaceId: string,
  people: PeopleReader,
  { program, externalHash }: { program: string; externalHash: string },
  page: PageRequest,
): Promise<{ now: number; boosters: HeldBooster[]; friends: Page<FriendView> } | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const member = await selectMember(tx, workspaceId, externalHash);
    if (member === undefined) return undefined;
    const [friends, [game]] = await Promise.all([
      selectFriends(tx, workspaceId, people, { program, referrer: member.id }, page),
      tx.query<{ boosters: HeldBooster[] }>(BOOSTERS, [workspaceId, program, member.id]),
    ]);
    return { now: member.now, boosters: game?.boosters ?? [], friends };
  });
}

/** A friend whom the member brought; undefined for any other. */
export function loadFriend(
  db: Database,
  workspaceId: string,
  people: PeopleReader,
  { referral, referrer }: { referral: string; referrer: string },
): Promise<FriendView | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const member = await findMemberId(tx, workspaceId, referrer);
    return member === undefined ? undefined : friendOf(tx, workspaceId, people, { referral, member });
  });
}

/** The same, of a member by our id. */
export function loadFriendOf(
  db: Database,
  workspaceId: string,
  people: PeopleReader,
  wanted: { referral: string; member: string },
): Promise<FriendView | undefined> {
  return inWorkspace(db, workspaceId, (tx) => friendOf(tx, workspaceId, people, wanted));
}

async function friendOf(
  tx: Tx,
  workspaceId: string,
  people: PeopleReader,
  { referral, member }: { referral: string; member: string },
): Promise<FriendView | undefined> {
  return (await named(tx, people, await tx.query<Row>(ONE, [workspaceId, referral, member])))[0];
}

async function named(tx: Tx, people: PeopleReader, rows: Row[]): Promise<FriendView[]> {
  // Most agree to nothing: what is not shown is not opened.
  const agreed = rows.filter(({ shown }) => shownOf({ shown }).named).map(({ friendId }) => friendId);
  const persons = await people(tx, [...new Set(agreed)]);
  return rows.map(({ shown, recordNumber: _, ...row }) => ({ ...row, name: shownAs(persons.get(row.friendId), shown) }));
}
