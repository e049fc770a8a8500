/** `bandwagon coupons pools` and `add-codes`. */
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { App } from "../app.js";
import { addCodes, CODES_MAX } from "../commands/add-codes.js";
import { AppError } from "../errors.js";
import { couponPoolOf, couponPoolsOf } from "../http/coupon-pools-of.js";
import { programOf } from "../http/program-of.js";
import { findWorkspace } from "./find-workspace.js";
import { refuseDeclined } from "./refuse-declined.js";
import { type CommandResult, runCommand } from "./run-command.js";
import { table } from "./table.js";

export function addCoupons(program: Command): void {
  const coupons = program.command("coupons").description("codes that somebody else has made, for coupons");
  coupons
    .command("pools")
    .description("list a program's pools of codes and how many are left in them")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<program>", "the program's handle or id")
    .action((workspace: string, name: string, _options: object, command: Command) => runCommand(command, (app) => list(app, workspace, name)));
  coupons
    .command("add-codes")
    .description("add the codes of a file to a pool, one a line; coupons that wait have one at once")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<program>", "the program's handle or id")
    .argument("<pool>", "the pool's id in the program's document")
    .argument("<file>", "a text file")
    .action((workspace: string, name: string, pool: string, file: string, _options: object, command: Command) =>
      runCommand(command, (app) => add(app, workspace, { name, pool, file })),
    );
}

async function list(app: App, workspaceId: string, name: string): Promise<CommandResult> {
  const pools = await couponPoolsOf(app, await findWorkspace(app, workspaceId), name);
  if (pools.length === 0) return { data: pools, text: "The program has no pools of codes." };
  const rows = pools.map(({ id, left, promised, given, waiting }) => [id, ...[left, promised, given, waiting].map(String)]);
  return { data: pools, text: table(["pool", "left", "promised", "given", "waiting"], rows) };
}

/** A file that was broken off can be given again: what is there already is told and changes nothing. */
async function add(app: App, workspaceId: string, { name, pool, file }: { name: string; pool: string; file: string }): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  const { id: program } = await programOf(app, workspace, name);
  const codes = codesIn(file);
  const known: string[] = [];
  let added = 0;
  for (let from = 0; from < codes.length; from += CODES_MAX) {
    const part = codes.slice(from, from + CODES_MAX);
    const outcome = refuseDeclined((await addCodes(app, workspace, { program, pool, codes: part }, app.newId("cli"))).outcome);
    added += Number("added" in outcome ? outcome.added : 0);
    known.push(...("known" in outcome ? (outcome.known as string[]) : []));
  }
  const after = await couponPoolOf(app, workspace, program, pool);
  const knownText = known.length === 0 ? "" : ` ${known.length} were there before, such as ${known[0]}.`;
  return { data: { ...after, added, known }, text: `${added} codes added to “${pool}”; ${after.left} are left.${knownText}` };
}
/** One code a line. Throws `invalid_request` where the file cannot be read. */
function codesIn(file: string): string[] {
  try {
    const lines = readFileSync(file, "utf8").split(/\r?\n/);
    return lines.map((line) => line.trim()).filter((line) => line !== "");
  } catch (error) {
    throw new AppError("invalid_request", { detail: `${file} cannot be read: ${(error as Error).message}` });
  }
}
