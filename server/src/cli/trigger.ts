/** `bandwagon trigger`: a sample referral in a test workspace, so that there is something to receive. */
import type { Command } from "commander";
import type { App } from "../app.js";
import { ingestEvent } from "../commands/ingest-events.js";
import type { EventRequest } from "../commands/parse-event.js";
import { putMember } from "../commands/put-members.js";
import { AppError } from "../errors.js";
import { outcomeSentence } from "../words/outcome-sentence.js";
import { findWorkspace } from "./find-workspace.js";
import { type CommandResult, runCommand } from "./run-command.js";

interface Options {
  program: string;
  amount: string;
}

export function addTrigger(program: Command): void {
  program
    .command("trigger")
    .description("make a sample referral in a test workspace: a member, a friend who signs up with the code, and a purchase")
    .argument("<workspace>", "the workspace's id, ws_…; a test workspace")
    .requiredOption("--program <name>", "the program's handle or id")
    .option("--amount <decimal>", "what the friend spends, in the program's currency", "60.00")
    .action((workspace: string, options: Options, command: Command) => runCommand(command, (app) => trigger(app, workspace, options)));
}

async function trigger(app: App, workspaceId: string, { program: name, amount }: Options): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  if (workspace.mode !== "test") throw new AppError("conflict", { detail: "Samples are made in test workspaces only; this one is live." });
  const program = (await app.programs.fresh(workspace.id)).find(name);
  if (program === undefined) throw new AppError("not_found", { detail: `The workspace has no published program ${name}.` });
  const run = app.newId("sample").slice(-6);
  const referrer = `sample-referrer-${run}`;
  const friend = `sample-friend-${run}`;
  await putMember(app, workspace, { id: referrer, name: "Sample Referrer", programs: [program.id] }, `trigger-${run}`);
  const member = { id: friend, name: "Sample Friend" };
  const events: EventRequest[] = [
    { key: `trigger-${run}-1`, type: "sign_up", member, referrer, program: program.id },
    { key: `trigger-${run}-2`, type: "purchase", member, subject: `sample-order-${run}`, amount, currency: program.document.currency ?? "USD" },
  ];
  const results = [];
  for (const event of events) {
    const { number, outcome } = await ingestEvent(app, workspace, event);
    results.push({ type: event.type, id: `evt_${number}`, sentence: outcomeSentence("en", outcome) });
  }
  const lines = results.map(({ type, id, sentence }) => `${type}  ${id}  ${sentence}`);
  return { data: { referrer, friend, events: results }, text: [`${referrer} recommends ${friend}.`, ...lines].join("\n") };
}
