/** The friends whom a member brought to a program, as the member may see them. */
import type { ReferralRow } from "../core/rows.js";
import { type Shown, shownOf } from "../core/shown.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { findMemberId } from "./members.js";
import type { PeopleReader } from "./people.js";
import { shownAs } from "./shown-as.js";

export interface FriendView extends Pick<ReferralRow, "id" | "version" | "state" | "beganAt" | "times" | "goals" | "origin" | "referrerSide"> {
  programId: string;
  /** Ours, for a pseudonym. */
  friendId: string;
  /** By which others may know the friend; undefined for who did not agree to it. */
  name: string | undefined;
}

type Row = Omit<FriendView, "name"> & { shown: Shown | null };

const SELECT = `select r.id, r.program_id as "programId", r.version, r.state, r.began_at as "beganAt", r.times, r.goals, r.origin, r.referrer_side as "referrerSide", r.friend_id as "friendId",
  m.shown from referrals r join members m on m.workspace_id = r.workspace_id and m.id = r.friend_id where r.workspace_id = $1 and r.referrer_id = $3`;
const LATEST: Statement = { name: "friends.latest", text: `${SELECT} and r.program_id = $2 order by r.record_number desc, r.id desc limit $4` };
const ONE: Statement = { name: "friends.one", text: `${SELECT} and r.id = $2` };

/** The latest ones first. `referrer` is the member's id. */
export async function selectFriends(
  tx: Tx,
  workspaceId: string,
  people: PeopleReader,
  { program, referrer, limit }: { program: string; referrer: string; limit: number },
): Promise<FriendView[]> {
  return named(tx, people, await tx.query<Row>(LATEST, [workspaceId, program, referrer, limit]));
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
  return rows.map(({ shown, ...row }) => ({ ...row, name: shownAs(persons.get(row.friendId), shown) }));
}
