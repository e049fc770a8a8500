import type { App } from "../app.js";
import { keyedHash } from "../core/hash.js";
import { AppError } from "../errors.js";
import { type AnsweredCall, claimCall, loadAnsweredCall, saveAnswer } from "../store/answered-calls.js";
import { inWorkspace, type Tx } from "../store/db.js";
import type { Workspace } from "./workspace-directory.js";

/** A call that makes no record of the log: its key, and all that tells it from others, in a fixed order. */
export interface KeyedCall {
  key: string;
  request: readonly unknown[];
}

/**
 * Does the work once for a key, for ever, in one transaction: the same call again is given the same answer and does nothing, another one under the key
 * throws `key_reused`. A call that is refused leaves its key free. The answer is kept as JSON; it may hold no secret and nothing personal.
 */
export function answerOnce<T>(
  app: App,
  workspace: Workspace,
  call: KeyedCall,
  work: (tx: Tx) => Promise<T>,
): Promise<{ answer: T; replayed: boolean }> {
  const { keyHash, requestHash } = hashesOf(workspace, call);
  return inWorkspace(app.db, workspace.id, async (tx) => {
    const before = await claimCall(tx, workspace.id, keyHash, requestHash);
    if (before !== undefined) return { answer: answerOf<T>(before, requestHash), replayed: true };
    const answer = await work(tx);
    await saveAnswer(tx, workspace.id, keyHash, answer);
    return { answer, replayed: false };
  });
}

/** What the call was answered before; undefined if it was not. Another call under the key throws `key_reused`. */
export async function answeredBefore<T>(app: App, workspace: Workspace, call: KeyedCall): Promise<{ answer: T } | undefined> {
  const { keyHash, requestHash } = hashesOf(workspace, call);
  const before = await inWorkspace(app.db, workspace.id, (tx) => loadAnsweredCall(tx, workspace.id, keyHash));
  return before === undefined ? undefined : { answer: answerOf<T>(before, requestHash) };
}

function hashesOf({ secrets }: Workspace, { key, request }: KeyedCall): { keyHash: string; requestHash: string } {
  return {
    keyHash: keyedHash(secrets.keys, "answered call", key),
    requestHash: keyedHash(secrets.records, "answered call", JSON.stringify(request)),
  };
}

function answerOf<T>({ request_hash, answer }: AnsweredCall, requestHash: string): T {
  if (request_hash !== requestHash) {
    throw new AppError("key_reused", { detail: "Idempotency-Key was used before for another request; send a new one." });
  }
  return answer as T;
}
