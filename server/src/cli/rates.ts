/** `bandwagon rates set`. */
import type { Command } from "commander";
import type { App } from "../app.js";
import { type RateRequest, setRates } from "../commands/set-rates.js";
import { findWorkspace } from "./find-workspace.js";
import { refuseDeclined } from "./refuse-declined.js";
import { type CommandResult, runCommand } from "./run-command.js";

export function addRates(program: Command): void {
  const rates = program.command("rates").description("exchange rates for events in other currencies than their program's");
  rates
    .command("set")
    .description("tell what one unit of a currency is worth in another; events that waited for it are decided")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<from>", "the currency of events: USD")
    .argument("<to>", "the currency of programs: EUR")
    .argument("<rate>", "what one unit is worth: 0.9215")
    .option("--in-force-from <moment>", "from when on, with date, time and offset; from now on unless said")
    .action((workspace: string, from: string, to: string, rate: string, options: { inForceFrom?: string }, command: Command) =>
      runCommand(command, (app) => set(app, workspace, { from, to, rate, ...options })),
    );
}

async function set(app: App, workspaceId: string, rate: RateRequest): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  const { written, decided } = await setRates(app, workspace, [rate], app.newId("cli"));
  refuseDeclined(written.outcome);
  const waited = decided === 0 ? "" : ` ${decided} events that waited for it have been decided.`;
  return { data: { ...rate, decided }, text: `1 ${rate.from} is ${rate.rate} ${rate.to}.${waited}` };
}
