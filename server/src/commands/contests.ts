/** Judged contests: what members hand in and vote for, and how the owner and judges answer. */
import type { App } from "../app.js";
import { type HandedIn, parseHandedIn } from "./challenge-proof.js";
import { externalHash } from "./identities.js";
import { namedPicture } from "./pictures.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

interface Where {
  /** The program's id. */
  program: string;
  contest: string;
}

/** It waits to be looked at. What the member writes and links to is sealed. */
export async function handInEntry(
  app: App,
  workspace: Workspace,
  { member, ...where }: Where & { member: string },
  handedIn: HandedIn,
  key: string,
): Promise<Written> {
  const { by, payload } = parseHandedIn(handedIn);
  const entry = { kind: "contest.enter" as const, ...where, member: externalHash(workspace, member), by };
  const input = { ...entry, ...(await namedPicture(app, workspace, member, handedIn.picture)) };
  return submitCall(app, workspace, { input, key, body: { ...entry, ...handedIn }, personal: { payload } });
}

export interface EntryAnswer extends Where {
  entry: string;
  /** The record of what was looked at. */
  written: number;
  answer: "accept" | "refuse";
  reason?: string;
}
export function answerEntry(app: App, workspace: Workspace, answer: EntryAnswer, key: string): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "contest.review", ...answer }, key });
}

export function markEntry(
  app: App,
  workspace: Workspace,
  mark: Where & { entry: string; judge: string; mark: number },
  key: string,
): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "contest.mark", ...mark }, key });
}

export function voteForEntry(
  app: App,
  workspace: Workspace,
  { member, ...vote }: Where & { entry: string; member: string },
  key: string,
): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "contest.vote", ...vote, member: externalHash(workspace, member) }, key });
}

/** The member's entry in the present run takes part no more. */
export function withdrawEntry(app: App, workspace: Workspace, { member, ...where }: Where & { member: string }, key: string): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "contest.withdraw", ...where, member: externalHash(workspace, member) }, key });
}
