import { canonicalCode } from "../core/code.js";
import type { Scalar } from "../core/record.js";
import type { Shown } from "../core/shown.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { type Page, type PageRequest, pageOf } from "./page.js";
import type { PeopleReader, Person } from "./people.js";
import { loadTermsStanding, type TermsStanding } from "./terms.js";

export interface MemberEnrolment {
  program: string;
  handle: string;
  status: "running" | "paused" | "ended";
  code: string;
  codeStatus: "active" | "disabled";
  joinedAt: number;
  terms: TermsStanding;
}
export interface MemberView {
  id: string;
  /** Of the id by which the member was asked for. */
  externalHash: string;
  joinedAt: number;
  traits: Record<string, Scalar>;
  purchases: number;
  firstPurchaseAt: number | null;
  lastSeenAt: number | null;
  shown: Shown | null;
  person: Person | undefined;
  enrolments: MemberEnrolment[];
}

interface MemberRow {
  id: string;
  external_hash: string;
  joined_at: number;
  traits: Record<string, Scalar>;
  purchases: number;
  first_purchase_at: number | null;
  last_seen_at: number | null;
  merged: string | null;
  shown: Shown | null;
}
const COLUMNS = "m.id, m.external_hash, m.joined_at, m.traits, m.purchases, m.first_purchase_at, m.last_seen_at, m.merged, m.shown";

// Who was merged into somebody is that person, by whichever id they are named.
const FIND_IDS: Statement = {
  name: "members.find_ids",
  text: `select m.id, m.merged from members n join members m on m.workspace_id = n.workspace_id and m.id = coalesce(n.merged_into, n.id)
    where n.workspace_id = $1 and n.external_hash = $2`,
};
const BY_EXTERNAL: Statement = {
  name: "members.by_external",
  text: `select ${COLUMNS}, n.external_hash from members n join members m on m.workspace_id = n.workspace_id and m.id = coalesce(n.merged_into, n.id)
    where n.workspace_id = $1 and n.external_hash = any($2)`,
};
const LIST: Statement = {
  name: "members.list",
  text: `select ${COLUMNS} from members m where m.workspace_id = $1 and m.id > $2 and m.merged_into is null order by m.id limit $3`,
};
const ENROLMENTS: Statement = {
  name: "members.enrolments",
  text: `select e.member_id, e.program_id, p.handle, p.status, p.version, e.code as display, e.joined_at
    from enrolments e join programs p on p.workspace_id = e.workspace_id and p.id = e.program_id
    where e.workspace_id = $1 and e.member_id = any($2) order by e.record_number, e.program_id`,
};
const DISABLED_CODES: Statement = {
  name: "members.disabled_codes",
  text: `select c.program_id, c.code from unnest($2::text[], $3::text[]) as wanted (program_id, code)
    join codes c on c.workspace_id = $1 and c.program_id = wanted.program_id and c.code = wanted.code where c.status = 'disabled'`,
};

/** A member, with what a first question finds out. */
export interface FoundMember {
  id: string;
  /** The member's id, and after it those of members that were merged into this one. */
  ids: string[];
  traits: Record<string, Scalar>;
  shown: Shown | null;
  /** The workspace's present time. */
  now: number;
}
const FIND: Statement = {
  name: "members.find",
  text: `select ${["id", "merged", "traits", "shown"].map((column) => `case when m.id is null then n.${column} else m.${column} end as ${column}`).join(", ")},
      coalesce(h.clock, greatest(h.at, date_trunc('milliseconds', clock_timestamp()))) as now
    from members n left join members m on m.workspace_id = n.workspace_id and m.id = n.merged_into join heads h on h.workspace_id = n.workspace_id
    where n.workspace_id = $1 and n.external_hash = $2`,
};
/** The member, or undefined. */
export async function selectMember(tx: Tx, workspaceId: string, externalHash: string): Promise<FoundMember | undefined> {
  const [row] = await tx.query<Omit<FoundMember, "ids"> & { merged: string | null }>(FIND, [workspaceId, externalHash]);
  if (row === undefined) return undefined;
  const { merged, ...member } = row;
  return { ...member, ids: [row.id, ...(merged?.split(" ") ?? [])] };
}

/** The member's id, or undefined. */
export async function findMemberId(tx: Tx, workspaceId: string, externalHash: string): Promise<string | undefined> {
  return (await findMemberIds(tx, workspaceId, externalHash))?.[0];
}

/** The member's id, and after it those of members that were merged into this one: what they did before is kept under those. Undefined for an unknown member. */
export async function findMemberIds(tx: Tx, workspaceId: string, externalHash: string): Promise<string[] | undefined> {
  const [row] = await tx.query<{ id: string; merged: string | null }>(FIND_IDS, [workspaceId, externalHash]);
  return row === undefined ? undefined : [row.id, ...(row.merged?.split(" ") ?? [])];
}

/** The members with these external hashes, in no order; unknown ones are left out. */
export function loadMembers(db: Database, workspaceId: string, people: PeopleReader, externalHashes: string[]): Promise<MemberView[]> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const rows = await tx.query<MemberRow>(BY_EXTERNAL, [workspaceId, externalHashes]);
    return viewsOf(tx, workspaceId, people, rows);
  });
}

/** All members by id. */
export function listMembers(db: Database, workspaceId: string, people: PeopleReader, { limit, after }: PageRequest): Promise<Page<MemberView>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const page = pageOf(await tx.query<MemberRow>(LIST, [workspaceId, after?.[0] ?? "", limit + 1]), limit, (row) => [row.id]);
    return { rows: await viewsOf(tx, workspaceId, people, page.rows), next: page.next };
  });
}

async function viewsOf(tx: Tx, workspaceId: string, people: PeopleReader, rows: MemberRow[]): Promise<MemberView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [enrolments, persons] = await Promise.all([loadEnrolments(tx, workspaceId, rows), people(tx, ids)]);
  return rows.map((row) => ({
    id: row.id,
    externalHash: row.external_hash,
    joinedAt: row.joined_at,
    traits: row.traits,
    purchases: row.purchases,
    firstPurchaseAt: row.first_purchase_at,
    lastSeenAt: row.last_seen_at,
    shown: row.shown,
    person: persons.get(row.id),
    enrolments: enrolments.get(row.id) ?? [],
  }));
}

interface EnrolmentRow {
  member_id: string;
  program_id: string;
  handle: string;
  status: MemberEnrolment["status"];
  version: number;
  display: string;
  joined_at: number;
}

async function loadEnrolments(tx: Tx, workspaceId: string, members: MemberRow[]): Promise<Map<string, MemberEnrolment[]>> {
  const byMember = new Map<string, MemberEnrolment[]>();
  const rows = await tx.query<EnrolmentRow>(ENROLMENTS, [workspaceId, members.map(({ id }) => id)]);
  const standing = await loadStanding(tx, workspaceId, members, rows);
  const codes = rows.map((row) => canonicalCode(row.display) ?? row.display);
  const disabled =
    rows.length === 0
      ? []
      : await tx.query<{ program_id: string; code: string }>(DISABLED_CODES, [workspaceId, rows.map((row) => row.program_id), codes]);
  const isDisabled = new Set(disabled.map((row) => `${row.program_id} ${row.code}`));
  for (const [index, row] of rows.entries()) {
    const { member_id, program_id: program, handle, status, display: code, joined_at: joinedAt } = row;
    const list = byMember.get(member_id) ?? [];
    const codeStatus = isDisabled.has(`${program} ${codes[index]}`) ? "disabled" : "active";
    const terms = standing.get(`${member_id} ${program}`) ?? { accepted: null, toAccept: row.version };
    list.push({ program, handle, status, code, codeStatus, joinedAt, terms });
    byMember.set(member_id, list);
  }
  return byMember;
}
/** What those agreed to who were merged into a member, the member has agreed to. */
function loadStanding(tx: Tx, workspaceId: string, members: MemberRow[], enrolments: EnrolmentRow[]): Promise<Map<string, TermsStanding>> {
  const idsOf = new Map(members.map(({ id, merged }) => [id, [id, ...(merged?.split(" ") ?? [])]]));
  const asked = enrolments.map(({ member_id, program_id: program, version }) => ({ program, version, ids: idsOf.get(member_id) ?? [member_id] }));
  return loadTermsStanding(tx, workspaceId, asked);
}
