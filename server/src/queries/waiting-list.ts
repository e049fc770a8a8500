/** A program's waiting list as it is shown: who is in front, and where a member stands. */
import { waitingListId } from "../core/waiting-list.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { type BoardCursor, type Ranked, selectPlace, selectTop } from "./board-places.js";
import { pageOf } from "./page.js";
import { externalIdOf, type PeopleReader } from "./people.js";

export interface WaitingMember {
  place: number;
  externalId: string | null;
  joiningNumber: number;
  placesGained: number;
  joinedAt: number;
}
interface JoinedRow {
  member: string;
  number: bigint;
  joined: number;
}
const JOINED: Statement = {
  name: "waiting_list.joined",
  text: `select member_id as member, waiting_number as number, joined_at as joined from enrolments
    where workspace_id = $1 and program_id = $2 and member_id = any($3)`,
};

/** A page of those who wait, the first in front. */
export function loadWaitingList(
  db: Database,
  workspaceId: string,
  people: PeopleReader,
  program: string,
  { limit, after }: { limit: number; after?: BoardCursor },
): Promise<{ size: number; rows: WaitingMember[]; next: BoardCursor | null }> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const ranking = { run: waitingListId(program), partition: "" };
    const { size, rows } = await selectTop(tx, workspaceId, ranking, limit + 1, after);
    const page = pageOf(rows, limit, ({ place, score, reached, member }) => [place, String(score), reached, member]);
    return { size, rows: await named(tx, workspaceId, people, program, page.rows), next: page.next as BoardCursor | null };
  });
}
async function named(tx: Tx, workspaceId: string, people: PeopleReader, program: string, rows: Ranked[]): Promise<WaitingMember[]> {
  const members = rows.map(({ member }) => member);
  if (members.length === 0) return [];
  const [joined, known] = await Promise.all([
    tx.query<JoinedRow & Record<string, unknown>>(JOINED, [workspaceId, program, members]),
    people(tx, members),
  ]);
  const of = new Map(joined.map((row) => [row.member, row]));
  return rows.map(({ place, member, score }) => {
    const { number, joined: joinedAt } = of.get(member) as JoinedRow;
    return { place, externalId: externalIdOf(known.get(member)), joiningNumber: Number(number), placesGained: Number(score + number), joinedAt };
  });
}

/** The business's own ids of members, in the order in which they are given. */
export function loadExternalIds(db: Database, workspaceId: string, people: PeopleReader, members: string[]): Promise<(string | null)[]> {
  if (members.length === 0) return Promise.resolve([]);
  return inWorkspace(db, workspaceId, async (tx) => {
    const known = await people(tx, members);
    return members.map((member) => externalIdOf(known.get(member)));
  });
}

/** Where the member waits, how many are behind, and places gained less the joining number; null for who was admitted, or never had to wait. */
export async function selectWaitingPlace(
  tx: Tx,
  workspaceId: string,
  program: string,
  member: string,
): Promise<{ place: number; behind: number; score: bigint } | null> {
  const own = await selectPlace(tx, workspaceId, waitingListId(program), member);
  return own === undefined ? null : { place: own.place, behind: own.size - own.place, score: own.score };
}
