/** Keys of calls that make no record of the log. */
import type { Statement, Tx } from "./db.js";

const CLAIM: Statement = {
  name: "answered_calls.claim",
  text: "insert into answered_calls (workspace_id, key_hash, request_hash, answered_at) values ($1, $2, $3, now()) on conflict do nothing returning key_hash",
};
const LOAD: Statement = {
  name: "answered_calls.load",
  text: "select request_hash, answer from answered_calls where workspace_id = $1 and key_hash = $2",
};
const ANSWER: Statement = {
  name: "answered_calls.answer",
  text: "update answered_calls set answer = $3 where workspace_id = $1 and key_hash = $2",
};

export interface AnsweredCall {
  request_hash: string;
  answer: unknown;
}

/** Takes the key for this transaction and gives undefined, or gives what was answered before. Whoever asks at the same time waits until the first one is over. */
export async function claimCall(tx: Tx, workspaceId: string, keyHash: string, requestHash: string): Promise<AnsweredCall | undefined> {
  const [claimed] = await tx.query(CLAIM, [workspaceId, keyHash, requestHash]);
  return claimed === undefined ? loadAnsweredCall(tx, workspaceId, keyHash) : undefined;
}

export async function loadAnsweredCall(tx: Tx, workspaceId: string, keyHash: string): Promise<AnsweredCall | undefined> {
  return (await tx.query<AnsweredCall>(LOAD, [workspaceId, keyHash]))[0];
}

/** What is answered under the key from now on. */
export async function saveAnswer(tx: Tx, workspaceId: string, keyHash: string, answer: unknown): Promise<void> {
  await tx.query(ANSWER, [workspaceId, keyHash, JSON.stringify(answer)]);
}
