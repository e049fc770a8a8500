/** What members ask, suggest and appeal against, and what they are answered. It decides nothing; the log knows only that it came. */

import type { App } from "../app.js";
import { derivedId, keyedHash } from "../core/hash.js";
import { AppError, unknownMember } from "../errors.js";
import { inWorkspace, type Tx } from "../store/db.js";
import {
  type Asker,
  countFeedback,
  type FeedbackFilter,
  type FeedbackKind,
  type FeedbackRow,
  findAsker,
  hasReferral,
  hasReward,
  listFeedback,
  listOwnFeedback,
  loadFeedback,
  saveAnswer,
  saveFeedback,
} from "../store/feedback.js";
import { loadPeople } from "../store/personal.js";
import { externalHash } from "./identities.js";
import { submit } from "./log-writer.js";
import type { Workspace } from "./workspace-directory.js";

export { FEEDBACK_KINDS, FEEDBACK_STATES } from "../store/feedback.js";
export const FEEDBACK_TEXT_MAX = 2000;
export const FEEDBACK_A_DAY_MAX = 20;
const OWN_MAX = 100;
const dayMs = 24 * 60 * 60 * 1000;

export interface FeedbackAsked {
  kind: FeedbackKind;
  text?: string;
  rating?: number;
  referral?: string;
  reward?: string;
}
/** As it is told: `member` is the business's own id, null where they were erased. */
export type FeedbackTold = FeedbackRow & { member: string | null };

/** Keeps it, sealed, and tells webhooks that it is there; the same call under the same key again is the same one. Throws an `AppError` for what does not fit its kind, or is about another's referral or reward. */
export async function giveFeedback(
  app: App,
  workspace: Workspace,
  member: string,
  program: string,
  asked: FeedbackAsked,
  key: string,
): Promise<FeedbackTold> {
  const given = await keepFeedback(app, workspace, member, program, asked, key);
  // Kept first: whoever is told finds it. A call that ended in between is made again by its sender, and told once.
  const input = { kind: "feedback" as const, program, member: externalHash(workspace, member), feedback: given.id, about: given.kind };
  await submit(app, workspace.id, { lane: "event", input, key: `feedback:${given.id}`, body: input, personal: undefined });
  return given;
}

async function keepFeedback(
  app: App,
  workspace: Workspace,
  member: string,
  program: string,
  asked: FeedbackAsked,
  key: string,
): Promise<FeedbackTold> {
  assertFits(asked);
  const { kind, text = "", rating = null, referral = null, reward = null } = asked;
  const { id: workspaceId, secrets } = workspace;
  return inWorkspace(app.db, workspaceId, async (tx) => {
    const asker = await askerOf(tx, workspace, member);
    const id = derivedId("fbk", keyedHash(secrets.records, "feedback", asker.memberId, key));
    const requestHash = keyedHash(secrets.records, "feedback request", JSON.stringify([program, kind, text, rating, referral, reward]));
    await assertOwn(tx, workspaceId, asker, referral, reward);
    const now = app.now();
    if ((await countFeedback(tx, workspaceId, asker.ids, now - dayMs, id)) >= FEEDBACK_A_DAY_MAX) {
      throw new AppError("rate_limited", {
        detail: `A member writes at most ${FEEDBACK_A_DAY_MAX} times a day; try again tomorrow.`,
        retryAfterSeconds: 3600,
      });
    }
    const isNew = await saveFeedback(tx, workspaceId, asker, { id, program, kind, rating, referral, reward, text, requestHash }, now);
    const row = await loadFeedback(tx, workspaceId, secrets.persons, id);
    if (row === undefined) throw new Error(`Feedback ${id} was kept and is not there.`);
    if (!isNew && row.requestHash !== requestHash) {
      throw new AppError("key_reused", { detail: "Idempotency-Key was used before for something else; send a new one." });
    }
    return { ...row, member };
  });
}

/** The person by one of their names. Throws `member_unknown`. */
export async function askerOf(tx: Tx, workspace: Workspace, member: string): Promise<Asker> {
  const asker = await findAsker(tx, workspace.id, workspace.secrets.persons, externalHash(workspace, member));
  if (asker === undefined) throw unknownMember();
  return asker;
}

const SILENT_KINDS: readonly FeedbackKind[] = ["rating", "data_export", "data_deletion"];
function assertFits({ kind, text, rating, referral, reward }: FeedbackAsked): void {
  if (!text && !SILENT_KINDS.includes(kind)) throw unfit("/text", "is missing", "write what it is about");
  if (kind === "rating" && rating === undefined) throw unfit("/rating", "is missing", "give 1 to 5");
  if (kind !== "rating" && rating !== undefined) throw unfit("/rating", "is only for the kind rating", "leave it out");
  const named = [referral, reward].filter((each) => each !== undefined).length;
  if (kind === "appeal" && named !== 1) throw unfit("/referral", "and /reward: an appeal is about one of them", "name the referral or the reward");
  if (kind !== "appeal" && named > 0) throw unfit(referral === undefined ? "/reward" : "/referral", "is only for the kind appeal", "leave it out");
}
function unfit(path: string, problem: string, remedy: string): AppError {
  return new AppError("invalid_request", { detail: `${path} ${problem}; ${remedy}.`, errors: [{ path, problem, remedy }] });
}

async function assertOwn(tx: Tx, workspaceId: string, { ids }: Asker, referral: string | null, reward: string | null): Promise<void> {
  if (referral !== null && !(await hasReferral(tx, workspaceId, referral, ids)))
    throw new AppError("referral_unknown", { detail: "The member has no such referral." });
  if (reward !== null && !(await hasReward(tx, workspaceId, reward, ids)))
    throw new AppError("reward_unknown", { detail: "The member has no such reward." });
}

/** What the member has written in the program, or in any, under whichever id, with the answers: the hundred latest. Throws `member_unknown`. */
export function ownFeedback(app: App, workspace: Workspace, member: string, program: string | undefined): Promise<FeedbackTold[]> {
  return inWorkspace(app.db, workspace.id, async (tx) => {
    const { ids } = await askerOf(tx, workspace, member);
    const rows = await listOwnFeedback(tx, workspace.id, workspace.secrets.persons, ids, { program, limit: OWN_MAX });
    return rows.map((row) => ({ ...row, member }));
  });
}

/** What members of the program have written, the latest first. */
export function feedbackOf(
  app: App,
  workspace: Workspace,
  filter: FeedbackFilter,
  page: { limit: number; after: { askedAt: number; id: string } | undefined },
): Promise<FeedbackTold[]> {
  return inWorkspace(app.db, workspace.id, async (tx) => {
    const rows = await listFeedback(tx, workspace.id, workspace.secrets.persons, filter, page);
    return named(tx, workspace, rows);
  });
}

/** Answers it, or answers anew. Throws `feedback_unknown`, and `conflict` where the member was erased. */
export async function answerFeedback(
  app: App,
  workspace: Workspace,
  { program, id }: { program: string; id: string },
  { text, state }: { text?: string; state: "answered" | "closed" },
): Promise<FeedbackTold> {
  if (!text && state === "answered") throw unfit("/text", "is missing", "write the answer, or close it without one");
  const { secrets } = workspace;
  return inWorkspace(app.db, workspace.id, async (tx) => {
    const row = await loadFeedback(tx, workspace.id, secrets.persons, id);
    if (row?.program !== program) throw new AppError("feedback_unknown", { detail: "Nobody has written this in the program." });
    const answer = { text: text || row.answer, state, now: app.now() };
    if (!(await saveAnswer(tx, workspace.id, secrets.persons, row, answer))) {
      throw new AppError("conflict", { detail: "The member was erased: there is nobody to answer." });
    }
    const [told] = await named(tx, workspace, [{ ...row, answer: answer.text, state, answeredAt: answer.now }]);
    return told as FeedbackTold;
  });
}

async function named(tx: Tx, workspace: Workspace, rows: FeedbackRow[]): Promise<FeedbackTold[]> {
  const people = await loadPeople(tx, workspace.id, workspace.secrets.persons, [...new Set(rows.map(({ memberId }) => memberId))]);
  return rows.map((row) => {
    const member = people.get(row.memberId)?.externalId;
    return { ...row, member: typeof member === "string" ? member : null };
  });
}
