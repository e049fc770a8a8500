import type { App } from "../app.js";
import type { ReferralEntryInput } from "../core/record.js";
import { parseInstant } from "../core/time.js";
import { AppError, type RequestProblem } from "../errors.js";
import { externalHash } from "./identities.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** A referral that nothing but a person tells of; friend and referrer by the business's own ids. */
export interface ReferralEntry {
  /** Id or handle. */
  program: string;
  friend: string;
  referrer: string;
  reason: string;
  /** When the friend signed up, ISO 8601; now unless said. */
  occurredAt?: string;
  /** What for, where the program lets a friend be referred for several things. */
  referredFor?: string;
}

/** Enters the referral; an unknown friend becomes a member. Throws an `AppError` when the program is not known or the moment cannot be read. */
export async function enterReferral(app: App, workspace: Workspace, entry: ReferralEntry, key: string): Promise<Written> {
  const { friend, referrer, reason, referredFor } = entry;
  const programs = await app.programs.of(workspace.id);
  const program = programs.find(entry.program) ?? (await app.programs.fresh(workspace.id)).find(entry.program);
  const occurredAt = entry.occurredAt === undefined ? undefined : parseInstant(entry.occurredAt);
  const errors: RequestProblem[] = [];
  if (program === undefined) {
    errors.push({ path: "/program", problem: "no published program has this name or id", remedy: "check the name, or publish the program first" });
  }
  if (entry.occurredAt !== undefined && occurredAt === undefined) {
    errors.push({ path: "/occurredAt", problem: "is not a moment", remedy: "write it with date, time and offset, as in 2026-04-01T00:00:00Z" });
  }
  if (referredFor !== undefined && program !== undefined && program.document.attribution?.uniqueBy === undefined) {
    errors.push({
      path: "/referredFor",
      problem: "in this program a friend is referred once",
      remedy: "leave it out, or publish attribution.uniqueBy first",
    });
  }
  if (program === undefined || errors.length > 0) {
    throw new AppError("invalid_request", { detail: "The referral cannot be read; nothing was entered.", errors });
  }
  const people = { member: externalHash(workspace, friend), referrer: externalHash(workspace, referrer) };
  const input: ReferralEntryInput = {
    kind: "referral.enter",
    program: program.id,
    ...people,
    reason,
    ...(occurredAt !== undefined && { occurredAt }),
    ...(referredFor !== undefined && { referredFor }),
  };
  return submitCall(app, workspace, { input, key, body: entry, personal: { person: { externalId: friend } } });
}
