/** What members ask and what they are answered, beside the log. */
import type { Statement, Tx } from "./db.js";
import { open, type SealingKey, seal, unwrap } from "./secrets.js";

export const FEEDBACK_KINDS = ["help", "suggestion", "rating", "appeal", "data_export", "data_deletion"] as const;
export const FEEDBACK_STATES = ["open", "answered", "closed"] as const;
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];
export type FeedbackState = (typeof FEEDBACK_STATES)[number];

/** A person by one of their names: the member who goes on, and all ids under which things of theirs are kept. */
export interface Asker {
  memberId: string;
  ids: string[];
  personKey: SealingKey;
}
const ASKER: Statement = {
  name: "feedback.asker",
  text: `select m.id, m.merged, k.wrapped from members n join members m on m.workspace_id = n.workspace_id and m.id = coalesce(n.merged_into, n.id)
    join person_keys k on k.workspace_id = m.workspace_id and k.member_id = m.id where n.workspace_id = $1 and n.external_hash = $2`,
};
/** Undefined for an unknown member, and for one who was erased. */
export async function findAsker(tx: Tx, workspaceId: string, workspaceKey: SealingKey, externalHash: string): Promise<Asker | undefined> {
  const [row] = await tx.query<{ id: string; merged: string | null; wrapped: Buffer }>(ASKER, [workspaceId, externalHash]);
  if (row === undefined) return undefined;
  const ids = [row.id, ...(row.merged?.split(" ") ?? [])];
  return { memberId: row.id, ids, personKey: unwrap(workspaceKey, row.wrapped, `${workspaceId} ${row.id}`) };
}

const OWN_REFERRAL: Statement = {
  name: "feedback.own_referral",
  text: "select id from referrals where workspace_id = $1 and id = $2 and (referrer_id = any($3) or friend_id = any($3))",
};
export async function hasReferral(tx: Tx, workspaceId: string, referral: string, ids: readonly string[]): Promise<boolean> {
  return (await tx.query(OWN_REFERRAL, [workspaceId, referral, ids])).length > 0;
}
const OWN_REWARD: Statement = {
  name: "feedback.own_reward",
  text: "select id from rewards where workspace_id = $1 and id = $2 and recipient_id = any($3)",
};
export async function hasReward(tx: Tx, workspaceId: string, reward: string, ids: readonly string[]): Promise<boolean> {
  return (await tx.query(OWN_REWARD, [workspaceId, reward, ids])).length > 0;
}

const COUNT: Statement = {
  name: "feedback.count",
  text: "select count(*)::int as n from feedback where workspace_id = $1 and member_id = any($2) and asked_at > $3::timestamptz and id <> $4",
};
/** How much the person has written since, besides this one. */
export async function countFeedback(tx: Tx, workspaceId: string, ids: readonly string[], since: number, besides: string): Promise<number> {
  return (await tx.query<{ n: number }>(COUNT, [workspaceId, ids, isoOf(since), besides]))[0]?.n ?? 0;
}

export interface NewFeedback {
  id: string;
  program: string;
  kind: FeedbackKind;
  rating: number | null;
  referral: string | null;
  reward: string | null;
  text: string;
  requestHash: string;
}
const SAVE: Statement = {
  name: "feedback.save",
  text: `insert into feedback (workspace_id, id, program_id, member_id, kind, rating, referral_id, reward_id, sealed, request_hash, state, asked_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11::timestamptz) on conflict (workspace_id, id) do nothing returning id`,
};
/** False if there is one with this id. */
export async function saveFeedback(
  tx: Tx,
  workspaceId: string,
  { memberId, personKey }: Asker,
  feedback: NewFeedback,
  now: number,
): Promise<boolean> {
  const { id, program, kind, rating, referral, reward, text, requestHash } = feedback;
  const sealed = seal(personKey, { text }, `${workspaceId} ${id}`);
  return (await tx.query(SAVE, [workspaceId, id, program, memberId, kind, rating, referral, reward, sealed, requestHash, isoOf(now)])).length > 0;
}

export interface FeedbackRow {
  id: string;
  memberId: string;
  kind: FeedbackKind;
  rating: number | null;
  referral: string | null;
  reward: string | null;
  state: FeedbackState;
  requestHash: string;
  askedAt: number;
  answeredAt: number | null;
  /** Null where the member was erased. */
  text: string | null;
  answer: string | null;
}
type SealedRow = Omit<FeedbackRow, "text" | "answer"> & { sealed: Buffer; answerSealed: Buffer | null; wrapped: Buffer | null };
const COLUMNS = `f.id, f.member_id as "memberId", f.kind, f.rating, f.referral_id as referral, f.reward_id as reward, f.state, f.request_hash as "requestHash",
  f.asked_at as "askedAt", f.answered_at as "answeredAt", f.sealed, f.answer_sealed as "answerSealed", k.wrapped`;
const FROM = "from feedback f left join person_keys k on k.workspace_id = f.workspace_id and k.member_id = f.member_id where f.workspace_id = $1";
const LIST: Statement = {
  name: "feedback.list",
  text: `select ${COLUMNS} ${FROM} and f.program_id = $2 and ($3::text is null or f.state = $3) and ($4::text is null or f.kind = $4)
    and (f.asked_at, f.id) < ($5::timestamptz, $6) order by f.asked_at desc, f.id desc limit $7`,
};
export interface FeedbackFilter {
  program: string;
  state: FeedbackState | undefined;
  kind: FeedbackKind | undefined;
}
const LATEST = { askedAt: Date.parse("9999-01-01T00:00:00Z"), id: "" };
/** Of the program, the latest first, behind the row given. */
export async function listFeedback(
  tx: Tx,
  workspaceId: string,
  workspaceKey: SealingKey,
  { program, state, kind }: FeedbackFilter,
  { limit, after = LATEST }: { limit: number; after?: { askedAt: number; id: string } | undefined },
): Promise<FeedbackRow[]> {
  const values = [workspaceId, program, state ?? null, kind ?? null, isoOf(after.askedAt), after.id, limit];
  return (await tx.query<SealedRow>(LIST, values)).map((row) => opened(workspaceId, workspaceKey, row));
}

const OF_MEMBER: Statement = {
  name: "feedback.of_member",
  text: `select ${COLUMNS} ${FROM} and f.member_id = any($2) and ($4::text is null or f.program_id = $4) order by f.asked_at desc, f.id desc limit $3`,
};
/** The person's, in the program or in all, the latest first. */
export async function listOwnFeedback(
  tx: Tx,
  workspaceId: string,
  workspaceKey: SealingKey,
  ids: readonly string[],
  { program, limit }: { program: string | undefined; limit: number },
): Promise<FeedbackRow[]> {
  return (await tx.query<SealedRow>(OF_MEMBER, [workspaceId, ids, limit, program ?? null])).map((row) => opened(workspaceId, workspaceKey, row));
}

const ONE: Statement = { name: "feedback.one", text: `select ${COLUMNS}, f.program_id as program ${FROM} and f.id = $2` };
export async function loadFeedback(
  tx: Tx,
  workspaceId: string,
  workspaceKey: SealingKey,
  id: string,
): Promise<(FeedbackRow & { program: string }) | undefined> {
  const [row] = await tx.query<SealedRow & { program: string }>(ONE, [workspaceId, id]);
  return row && { ...opened(workspaceId, workspaceKey, row), program: row.program };
}

function opened(workspaceId: string, workspaceKey: SealingKey, { sealed, answerSealed, wrapped, ...row }: SealedRow): FeedbackRow {
  if (wrapped === null) return { ...row, text: null, answer: null };
  const personKey = unwrap(workspaceKey, wrapped, `${workspaceId} ${row.memberId}`);
  const textOf = (bytes: Buffer, context: string): string => String(open(personKey, bytes, context).text);
  const answer = answerSealed && textOf(answerSealed, `${workspaceId} ${row.id} answer`);
  return { ...row, text: textOf(sealed, `${workspaceId} ${row.id}`), answer };
}

const ANSWER: Statement = {
  name: "feedback.answer",
  text: "update feedback set answer_sealed = $3, state = $4, answered_at = $5::timestamptz where workspace_id = $1 and id = $2",
};
const PERSON_KEY: Statement = { name: "feedback.person_key", text: "select wrapped from person_keys where workspace_id = $1 and member_id = $2" };
/** False where the member was erased: then there is nobody to answer. */
export async function saveAnswer(
  tx: Tx,
  workspaceId: string,
  workspaceKey: SealingKey,
  { id, memberId }: Pick<FeedbackRow, "id" | "memberId">,
  { text, state, now }: { text: string | null; state: FeedbackState; now: number },
): Promise<boolean> {
  const [key] = await tx.query<{ wrapped: Buffer }>(PERSON_KEY, [workspaceId, memberId]);
  if (key === undefined) return false;
  const personKey = unwrap(workspaceKey, key.wrapped, `${workspaceId} ${memberId}`);
  await tx.query(ANSWER, [workspaceId, id, text === null ? null : seal(personKey, { text }, `${workspaceId} ${id} answer`), state, isoOf(now)]);
  return true;
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
