/**
 * Delivers webhooks. Facts become rows of deliveries, endpoint by endpoint; whoever holds an endpoint's lease sends to it, a few requests at a time,
 * and every endpoint has its turn. What is in memory is only what the database has as well, so a process can go at any moment.
 */

import { ATTEMPT_MS_MAX } from "../adapters/webhook-http.js";
import { signWebhook } from "../adapters/webhook-signature.js";
import type { WebhookReply } from "../adapters/webhook-wire.js";
import type { App } from "../app.js";
import { type DueDelivery, findWebhookWorkspaces, forgetOldDeliveries, messageIdOf } from "../commands/webhook-step.js";
import { every } from "./every.js";
import { makeGate } from "./make-gate.js";
import { makeBodies, type RenderWebhooks } from "./webhook-bodies.js";
import { closeDesk, type Desk, needsStep, needsStepNow, openDesk, takeStep } from "./webhook-desk.js";
import { canSend, fitWindow, keyOf, type Lane, takeReady } from "./webhook-lane.js";

export interface WebhookDelivery {
  /** No further attempt begins; those in flight are waited for and noted, and the leases given back. */
  stop(): Promise<void>;
}

export interface WebhookDeliverySettings {
  render: RenderWebhooks;
  /** The schedule of attempts; the standard one unless said. */
  delaysMs?: readonly number[];
  /** How often is looked for what this process was not told of. */
  pollMs?: number;
  leaseMs?: number;
  /** The time that one attempt can take: a lease must outlast it. */
  attemptMsMax?: number;
  inFlightMax?: number;
}

const IN_FLIGHT_MAX = 256;
const LEASE_MS = 60_000;
const LOOK_GAP_MS = 25;
const NOTE_GAP_MS = 20;
const BODIES_AT_ONCE = 100;
const FORGET_EVERY_MS = 60 * 60 * 1000;
const USER_AGENT = "Bandwagon-Webhooks/1";

/** Begins to deliver for every workspace, live and test. A step that fails is logged and made up for by the next look. */
export function startWebhookDelivery(app: App, settings: WebhookDeliverySettings): WebhookDelivery {
  const { pollMs = 1000, inFlightMax = IN_FLIGHT_MAX, leaseMs = LEASE_MS, attemptMsMax = ATTEMPT_MS_MAX, delaysMs } = settings;
  const desk = { holder: app.newId("proc"), leaseMs, attemptMsMax, delaysMs };
  const desks = new Map<string, Desk>();
  /** Workspaces that have endpoints, as of the last look. */
  let known = new Set<string>();
  const lookedMs = new Map<string, number>();
  /** Looks that wait for their distance from the one before. */
  const soon = new Map<string, NodeJS.Timeout>();
  /** Lanes that could send, in the order in which they get their turn. */
  const turns = new Set<Lane>();
  // The rest of the connections is for those who wait for an answer.
  const database = makeGate(Math.max(1, Math.floor(app.config.poolSize / 3)));
  let inFlight = 0;
  let isStopping = false;
  const sending = new Set<Promise<void>>();

  function look(workspaceId: string): void {
    if (isStopping) return;
    const open = desks.get(workspaceId) ?? openDesk(workspaceId);
    desks.set(workspaceId, open);
    open.hasNews = true;
    lookedMs.set(workspaceId, performance.now());
    touch(open);
  }

  function touch(open: Desk): void {
    if (open.running !== undefined || !needsStep(open)) return;
    if (needsStepNow(open)) takeSteps(open);
    else open.noting ??= setTimeout(() => takeSteps(open), NOTE_GAP_MS);
  }

  function takeSteps(open: Desk): void {
    clearTimeout(open.noting);
    open.noting = undefined;
    if (open.running !== undefined) return;
    open.running = runSteps(open).then((isDone) => {
      open.running = undefined;
      if (open.lanes.size === 0 && !needsStep(open)) desks.delete(open.workspaceId);
      else if (isDone) touch(open);
    });
  }

  /** False when the database could not be asked: the next look tries again. */
  async function runSteps(open: Desk): Promise<boolean> {
    try {
      do {
        await database(() => takeStep(app, open, desk));
        for (const lane of open.lanes.values()) goOn(open, lane);
      } while (needsStepNow(open));
      return true;
    } catch (error) {
      app.log.error({ err: error, workspace: open.workspaceId }, "Webhooks could not be taken from the database; it is tried again.");
      return false;
    }
  }

  function goOn(open: Desk, lane: Lane): void {
    if (canSend(lane, performance.now())) turns.add(lane);
    sendWhatFits();
    prepare(open, lane);
    touch(open);
  }

  /** Makes bodies ahead of the sending, so that neither waits for the other. */
  function prepare(open: Desk, lane: Lane): void {
    if (isStopping || lane.isRendering || lane.queue.length === 0 || lane.ready.length > BODIES_AT_ONCE) return;
    lane.isRendering = true;
    const chosen = lane.queue.splice(0, BODIES_AT_ONCE);
    const { emptied } = lane;
    void makeBodies(app, database, settings.render, lane.workspaceId, chosen).then(({ ready, failed }) => {
      lane.isRendering = false;
      if (lane.emptied === emptied) {
        lane.ready.push(...ready);
        for (const { delivery } of failed) lane.sending.add(keyOf(delivery));
        open.attempts.push(...failed);
      }
      goOn(open, lane);
    });
  }

  /** One request of each lane in turn, as long as there is room: who comes with many waits between those who come with few. */
  function sendWhatFits(): void {
    while (!isStopping && inFlight < inFlightMax && turns.size > 0) {
      const lane = turns.values().next().value as Lane;
      turns.delete(lane);
      send(lane);
      if (canSend(lane, performance.now())) turns.add(lane);
    }
  }

  function send(lane: Lane): void {
    const open = desks.get(lane.workspaceId);
    if (open === undefined || !canSend(lane, performance.now())) return;
    const next = takeReady(lane, performance.now());
    if (next === undefined) {
      prepare(open, lane);
      return;
    }
    inFlight++;
    lane.inFlight++;
    const at = app.now();
    const { delivery, body } = next;
    lane.sending.add(keyOf(delivery));
    const sent = post(lane, delivery, body, at).then((reply) => {
      inFlight--;
      lane.inFlight--;
      fitWindow(lane, reply.error === null && reply.status !== null && reply.status < 300);
      open.attempts.push({ delivery, at, ...reply });
      sending.delete(sent);
      goOn(open, lane);
    });
    sending.add(sent);
  }

  function post(lane: Lane, delivery: DueDelivery, body: string, at: number): Promise<WebhookReply> {
    const headers = {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      "user-agent": USER_AGENT,
      ...signWebhook(lane.secrets, messageIdOf(lane.workspaceId, delivery), at, body),
    };
    return app.webhookHttp.post(lane.url, headers, body);
  }

  /** Under a stream of facts the looks keep a distance: each then takes many. */
  function lookSoon(workspaceId: string): void {
    if (!known.has(workspaceId) || soon.has(workspaceId)) return;
    const waitMs = (lookedMs.get(workspaceId) ?? Number.NEGATIVE_INFINITY) + LOOK_GAP_MS - performance.now();
    if (waitMs <= 0) {
      look(workspaceId);
      return;
    }
    const timer = setTimeout(() => {
      soon.delete(workspaceId);
      look(workspaceId);
    }, waitMs);
    soon.set(workspaceId, timer.unref());
  }

  async function lookEverywhere(): Promise<void> {
    known = new Set(await database(() => findWebhookWorkspaces(app)));
    for (const id of known) look(id);
  }

  async function forgetEverywhere(): Promise<void> {
    for (const id of known) await database(() => forgetOldDeliveries(app, id));
  }

  const failed = "Webhooks could not be looked for; it is tried again.";
  const stopLooking = every(app, pollMs, failed, lookEverywhere);
  const stopForgetting = every(app, FORGET_EVERY_MS, failed, forgetEverywhere);
  app.factBell.answer(lookSoon);

  return {
    async stop() {
      app.factBell.answer(() => {});
      isStopping = true;
      for (const timer of soon.values()) clearTimeout(timer);
      await Promise.all([stopLooking(), stopForgetting()]);
      await Promise.all(sending);
      for (const open of [...desks.values()]) {
        clearTimeout(open.noting);
        await open.running;
        await closeDesk(app, open, desk).catch((error: unknown) =>
          app.log.error({ err: error }, "The last webhooks could not be noted; they are sent again."),
        );
      }
      app.webhookHttp.close();
    },
  };
}
