/** What everybody may see of a program: numbers, and what just happened to members who agreed to it. */
import type { Shown } from "../core/shown.js";
import { type Database, inWorkspace, type Statement } from "../store/db.js";
import type { PeopleReader } from "./people.js";
import { shownAs } from "./shown-as.js";

export interface ProofCounts {
  members: number;
  friends: number;
  badges: number;
}
const COUNTS: Statement = {
  name: "proof.counts",
  text: `select (select count(*) from enrolments where workspace_id = $1 and program_id = $2)::int as members,
    (select count(*) from referrals where workspace_id = $1 and program_id = $2 and stage in ('signed_up', 'qualified', 'converted'))::int as friends,
    (select count(*) from rewards where workspace_id = $1 and program_id = $2 and kind = 'badge' and state = 'available')::int as badges`,
};

/** How many take part, how many friends have come and stand, how many badges were earned and stand. */
export function countProof(db: Database, workspaceId: string, program: string): Promise<ProofCounts> {
  return inWorkspace(db, workspaceId, async (tx) => (await tx.query<ProofCounts>(COUNTS, [workspaceId, program]))[0] as ProofCounts);
}

export const FEED_KINDS = ["badge.earned", "stamp_card.completed", "tier.reached", "level.reached"] as const;
export interface FeedItem {
  at: number;
  kind: (typeof FEED_KINDS)[number];
  body: Record<string, unknown>;
  /** By which others may know the member. */
  name: string | undefined;
}
/** So many of the latest facts are looked through: what is older is no news. */
const FACTS_MAX = 2_000;
const FEED: Statement = {
  name: "proof.feed",
  text: `select f.at, f.kind, f.body, m.id as member, m.shown from (
      select at, kind, body, record_number, index from outbox where workspace_id = $1 order by record_number desc, index desc limit ${FACTS_MAX}
    ) f join members m on m.workspace_id = $1 and m.id = f.body ->> 'member'
    where f.kind = any($3) and f.at <= $4 and f.body ->> 'program' = $2 and (m.shown ->> 'inFeed')::boolean
    order by f.record_number desc, f.index desc limit $5`,
};

/** What happened until a moment to members who agreed to be told of, the latest first. What was taken back since may still be in it: it did happen. */
export function loadFeed(
  db: Database,
  workspaceId: string,
  people: PeopleReader,
  { program, until, limit }: { program: string; until: number; limit: number },
): Promise<FeedItem[]> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const values = [workspaceId, program, [...FEED_KINDS], new Date(until), limit];
    const rows = await tx.query<Omit<FeedItem, "name"> & { member: string; shown: Shown | null }>(FEED, values);
    const persons = await people(
      tx,
      rows.map(({ member }) => member),
    );
    return rows.map(({ member, shown, ...item }) => ({ ...item, name: shownAs(persons.get(member), shown) }));
  });
}
