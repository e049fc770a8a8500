import type { Shown } from "../core/shown.js";
import type { TestimonialRow } from "../core/testimonial.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { findMemberId } from "./members.js";
import { type Page, type PageRequest, pageOf } from "./page.js";
import { externalIdOf, type PeopleReader } from "./people.js";
import { shownAs } from "./shown-as.js";

/** Opens what records brought that is personal; what was erased is not in it. By record number. */
export type PayloadReader = (tx: Tx, records: number[]) => Promise<Map<number, Record<string, unknown>>>;

export interface TestimonialView {
  /** The business's own id; null where it was erased. */
  member: string | null;
  state: TestimonialRow["state"];
  rating: number | null;
  writtenAt: number;
  recordNumber: number;
  /** Null where they were erased. */
  words: string | null;
  /** The id of the member's picture. */
  picture: string | null;
  /** Why the owner answered so. */
  reason: string | null;
  /** By which others may know the member; undefined for nobody's business. */
  name: string | undefined;
}
interface Row {
  member: string;
  state: TestimonialRow["state"];
  rating: number | null;
  writtenAt: number;
  recordNumber: bigint;
  picture: string | null;
  reason: string | null;
  shown: Shown | null;
}

const LIST: Statement = {
  name: "testimonials.list",
  text: `select t.member_id as member, t.state, t.rating, t.written_at as "writtenAt", t.record_number as "recordNumber", t.picture, t.reason, m.shown
    from testimonials t join members m on m.workspace_id = t.workspace_id and m.id = t.member_id
    where t.workspace_id = $1 and t.program_id = $2 and ($3::text is null or t.state = $3) and ($6::text is null or t.member_id = $6)
      and t.record_number < $4 order by t.record_number desc limit $5`,
};

export interface TestimonialReaders {
  people: PeopleReader;
  payloads: PayloadReader;
}

/** What members of the program say, the latest first. */
export function listTestimonials(
  db: Database,
  workspaceId: string,
  readers: TestimonialReaders,
  { program, state, member: externalHash }: { program: string; state?: TestimonialRow["state"] | undefined; member?: string },
  page: PageRequest,
): Promise<Page<TestimonialView>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const member = externalHash === undefined ? undefined : ((await findMemberId(tx, workspaceId, externalHash)) ?? "");
    return selectTestimonials(tx, workspaceId, readers, { program, state, member }, page);
  });
}
/** The same in a transaction, by internal id. */
export async function selectTestimonials(
  tx: Tx,
  workspaceId: string,
  { people, payloads }: TestimonialReaders,
  { program, state, member: who }: { program: string; state?: TestimonialRow["state"] | undefined; member?: string | undefined },
  { limit, after }: PageRequest,
): Promise<Page<TestimonialView>> {
  const values = [workspaceId, program, state ?? null, after?.[0] ?? Number.MAX_SAFE_INTEGER, limit + 1, who ?? null];
  const page = pageOf(await tx.query<Row>(LIST, values), limit, (row) => [Number(row.recordNumber)]);
  const [members, records] = [page.rows.map(({ member }) => member), page.rows.map(({ recordNumber }) => Number(recordNumber))];
  const [persons, said] = await Promise.all([people(tx, members), payloads(tx, records)]);
  const views = page.rows.map(({ member, recordNumber, shown, ...row }) => {
    const words = said.get(Number(recordNumber))?.words;
    const person = persons.get(member);
    const name = shownAs(person, shown);
    return { ...row, recordNumber: Number(recordNumber), member: externalIdOf(person), words: typeof words === "string" ? words : null, name };
  });
  return { rows: views, next: page.next };
}

const IS_SHOWN: Statement = {
  name: "testimonials.is_shown",
  text: "select from testimonials where workspace_id = $1 and program_id = $2 and picture = $3 and state = 'shown' limit 1",
};
/** Whether the picture stands beside something that a member says and the owner shows. */
export function isPictureShown(db: Database, workspaceId: string, program: string, picture: string): Promise<boolean> {
  return inWorkspace(db, workspaceId, async (tx) => (await tx.query(IS_SHOWN, [workspaceId, program, picture])).length > 0);
}
