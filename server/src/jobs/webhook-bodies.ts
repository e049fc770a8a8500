import type { App } from "../app.js";
import type { Attempt, DueDelivery } from "../commands/webhook-step.js";
import type { Workspace } from "../commands/workspace-directory.js";
import type { Gate } from "./make-gate.js";
import type { ReadyDelivery } from "./webhook-lane.js";

/** The bodies of deliveries, in their order, as things are now. */
export type RenderWebhooks = (app: App, workspace: Workspace, deliveries: DueDelivery[]) => Promise<string[]>;

/**
 * Bodies for all of them at once; when that fails, for each alone, so that one fact that cannot be shown does not hold up the others. What cannot be
 * shown is an attempt that failed: it has its schedule like one that the receiver refused.
 */
export async function makeBodies(
  app: App,
  gate: Gate,
  render: RenderWebhooks,
  workspaceId: string,
  deliveries: DueDelivery[],
): Promise<{ ready: ReadyDelivery[]; failed: Attempt[] }> {
  try {
    const bodies = await gate(async () => {
      const workspace = await app.workspaces.load(workspaceId);
      if (workspace === undefined) throw new Error(`There is no workspace ${workspaceId}.`);
      return render(app, workspace, deliveries);
    });
    const renderedMs = performance.now();
    return { ready: deliveries.map((delivery, place) => ({ delivery, body: bodies[place] ?? "", renderedMs })), failed: [] };
  } catch (error) {
    const [first] = deliveries;
    if (deliveries.length === 1 && first !== undefined) {
      app.log.error({ err: error, workspace: workspaceId, kind: first.kind }, "The body of a webhook could not be made; it is tried again.");
      return { ready: [], failed: [failureOf(first, app.now())] };
    }
    const parts: { ready: ReadyDelivery[]; failed: Attempt[] } = { ready: [], failed: [] };
    for (const delivery of deliveries) {
      const { ready, failed } = await makeBodies(app, gate, render, workspaceId, [delivery]);
      parts.ready.push(...ready);
      parts.failed.push(...failed);
    }
    return parts;
  }
}

function failureOf(delivery: DueDelivery, at: number): Attempt {
  return { delivery, at, durationMs: 0, status: null, error: "internal", answer: "", retryAfterMs: 0 };
}
