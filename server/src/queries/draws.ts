/** Draws: their runs, who has won, all tickets of a run, and a member's own. */
import type { DrawRunRow } from "../core/draw-rows.js";
import type { Shown } from "../core/shown.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { findMemberIds } from "./members.js";
import { type Page, type PageRequest, pageOf } from "./page.js";
import type { PeopleReader } from "./people.js";
import { shownAs } from "./shown-as.js";

export type DrawRunView = Omit<DrawRunRow, "programId" | "recordNumber">;
/** A draw that is held each week has so many runs in half a year. */
const RUNS_MAX = 26;
const RUN_FIELDS = `r.id, r.draw, r.run, r.starts_at as "startsAt", r.ends_at as "endsAt", r.due_at as "dueAt", r.drawn_at as "drawnAt", r.winners, r.commitment, r.won`;
const LATEST =
  "select *, row_number() over (partition by draw order by ends_at desc, id) as nth from draw_runs where workspace_id = $1 and program_id = $2";
const RUNS: Statement = {
  name: "draws.runs",
  text: `select ${RUN_FIELDS} from (${LATEST}) r where r.nth <= ${RUNS_MAX} order by r.draw, r.nth`,
};
/** The latest runs of each of a program's draws for which there were tickets, the latest first. */
export function listDrawRuns(db: Database, workspaceId: string, program: string): Promise<DrawRunView[]> {
  return inWorkspace(db, workspaceId, (tx) => tx.query<DrawRunView>(RUNS, [workspaceId, program]));
}

export interface DrawWinner {
  member: string;
  reward: string;
  /** By which others may know the member; undefined for nobody's business. */
  name: string | undefined;
}
export interface WholeDrawRun {
  run: DrawRunView;
  /** How many tickets take part, and of how many different holders. */
  tickets: number;
  holders: number;
  /** The first one drawn first; none before it is drawn. */
  winners: DrawWinner[];
}
const RUN: Statement = {
  name: "draws.run",
  text: `select ${RUN_FIELDS}, t.tickets, t.holders from draw_runs r cross join lateral (
      select coalesce(sum(held), 0)::int as tickets, count(*)::int as holders from (
        select sum(count) as held from draw_tickets where workspace_id = $1 and run_id = r.id and state = 'in' group by member_id) h) t
    where r.workspace_id = $1 and r.id = $2`,
};
const FOUND: Statement = { name: "draws.found", text: `select ${RUN_FIELDS} from draw_runs r where r.workspace_id = $1 and r.id = $2` };
/** A run for which there are tickets. */
export async function findDrawRun(db: Database, workspaceId: string, id: string): Promise<DrawRunView | undefined> {
  return (await inWorkspace(db, workspaceId, (tx) => tx.query<DrawRunView>(FOUND, [workspaceId, id])))[0];
}
/** Who is the same person as another by now is shown as that one. */
const WINNERS: Statement = {
  name: "draws.winners",
  text: `select m.id, coalesce(o.id, m.id) as person, coalesce(o.shown, m.shown) as shown from members m
    left join members o on o.workspace_id = m.workspace_id and o.id = m.merged_into where m.workspace_id = $1 and m.id = any($2)`,
};
/** A run with its winners; undefined where there are no tickets for it. */
export function loadDrawRun(db: Database, workspaceId: string, people: PeopleReader, id: string): Promise<WholeDrawRun | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [row] = await tx.query<DrawRunView & { tickets: number; holders: number }>(RUN, [workspaceId, id]);
    if (row === undefined) return undefined;
    const { tickets, holders, ...run } = row;
    const won = run.won ?? [];
    const rows = await tx.query<{ id: string; person: string; shown: Shown | null }>(WINNERS, [workspaceId, won.map(({ member }) => member)]);
    const [persons, of] = [
      await people(
        tx,
        rows.map(({ person }) => person),
      ),
      new Map(rows.map((each) => [each.id, each])),
    ];
    const nameOf = (member: string) => shownAs(persons.get(of.get(member)?.person ?? ""), of.get(member)?.shown ?? null);
    return { run, tickets, holders, winners: won.map(({ member, reward }) => ({ member, reward, name: nameOf(member) })) };
  });
}

export interface ListedTickets {
  reward: string;
  member: string;
  count: number;
  luck: string;
}
const TICKETS: Statement = {
  name: "draws.tickets",
  text: `select reward_id as reward, member_id as member, count, luck from draw_tickets
    where workspace_id = $1 and run_id = $2 and state = 'in' and (luck, reward_id) > ($3, $4) order by luck, reward_id limit $5`,
};
/** All tickets that take part in a run, the luckiest first: only of a run that has been drawn is this anybody's business. */
export function listTickets(db: Database, workspaceId: string, run: string, { limit, after = ["", ""] }: PageRequest): Promise<Page<ListedTickets>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const rows = await tx.query<ListedTickets>(TICKETS, [workspaceId, run, ...after, limit + 1]);
    return pageOf(rows, limit, ({ luck, reward }) => [luck, reward]);
  });
}

export interface OwnTickets extends DrawRunView {
  tickets: number;
  /** Under which of their ids the member holds them. */
  ids: string[];
}
const OWN: Statement = {
  name: "draws.own",
  text: `select ${RUN_FIELDS}, t.tickets from (${LATEST}) r cross join lateral (
      select sum(count)::int as tickets from draw_tickets where workspace_id = $1 and run_id = r.id and member_id = any($3) and state = 'in') t
    where r.nth <= ${RUNS_MAX} and t.tickets is not null order by r.ends_at desc, r.id`,
};
/** What a member holds in the latest runs of a program's draws; runs in which they hold nothing are left out. */
export function loadOwnTickets(db: Database, workspaceId: string, program: string, externalHash: string): Promise<OwnTickets[]> {
  return inWorkspace(db, workspaceId, async (tx) =>
    selectOwnTickets(tx, workspaceId, program, (await findMemberIds(tx, workspaceId, externalHash)) ?? []),
  );
}
/** The same in a transaction, by all internal ids that are the member's. */
export async function selectOwnTickets(tx: Tx, workspaceId: string, program: string, ids: string[]): Promise<OwnTickets[]> {
  const rows = await tx.query<DrawRunView & { tickets: number }>(OWN, [workspaceId, program, ids]);
  return rows.map((row) => ({ ...row, ids }));
}
