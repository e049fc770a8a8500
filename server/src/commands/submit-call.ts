import type { App } from "../app.js";
import type { RecordInput } from "../core/record.js";
import { type Lane, type Submission, submit } from "./log-writer.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** A writing call other than an event. */
export interface Call {
  input: RecordInput;
  /** The caller's Idempotency-Key. */
  key: string;
  lane?: Lane;
  /** What was asked, where the input holds more than that (a document that was read meanwhile). */
  body?: unknown;
  personal?: Submission["personal"];
}

/** Writes the call to the log. Its key is told apart from the keys of events: an order's number may well be both. */
export function submitCall(app: App, workspace: Workspace, { input, key, lane = "event", body, personal }: Call): Promise<Written> {
  return submit(app, workspace.id, { lane, input, key: `call:${key}`, body: body ?? input, personal });
}
