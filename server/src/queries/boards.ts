/** Leaderboards as they are shown: runs, rankings, a member's own place. */
import { type Shown, shownOf } from "../core/shown.js";
import { type Database, readInWorkspace, type Statement, type Tx } from "../store/db.js";
import { type BoardCursor, type OwnPlace, type Ranked, selectPlace, selectTop } from "./board-places.js";
import { type FoundMember, selectMember } from "./members.js";
import { type Page, type PageRequest, pageOf } from "./page.js";
import { externalIdOf, type PeopleReader, type Person } from "./people.js";
import { shownAs } from "./shown-as.js";

export interface RunView {
  id: string;
  run: string;
  startsAt: number | null;
  endsAt: number | null;
  countsUntil: number | null;
  frozenAt: number | null;
  dueAt: number | null;
  /** What of its closing is done. */
  progress: Record<string, number>;
}
/** Somebody in a ranking. What is not known of them, or may not be shown, is null. */
export interface RankedMember extends Ranked {
  externalId: string | null;
  /** As the business told it; and as others may see it. */
  ownName: string | null;
  shownAs: string | null;
  /** Has left since the run was frozen: the place is theirs, and is shown without them. */
  hasLeft: boolean;
}
export interface BoardView {
  run: RunView | undefined;
  size: number;
  rows: RankedMember[];
  next: BoardCursor | null;
}

const RUN_COLUMNS = `id, run, starts_at as "startsAt", ends_at as "endsAt", counts_until as "countsUntil", frozen_at as "frozenAt", due_at as "dueAt", progress`;
const RUN: Statement = { name: "boards.run", text: `select ${RUN_COLUMNS} from board_runs where workspace_id = $1 and id = $2` };
const RUNS: Statement = {
  name: "boards.runs",
  text: `select ${RUN_COLUMNS}, record_number as number from board_runs where workspace_id = $1 and program_id = $2 and board = $3 and record_number < $4
    order by record_number desc, id limit $5`,
};
const PARTITIONS: Statement = {
  name: "boards.partitions",
  text: `select partition, sum(size)::bigint as size from board_fences where workspace_id = $1 and run_id = $2 and level = 2 and partition > $3
    group by partition having sum(size) > 0 order by partition limit $4`,
};
const SETTINGS: Statement = {
  name: "boards.settings",
  text: `select m.id as member, m.shown, coalesce(s.away, '[]') as away from members m
    left join board_settings s on s.workspace_id = m.workspace_id and s.program_id = $2 and s.member_id = m.id
    where m.workspace_id = $1 and m.id = any($3)`,
};

/** The runs of a board, the latest first. */
export function listRuns(db: Database, workspaceId: string, program: string, board: string, { limit, after }: PageRequest): Promise<Page<RunView>> {
  return readInWorkspace(db, workspaceId, async (tx) => {
    const rows = await tx.query<RunView & { number: bigint }>(RUNS, [workspaceId, program, board, after?.[0] ?? Number.MAX_SAFE_INTEGER, limit + 1]);
    return pageOf(rows, limit, ({ number }) => [Number(number)]);
  });
}
/** The parts of a run in which somebody is, in the order of the trait's values. */
export function listPartitions(db: Database, workspaceId: string, run: string, { limit, after }: PageRequest) {
  return readInWorkspace(db, workspaceId, async (tx) => {
    const rows = await tx.query<{ partition: string; size: bigint }>(PARTITIONS, [workspaceId, run, after?.[0] ?? "", limit + 1]);
    return pageOf(rows, limit, ({ partition }) => [partition]);
  });
}

interface Board {
  program: string;
  board: string;
  run: string;
}
/** A page of a ranking, the best first. */
export function loadBoard(
  db: Database,
  workspaceId: string,
  people: PeopleReader,
  { partition, ...board }: Board & { partition: string },
  { limit, after }: { limit: number; after?: BoardCursor },
): Promise<BoardView> {
  return readInWorkspace(db, workspaceId, async (tx) => {
    const ranking = { run: board.run, partition };
    const [[run], { size, rows }] = await Promise.all([
      tx.query<RunView>(RUN, [workspaceId, board.run]),
      selectTop(tx, workspaceId, ranking, limit + 1, after),
    ]);
    const page = pageOf(rows, limit, ({ place, score, reached, member }) => [place, String(score), reached, member]);
    const members = page.rows.map(({ member }) => member);
    const [settings, known] = members.length === 0 ? [new Map(), new Map()] : await selectKnown(tx, workspaceId, people, board, members);
    return { run, size, rows: page.rows.map((row) => named(row, board, settings, known)), next: page.next as BoardCursor | null };
  });
}

export interface OwnView {
  memberId: string;
  run: RunView | undefined;
  partition: string;
  size: number;
  own: OwnPlace | undefined;
  top: RankedMember[];
  around: RankedMember[];
  takesPart: boolean;
}
/** Which ranking a member is looked for in. */
export interface OwnAsked extends Board {
  /** The trait by which the board is parted, if it is. */
  partitionBy: string | null;
  /** How many of the best. */
  limit: number;
  /** Whose names are opened, beside the member's own: what the board shows of others may be made from them, or only of who agreed to be known. */
  opens: "all" | "agreed";
}
/** A member's own place, what is around it, and the best; undefined for an unknown member. Who is not in the ranking sees the one they would be in. */
export function loadOwnPlace(
  db: Database,
  workspaceId: string,
  people: PeopleReader,
  { externalHash, ...asked }: OwnAsked & { externalHash: string },
): Promise<OwnView | undefined> {
  return readInWorkspace(db, workspaceId, async (tx) => {
    const member = await selectMember(tx, workspaceId, externalHash);
    return member && selectOwnView(tx, workspaceId, people, asked, member, selectPlace(tx, workspaceId, asked.run, member.id));
  });
}
/** The same in a transaction. `finding` is the member's place in the run. */
export async function selectOwnView(
  tx: Tx,
  workspaceId: string,
  people: PeopleReader,
  { partitionBy, limit, opens, ...board }: OwnAsked,
  member: FoundMember,
  finding: Promise<OwnPlace | undefined>,
): Promise<OwnView> {
  const topOf = (partition: string) => selectTop(tx, workspaceId, { run: board.run, partition }, limit);
  const [[run], own, whole] = await Promise.all([
    tx.query<RunView>(RUN, [workspaceId, board.run]),
    finding,
    partitionBy === null ? topOf("") : undefined,
  ]);
  const partition = own?.partition ?? (partitionBy === null ? "" : String(member.traits[partitionBy] ?? ""));
  const { size, rows: top } = whole ?? (await topOf(partition));
  const ranked = [...top, ...(own?.around ?? [])];
  const ids = [member.id, ...ranked.map((row) => row.member)];
  const [settings, known] = await selectKnown(tx, workspaceId, people, board, ids, opens === "agreed" ? member.id : null);
  const shown = ranked.map((row) => named(row, board, settings, known));
  const takesPart = !isAway(settings.get(member.id), board.board);
  return { memberId: member.id, run, partition, size, own, top: shown.slice(0, top.length), around: shown.slice(top.length), takesPart };
}

/** What a member has said. */
interface Said {
  shown: Partial<Shown> | null;
  away: string[];
}
/** What the members have said, and their names; with `own` only that member's, and of others those who agreed to be known by it. */
async function selectKnown(
  tx: Tx,
  workspaceId: string,
  people: PeopleReader,
  { program }: Board,
  members: string[],
  own: string | null = null,
): Promise<[settings: Map<string, Said>, known: Map<string, Person>]> {
  const ids = [...new Set(members)];
  const asking = tx.query<Said & { member: string }>(SETTINGS, [workspaceId, program, ids]);
  const opened = own === null ? ids : (await asking).filter((said) => said.member === own || shownOf(said).named).map(({ member }) => member);
  const [rows, known] = await Promise.all([asking, people(tx, opened)]);
  return [new Map(rows.map(({ member, ...said }) => [member, said])), known];
}
function isAway(said: Said | undefined, board: string): boolean {
  return said !== undefined && (said.away.includes(board) || !shownOf(said).onBoards);
}
function named(row: Ranked, { board }: Board, settings: ReadonlyMap<string, Said>, known: ReadonlyMap<string, Person>): RankedMember {
  const person = known.get(row.member);
  const said = settings.get(row.member);
  return {
    ...row,
    externalId: externalIdOf(person),
    ownName: typeof person?.name === "string" ? person.name : null,
    shownAs: shownAs(person, said?.shown ?? null) ?? null,
    hasLeft: isAway(said, board),
  };
}
