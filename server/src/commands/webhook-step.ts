/** What whoever delivers webhooks asks of the database: one transaction that notes what was sent and says what is to be sent next. */
import type { App } from "../app.js";
import { derivedId } from "../core/hash.js";
import { nextDelayMs, RETRY_AFTER_MS_MAX } from "../core/webhook-schedule.js";
import { inInstallation, inWorkspace } from "../store/db.js";
import {
  type DeliveryResult,
  type DisabledEndpoint,
  type DueDelivery,
  fanOut,
  leaseEndpoints,
  loadDue,
  releaseEndpoints,
  saveResults,
} from "../store/webhook-deliveries.js";
import { listWebhookWorkspaces } from "../store/webhook-endpoints.js";
import { forgetDeliveries } from "../store/webhook-replays.js";
import { unwrapWebhookSecret } from "./webhook-secret.js";
import type { Workspace } from "./workspace-directory.js";

export type { DueDelivery } from "../store/webhook-deliveries.js";

/** An attempt that is over. */
export interface Attempt {
  delivery: DueDelivery;
  /** Epoch milliseconds of its beginning. */
  at: number;
  durationMs: number;
  status: number | null;
  error: string | null;
  answer: string;
  retryAfterMs: number;
}

export interface WebhookStep {
  /** Who holds the leases. */
  holder: string;
  leaseMs: number;
  attempts: Attempt[];
  /** Look for new facts, for endpoints with something due, and renew the leases of those that are `kept`. */
  looks: boolean;
  kept: string[];
  /** Load what is due, but not for endpoints that are `full`: enough is here. */
  loads: boolean;
  full: string[];
  /** Endpoints that this holder has no more use for. */
  released: string[];
  /** How many deliveries are loaded for an endpoint. */
  limit: number;
  /** The retry schedule; the standard one unless said. */
  delaysMs?: readonly number[];
}

export interface WebhookWork {
  /** All endpoints that the holder has the lease of; undefined when the step did not look. */
  endpoints: { id: string; url: string; secrets: string[] }[] | undefined;
  due: DueDelivery[];
  /** There are more new facts than one step takes. */
  isMore: boolean;
}

/**
 * A delivery that succeeded is never made again by itself; one that failed waits for its next attempt, or has failed for good and may disable its endpoint,
 * which is logged as a warning: nobody is told by the endpoint itself.
 */
export async function stepWebhooks(app: App, workspace: Workspace, step: WebhookStep): Promise<WebhookWork> {
  const { id } = workspace;
  let disabled: DisabledEndpoint[] = [];
  const work = await inWorkspace(app.db, id, async (tx) => {
    const { holder } = step;
    if (step.attempts.length > 0)
      disabled = await saveResults(
        tx,
        id,
        step.attempts.map((attempt) => resultOf(attempt, step.delaysMs)),
      );
    const released = step.released.length > 0 ? releaseEndpoints(tx, id, holder, step.released) : undefined;
    const fanned = step.looks ? fanOut(tx, id) : false;
    const leased = step.looks ? leaseEndpoints(tx, id, holder, step.leaseMs, step.kept) : undefined;
    const due = step.loads ? await loadDue(tx, id, holder, step.full, step.limit) : [];
    await released;
    const endpoints = (await leased)?.map(({ id: endpoint, url, secret_wrapped, old_secret_wrapped }) => {
      const wrapped = [secret_wrapped, old_secret_wrapped].filter((secret) => secret !== null);
      return { id: endpoint, url, secrets: wrapped.map((secret) => unwrapWebhookSecret(workspace, endpoint, secret)) };
    });
    return { endpoints, due, isMore: await fanned };
  });
  for (const { id: endpoint, because } of disabled) app.log.warn({ workspace: id, endpoint, because }, DISABLED[because]);
  return work;
}

const GO_ON = 'Once it works again, PUT {"status": "active"} to it: what it has missed is sent then.';
/** What the operator reads. The endpoint's address may hold a secret, so it is named by its id. */
const DISABLED = {
  gone: `A webhook endpoint was disabled: its receiver answered 410. ${GO_ON}`,
  failing: `A webhook endpoint was disabled: a whole schedule of attempts has failed. ${GO_ON}`,
} as const;

/** The id of the message, the same for each attempt and each endpoint: receivers know repeats by it. */
export function messageIdOf(workspaceId: string, { endpointId, recordNumber, index }: DueDelivery): string {
  return recordNumber === 0 ? derivedId("msg", workspaceId, endpointId, index) : derivedId("msg", workspaceId, recordNumber, index);
}

/** The workspaces that have endpoints. */
export function findWebhookWorkspaces(app: App): Promise<string[]> {
  return inInstallation(app.db, listWebhookWorkspaces);
}

export const DELIVERIES_KEPT_DAYS = 30;
const FORGOTTEN_AT_ONCE = 5000;

/** Removes the log of deliveries that were done 30 days ago, and of deleted endpoints. */
export async function forgetOldDeliveries(app: App, workspaceId: string): Promise<void> {
  while (
    (await inWorkspace(app.db, workspaceId, (tx) => forgetDeliveries(tx, workspaceId, DELIVERIES_KEPT_DAYS, FORGOTTEN_AT_ONCE))) >= FORGOTTEN_AT_ONCE
  );
}

function resultOf({ delivery, ...attempt }: Attempt, delaysMs: readonly number[] | undefined): DeliveryResult {
  const { endpointId, recordNumber, index, attempts, roundStart } = delivery;
  const { status, error, retryAfterMs, at, durationMs, answer } = attempt;
  const isSuccess = error === null && status !== null && status >= 200 && status <= 299;
  const isGone = status === 410;
  const delay = isSuccess || isGone ? undefined : nextDelayMs(attempts + 1 - roundStart, Math.random(), retryAfterMs, delaysMs);
  const isBusy = status === 429 || status === 503;
  return {
    ...{ endpointId, recordNumber, index, attempts, roundStart, at, durationMs, status, error, answer, isSuccess, isGone },
    nextDelayMs: delay ?? null,
    holdMs: isBusy ? Math.min(retryAfterMs, RETRY_AFTER_MS_MAX) : 0,
  };
}
