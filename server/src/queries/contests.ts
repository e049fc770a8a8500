/** Judged contests: their runs, what was handed in for them, and how a member stands. */
import type { ContestEntryRow, ContestRunRow } from "../core/contest-rows.js";
import type { Shown } from "../core/shown.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { findMemberId } from "./members.js";
import { type Page, type PageRequest, pageOf } from "./page.js";
import { externalIdOf, type PeopleReader } from "./people.js";
import { shownAs } from "./shown-as.js";
import type { PayloadReader } from "./testimonials.js";

export interface ContestRunView extends Omit<ContestRunRow, "programId" | "recordNumber"> {
  /** How many entries take part. */
  entries: number;
  /** The workspace's present time. */
  now: number;
}
/** A contest that begins anew each week has so many runs in half a year. */
const RUNS_MAX = 26;
const RUNS: Statement = {
  name: "contests.runs",
  text: `select r.id, r.contest, r.run, r.by, r.starts_at as "startsAt", r.ends_at as "endsAt", r.due_at as "dueAt", r.closed_at as "closedAt",
      (select count(*)::int from contest_entries e where e.workspace_id = $1 and e.run_id = r.id and e.state = 'accepted') as entries,
      coalesce(h.clock, greatest(h.at, date_trunc('milliseconds', clock_timestamp()))) as now
    from contest_runs r join heads h on h.workspace_id = r.workspace_id
    where r.workspace_id = $1 and r.program_id = $2 and ($3::text is null or r.contest = $3) order by r.starts_at desc, r.id limit ${RUNS_MAX}`,
};
/** The latest runs for which something was handed in, of one contest or of all of a program. */
export function listContestRuns(db: Database, workspaceId: string, program: string, contest: string | null): Promise<ContestRunView[]> {
  return inWorkspace(db, workspaceId, (tx) => selectContestRuns(tx, workspaceId, program, contest));
}
/** The same in a transaction. */
export function selectContestRuns(tx: Tx, workspaceId: string, program: string, contest: string | null): Promise<ContestRunView[]> {
  return tx.query<ContestRunView>(RUNS, [workspaceId, program, contest]);
}

export interface ContestEntryView extends Omit<ContestEntryRow, "memberId" | "runId"> {
  /** The business's own id; null where it was erased. */
  member: string | null;
  run: string;
  /** By which others may know the member; undefined for nobody's business. */
  name: string | undefined;
  /** Null where it is another thing, or was erased. */
  link: string | null;
  text: string | null;
}
type Row = Omit<ContestEntryRow, "runId" | "recordNumber" | "accepted"> & {
  run: string;
  recordNumber: bigint;
  accepted: bigint | null;
  shown: Shown | null;
};

const FIELDS = `e.id, r.run, e.member_id as "memberId", e.state, e.by, e.picture, e.handed_in_at as "handedInAt", e.record_number as "recordNumber",
  e.accepted, e.reason, e.marks, e.votes, e.place, m.shown`;
const FROM = `from contest_entries e join contest_runs r on r.workspace_id = e.workspace_id and r.id = e.run_id
  join members m on m.workspace_id = e.workspace_id and m.id = e.member_id where e.workspace_id = $1`;
const HANDED_IN: Statement = {
  name: "contests.handed_in",
  text: `select ${FIELDS} ${FROM} and r.program_id = $2 and r.contest = $3 and ($4::text is null or r.run = $4) and ($5::text is null or e.state = $5)
    and ($6::text is null or e.id = $6) and ($7::text is null or e.member_id = $7) and e.record_number < $8 order by e.record_number desc limit $9`,
};
const SHOWN: Statement = {
  name: "contests.shown",
  text: `select ${FIELDS} ${FROM} and e.run_id = $2 and e.state = 'accepted' and (coalesce(e.place, 1000000), e.accepted) > ($3, $4)
    order by coalesce(e.place, 1000000), e.accepted limit $5`,
};

export interface ContestReaders {
  people: PeopleReader;
  payloads: PayloadReader;
}
export interface EntriesWanted {
  program: string;
  contest: string;
  run?: string | undefined;
  state?: ContestEntryRow["state"] | undefined;
  entry?: string;
  /** The hash of the business's own id. */
  member?: string;
}
/** What members have handed in for a contest, the latest first: for whoever looks at it. */
export function listEntries(
  db: Database,
  workspaceId: string,
  readers: ContestReaders,
  { program, contest, run, state, entry, member }: EntriesWanted,
  { limit, after }: PageRequest,
): Promise<Page<ContestEntryView>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const who = member === undefined ? null : ((await findMemberId(tx, workspaceId, member)) ?? "");
    const before = after?.[0] ?? Number.MAX_SAFE_INTEGER;
    const values = [workspaceId, program, contest, run ?? null, state ?? null, entry ?? null, who, before, limit + 1];
    const page = pageOf(await tx.query<Row>(HANDED_IN, values), limit, ({ recordNumber }) => [Number(recordNumber)]);
    return { rows: await viewsOf(tx, readers, page.rows), next: page.next };
  });
}
/** The entries of a run that take part, by their places, and as long as there are none in the order in which they were accepted: for everybody. */
export function listShownEntries(
  db: Database,
  workspaceId: string,
  readers: ContestReaders,
  run: string,
  { limit, after = [0, 0] }: PageRequest,
): Promise<Page<ContestEntryView>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const rows = await tx.query<Row>(SHOWN, [workspaceId, run, after[0], after[1], limit + 1]);
    const page = pageOf(rows, limit, ({ place, accepted }) => [place ?? 1_000_000, Number(accepted)]);
    return { rows: await viewsOf(tx, readers, page.rows), next: page.next };
  });
}
async function viewsOf(tx: Tx, { people, payloads }: ContestReaders, rows: Row[]): Promise<ContestEntryView[]> {
  const [members, records] = [rows.map(({ memberId }) => memberId), rows.map(({ recordNumber }) => Number(recordNumber))];
  const [persons, said] = await Promise.all([people(tx, members), payloads(tx, records)]);
  return rows.map(({ memberId, recordNumber, accepted, shown, ...row }) => {
    const person = persons.get(memberId);
    // What was withdrawn is nobody's to read any more.
    const words = wordsOf(row.state === "withdrawn" ? undefined : said.get(Number(recordNumber)));
    const numbers = { recordNumber: Number(recordNumber), accepted: accepted === null ? null : Number(accepted) };
    return { ...row, ...numbers, ...words, member: externalIdOf(person), name: shownAs(person, shown) };
  });
}

function wordsOf({ link, text }: Record<string, unknown> = {}): { link: string | null; text: string | null } {
  return { link: typeof link === "string" ? link : null, text: typeof text === "string" ? text : null };
}

export interface OwnContest {
  runId: string;
  /** What the member has handed in and not withdrawn; link and text are null where it is something else, or was erased. */
  entry: (Pick<ContestEntryRow, "id" | "state" | "reason" | "place" | "picture"> & { link: string | null; text: string | null }) | null;
  /** For which entry the member has voted. */
  vote: string | null;
}
const OWN: Statement = {
  name: "contests.own",
  text: `select r.id as "runId", e.id, e.state, e.reason, e.place, e.picture, e.record_number as "recordNumber", v.entry_id as vote from contest_runs r
    left join contest_entries e on e.workspace_id = r.workspace_id and e.run_id = r.id and e.member_id = $3 and e.state <> 'withdrawn'
    left join contest_votes v on v.workspace_id = r.workspace_id and v.run_id = r.id and v.member_id = $3
    where r.workspace_id = $1 and r.program_id = $2 and r.id = any($4)`,
};
/** How a member stands in runs of a program's contests; none for an unknown member. */
export function loadOwnContests(
  db: Database,
  workspaceId: string,
  payloads: PayloadReader,
  program: string,
  externalHash: string,
  runs: string[],
): Promise<OwnContest[]> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const member = await findMemberId(tx, workspaceId, externalHash);
    return member === undefined ? [] : selectOwnContests(tx, workspaceId, payloads, program, member, runs);
  });
}
/** The same in a transaction, by internal id. */
export async function selectOwnContests(
  tx: Tx,
  workspaceId: string,
  payloads: PayloadReader,
  program: string,
  member: string,
  runs: string[],
): Promise<OwnContest[]> {
  type OwnRow = { runId: string; id: string | null; recordNumber: bigint | null; vote: string | null } & Pick<
    ContestEntryRow,
    "state" | "reason" | "place" | "picture"
  >;
  const rows = await tx.query<OwnRow>(OWN, [workspaceId, program, member, runs]);
  const said = await payloads(
    tx,
    rows.flatMap(({ recordNumber }) => (recordNumber === null ? [] : [Number(recordNumber)])),
  );
  return rows.map(({ runId, id, vote, recordNumber, ...entry }) => ({
    runId,
    vote,
    entry: id === null ? null : { id, ...entry, ...wordsOf(said.get(Number(recordNumber))) },
  }));
}

const IS_SHOWN: Statement = {
  name: "contests.is_picture_shown",
  text: `select from contest_entries e join contest_runs r on r.workspace_id = e.workspace_id and r.id = e.run_id
    where e.workspace_id = $1 and e.picture = $3 and e.state = 'accepted' and r.program_id = $2 limit 1`,
};
/** Whether the picture takes part in a contest of the program. */
export function isEntryShown(db: Database, workspaceId: string, program: string, picture: string): Promise<boolean> {
  return inWorkspace(db, workspaceId, async (tx) => (await tx.query(IS_SHOWN, [workspaceId, program, picture])).length > 0);
}
