/** What members have handed in as proofs of challenges. */
import type { Proof } from "../core/challenge-state.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { findMemberId } from "./members.js";
import { type Page, type PageRequest, pageOf } from "./page.js";
import { externalIdOf, type PeopleReader } from "./people.js";
import type { PayloadReader } from "./testimonials.js";

export interface ProofView {
  /** The business's own id; null where it was erased. */
  member: string | null;
  challenge: string;
  /** The bounds of the time of the challenge that it is for. */
  from: number;
  until: number;
  state: Proof["state"];
  handedInAt: number;
  recordNumber: number;
  picture: string | null;
  reason: string | null;
  /** Null where it is another thing, or was erased. */
  link: string | null;
  text: string | null;
}
interface Row extends Omit<ProofView, "member" | "link" | "text"> {
  member: string;
}

const list = (index: "proof" | "waiting_proof"): Statement => ({
  name: `challenge_proofs.${index}`,
  text: `select c.member_id as member, c.challenge, (t.value ->> 'start')::bigint::float8 as "from", (t.value ->> 'end')::bigint::float8 as until,
      p.proof ->> 'state' as state, (p.proof ->> 'at')::bigint::float8 as "handedInAt", (p.proof ->> 'record')::bigint::float8 as "recordNumber",
      p.proof ->> 'picture' as picture, p.proof ->> 'reason' as reason
    from challenges c, json_each(c.state -> 'times') t, lateral (select t.value -> 'proof' as proof) p
    where c.workspace_id = $1 and c.program_id = $2 and c.${index} is not null and p.proof is not null
      and ($3::text is null or p.proof ->> 'state' = $3) and ($4::text is null or c.challenge = $4) and ($5::text is null or c.member_id = $5)
      and (p.proof ->> 'record')::bigint < $6 order by (p.proof ->> 'record')::bigint desc limit $7`,
});
/** What waits is looked for often and is little: it has an index of its own. */
const LISTS = { all: list("proof"), waiting: list("waiting_proof") };

export interface ProofsWanted {
  program: string;
  challenge?: string | undefined;
  state?: Proof["state"] | undefined;
  /** The hash of the business's own id. */
  member?: string;
}

/** The latest first. */
export function listProofs(
  db: Database,
  workspaceId: string,
  readers: { people: PeopleReader; payloads: PayloadReader },
  { program, challenge, state, member: externalHash }: ProofsWanted,
  { limit, after }: PageRequest,
): Promise<Page<ProofView>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const who = externalHash === undefined ? null : ((await findMemberId(tx, workspaceId, externalHash)) ?? "");
    const values = [workspaceId, program, state ?? null, challenge ?? null, who, after?.[0] ?? Number.MAX_SAFE_INTEGER, limit + 1];
    const rows = await tx.query<Row>(state === "waiting" ? LISTS.waiting : LISTS.all, values);
    const page = pageOf(rows, limit, ({ recordNumber }) => [recordNumber]);
    return { rows: await viewsOf(tx, readers, page.rows), next: page.next };
  });
}
async function viewsOf(tx: Tx, { people, payloads }: { people: PeopleReader; payloads: PayloadReader }, rows: Row[]): Promise<ProofView[]> {
  const [members, records] = [rows.map(({ member }) => member), rows.map(({ recordNumber }) => recordNumber)];
  const [persons, said] = await Promise.all([people(tx, members), payloads(tx, records)]);
  return rows.map(({ member, ...row }) => {
    const { link, text } = said.get(row.recordNumber) ?? {};
    return { ...row, member: externalIdOf(persons.get(member)), link: textOr(link), text: textOr(text) };
  });
}
function textOr(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
