/** `bandwagon listen`: what happens from now on, sent as webhooks to a server on this machine, without an endpoint in the workspace. */
import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Command } from "commander";
import { makeWebhookHttp } from "../adapters/webhook-http.js";
import { signWebhook } from "../adapters/webhook-signature.js";
import type { App } from "../app.js";
import type { Workspace } from "../commands/workspace-directory.js";
import { AppError } from "../errors.js";
import { renderFacts } from "../http/fact-view.js";
import { loadClock } from "../queries/clock.js";
import { listFacts } from "../queries/facts.js";
import type { Cursor } from "../queries/page.js";
import { findWorkspace } from "./find-workspace.js";
import { type CommandResult, runCommand } from "./run-command.js";

interface Options {
  forwardTo: string;
  secret?: string;
}

const POLL_MS = 500;
const FACTS_AT_ONCE = 50;

export function addListen(program: Command): void {
  program
    .command("listen")
    .description("send what happens from now on as webhooks to an address, such as one on this machine, until Ctrl-C")
    .argument("<workspace>", "the workspace's id, ws_…")
    .requiredOption("--forward-to <url>", "where to: http://localhost:4000/webhooks")
    .option("--secret <whsec>", "sign with this secret; a new one unless said")
    .action((workspaceId: string, options: Options, command: Command) =>
      runCommand(command, async (app) => {
        const stopped = new AbortController();
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopped.abort());
        return listen(app, await findWorkspace(app, workspaceId), options, stopped.signal);
      }),
    );
}

/** Follows the feed from its end on, one fact after the other, each sent once: what the receiver refuses is told and not repeated. */
export async function listen(
  app: App,
  workspace: Workspace,
  { forwardTo, secret = newSecret() }: Options,
  stopped: AbortSignal,
): Promise<CommandResult> {
  const { hostname } = new URL(forwardTo);
  const http = makeWebhookHttp({ allow: [hostname.replace(/^\[|\]$/g, "")] });
  const refusal = await http.findRefusal(forwardTo);
  if (refusal !== undefined) throw new AppError("invalid_request", { detail: `The address ${refusal.problem}; ${refusal.remedy}.` });
  console.error(`Verify with the secret ${secret}`);
  const { record } = await loadClock(app.db, workspace.id);
  let after: Cursor = [record, Number.MAX_SAFE_INTEGER];
  let count = 0;
  while (!stopped.aborted) {
    const page = await listFacts(app.db, workspace.id, { limit: FACTS_AT_ONCE, after });
    const bodies = await renderFacts(
      app,
      workspace,
      page.rows.map((fact) => ({ ...fact, createdAt: fact.at })),
    );
    for (const [index, { kind, recordNumber, index: place }] of page.rows.entries()) {
      const body = bodies[index] as string;
      const signed = signWebhook([secret], `fact_${recordNumber}_${place}`, Date.now(), body);
      const reply = await http.post(
        forwardTo,
        { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)), ...signed },
        body,
      );
      console.error(`${kind}  ${reply.status ?? reply.error}  ${reply.durationMs} ms`);
      count++;
    }
    after = page.next ?? after;
    if (page.rows.length < FACTS_AT_ONCE) await delay(POLL_MS, undefined, { signal: stopped }).catch(() => {});
  }
  http.close();
  return { data: { sent: count }, text: `${count} sent.` };
}

function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}
