/**
 * Personal data, apart from the log: sealed with a key per person, which is wrapped by the workspace's. Destroying the key erases the person everywhere.
 */
import { randomBytes } from "node:crypto";
import type { Statement, Tx } from "./db.js";
import { open, type SealingKey, seal, unwrap, wrap } from "./secrets.js";

export interface PersonalWrite {
  member: string;
  record: number;
  /** Merged into what is known of the person. */
  person?: Record<string, unknown>;
  /** Kept with the record: what an event told that no program declares, or declares as personal. */
  payload?: Record<string, unknown>;
  /** Somebody who was merged into the person: what is known of them fills what is not known. */
  merged?: string;
}

const LOAD_PEOPLE: Statement = {
  name: "load_people",
  text: `select k.member_id, k.wrapped, p.sealed from person_keys k left join people p on p.workspace_id = k.workspace_id and p.member_id = k.member_id
    where k.workspace_id = $1 and k.member_id = any($2)`,
};
const SAVE_KEYS: Statement = {
  name: "save_person_keys",
  text: "insert into person_keys (workspace_id, member_id, wrapped) select $1, * from unnest($2::text[], $3::bytea[])",
};
const SAVE_PEOPLE: Statement = {
  name: "save_people",
  text: `insert into people (workspace_id, member_id, sealed) select $1, * from unnest($2::text[], $3::bytea[])
    on conflict (workspace_id, member_id) do update set sealed = excluded.sealed`,
};
const SAVE_PAYLOADS: Statement = {
  name: "save_personal_payloads",
  text: "insert into personal_payloads (workspace_id, record_number, member_id, sealed) select $1, * from unnest($2::bigint[], $3::text[], $4::bytea[])",
};

type PersonRow = { member_id: string; wrapped: Buffer; sealed: Buffer | null };

/** Seals and saves; must run under the head, so that two merges of one person follow each other. */
export async function savePersonal(tx: Tx, workspaceId: string, workspaceKey: SealingKey, writes: PersonalWrite[]): Promise<void> {
  if (writes.length === 0) return;
  const ids = [...new Set(writes.flatMap(({ member, merged }) => (merged === undefined ? member : [member, merged])))];
  const known = new Map((await tx.query<PersonRow>(LOAD_PEOPLE, [workspaceId, ids])).map((row) => [row.member_id, row]));
  const keys = new Map<string, Buffer>();
  const fresh: [string, Buffer][] = [];
  for (const id of ids) {
    const row = known.get(id);
    const context = `${workspaceId} ${id}`;
    const key = row === undefined ? randomBytes(32) : unwrap(workspaceKey, row.wrapped, context);
    keys.set(id, key);
    if (row === undefined) fresh.push([id, wrap(workspaceKey, key, context)]);
  }
  const people = new Map<string, Record<string, unknown>>();
  const payloads: [number, string, Buffer][] = [];
  const knownOf = (member: string): Record<string, unknown> => {
    const sealed = known.get(member)?.sealed;
    return people.get(member) ?? (sealed ? open(keys.get(member) as Buffer, sealed, `${workspaceId} ${member}`) : {});
  };
  for (const { member, record, person, payload, merged } of writes) {
    const { externalId: _, ...others } = merged === undefined ? {} : knownOf(merged);
    if (person !== undefined || merged !== undefined) people.set(member, { ...others, ...knownOf(member), ...person });
    if (payload !== undefined) payloads.push([record, member, seal(keys.get(member) as Buffer, payload, `${workspaceId} ${member} ${record}`)]);
  }
  const sealed = [...people].map(([id, person]) => [id, seal(keys.get(id) as Buffer, person, `${workspaceId} ${id}`)] as const);
  const sent: Promise<unknown>[] = [];
  if (fresh.length > 0) sent.push(tx.query(SAVE_KEYS, [workspaceId, fresh.map(([id]) => id), fresh.map(([, wrapped]) => wrapped)]));
  if (sealed.length > 0) sent.push(tx.query(SAVE_PEOPLE, [workspaceId, sealed.map(([id]) => id), sealed.map(([, bytes]) => bytes)]));
  if (payloads.length > 0) {
    sent.push(
      tx.query(SAVE_PAYLOADS, [
        workspaceId,
        payloads.map(([record]) => record),
        payloads.map(([, member]) => member),
        payloads.map(([, , bytes]) => bytes),
      ]),
    );
  }
  await Promise.all(sent);
}

/** What is known of people, by member id; those whose key was destroyed are not in it. */
export async function loadPeople(
  tx: Tx,
  workspaceId: string,
  workspaceKey: SealingKey,
  members: string[],
): Promise<Map<string, Record<string, unknown>>> {
  const people = new Map<string, Record<string, unknown>>();
  if (members.length === 0) return people;
  for (const row of await tx.query<PersonRow>(LOAD_PEOPLE, [workspaceId, members])) {
    if (row.sealed === null) continue;
    const context = `${workspaceId} ${row.member_id}`;
    people.set(row.member_id, open(unwrap(workspaceKey, row.wrapped, context), row.sealed, context));
  }
  return people;
}

const LOAD_PAYLOADS: Statement = {
  name: "load_personal_payloads",
  text: `select p.record_number as record, p.member_id, p.sealed, k.wrapped from personal_payloads p
    join person_keys k on k.workspace_id = p.workspace_id and k.member_id = p.member_id where p.workspace_id = $1 and p.record_number = any($2)`,
};

/** What records brought of their members that is personal, by record number; of those whose key was destroyed there is nothing. */
export async function loadPayloads(
  tx: Tx,
  workspaceId: string,
  workspaceKey: SealingKey,
  records: number[],
): Promise<Map<number, Record<string, unknown>>> {
  const payloads = new Map<number, Record<string, unknown>>();
  if (records.length === 0) return payloads;
  for (const row of await tx.query<PersonRow & { record: bigint; sealed: Buffer }>(LOAD_PAYLOADS, [workspaceId, records])) {
    const key = unwrap(workspaceKey, row.wrapped, `${workspaceId} ${row.member_id}`);
    payloads.set(Number(row.record), open(key, row.sealed, `${workspaceId} ${row.member_id} ${row.record}`));
  }
  return payloads;
}
