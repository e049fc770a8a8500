/** The terms of versions, and who has agreed to which. */
import { BoundedMap } from "../bounded-map.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { sha256Hex } from "../core/hash.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import type { WordLanguage } from "../words/format.js";
import { type PromiseChange, promiseChanges, promisesOf } from "../words/terms/terms-text.js";

/** A program's version. */
export interface VersionOf {
  program: string;
  version: number;
}
const nameOf = ({ program, version }: VersionOf) => `${program} ${version}`;

const ACCEPTED: Statement = {
  name: "terms.accepted",
  text: `select member_id as member, program_id as program, max(version) as version from acceptances
    where workspace_id = $1 and member_id = any($2) group by member_id, program_id`,
};
/** Where a member stands with the terms of a program that they take part in. */
export interface TermsStanding {
  /** The latest version that the member has agreed to, or null. */
  accepted: number | null;
  /** The version in force, where its terms say something else than what was agreed to; null where there is nothing to agree to. */
  toAccept: number | null;
}

/**
 * The standing of members, each with the ids of all that were merged into them, in programs with the version in force; by member and program as "mem prg".
 * A version whose terms say the same as those that were agreed to asks for nothing.
 */
export async function loadTermsStanding(
  tx: Tx,
  workspaceId: string,
  members: readonly (VersionOf & { ids: readonly string[] })[],
): Promise<Map<string, TermsStanding>> {
  const rows = await tx.query<VersionOf & { member: string }>(ACCEPTED, [workspaceId, [...new Set(members.flatMap(({ ids }) => ids))]]);
  const agreed = new Map(rows.map(({ member, program, version }) => [`${member} ${program}`, version]));
  const latest = members.map(({ program, ids }) => {
    const versions = ids.map((id) => agreed.get(`${id} ${program}`)).filter((version) => version !== undefined);
    return versions.length === 0 ? null : Math.max(...versions);
  });
  const older = members.flatMap(({ program, version }, index) => {
    const accepted = latest[index] ?? null;
    return accepted === null || accepted === version
      ? []
      : [
          { program, version: accepted },
          { program, version },
        ];
  });
  const promises = await promisesOfVersions(tx, workspaceId, older);
  return new Map(
    members.map(({ program, version, ids }, index) => {
      const accepted = latest[index] ?? null;
      const isSame = accepted !== null && (accepted === version || samePromises(promises, { program, version: accepted }, { program, version }));
      return [`${ids[0]} ${program}`, { accepted, toAccept: isSame ? null : version }];
    }),
  );
}
function samePromises(promises: ReadonlyMap<string, string>, one: VersionOf, other: VersionOf): boolean {
  return promises.get(nameOf(one)) === promises.get(nameOf(other));
}

const VERSIONS: Statement = {
  name: "terms.versions",
  text: `select v.program_id as program, v.version, v.hash, case when v.hash = any($4) then null else v.document end as document
    from unnest($2::text[], $3::integer[]) as wanted (program_id, version)
    join program_versions v on v.workspace_id = $1 and v.program_id = wanted.program_id and v.version = wanted.version`,
};
/** What documents promise, by their hash: a document never changes, and telling one takes some milliseconds. */
const remembered = new BoundedMap<string, string>(1_000);

async function promisesOfVersions(tx: Tx, workspaceId: string, wanted: readonly VersionOf[]): Promise<Map<string, string>> {
  if (wanted.length === 0) return new Map();
  const unique = [...new Map(wanted.map((version) => [nameOf(version), version])).values()];
  // As they are now: others may make room while the query runs.
  const known = new Map(remembered);
  const values = [unique.map(({ program }) => program), unique.map(({ version }) => version), [...known.keys()]];
  const rows = await tx.query<VersionOf & { hash: string; document: ProgramDocument }>(VERSIONS, [workspaceId, ...values]);
  return new Map(rows.map((row) => [nameOf(row), known.get(row.hash) ?? remember(row.hash, row.document)]));
}
function remember(hash: string, document: ProgramDocument): string {
  const promises = sha256Hex(promisesOf(document));
  remembered.set(hash, promises);
  return promises;
}

/** What changes for members from one document to another. */
export interface Promises {
  /** Whether the terms say something else, so that members are asked to agree anew. */
  changed: boolean;
  changes: PromiseChange[];
  /** Members who take part and are asked to agree; 0 where nothing changed. */
  members: number;
  /** Referrals under way, each of which keeps the version under which it began; 0 where nothing changed. */
  referrals: number;
}
const CONCERNED: Statement = {
  name: "terms.concerned",
  text: `select (select count(*)::int from enrolments where workspace_id = $1 and program_id = $2) as members,
    (select count(*)::int from referrals where workspace_id = $1 and program_id = $2 and state in ('signed_up', 'qualified', 'in_review')) as referrals`,
};
/** What changes for the members of a program, in the words of the terms, and how many it concerns. */
export async function loadPromises(
  db: Database,
  workspaceId: string,
  program: string,
  { before, after }: { before: ProgramDocument; after: ProgramDocument },
  language: WordLanguage,
): Promise<Promises> {
  const changes = promiseChanges(before, after, language);
  if (promisesOf(before) === promisesOf(after)) return { changed: false, changes, members: 0, referrals: 0 };
  const [row] = await inWorkspace(db, workspaceId, (tx) => tx.query<{ members: number; referrals: number }>(CONCERNED, [workspaceId, program]));
  return { changed: true, changes, members: row?.members ?? 0, referrals: row?.referrals ?? 0 };
}
