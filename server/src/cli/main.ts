/** The command line: `bandwagon <command>`. One file a command, registered here. */
import { Command } from "commander";
import { addBacktest } from "./backtest.js";
import { addChance } from "./chance.js";
import { addCoupons } from "./coupons.js";
import { addDemo } from "./demo.js";
import { addDoctor } from "./doctor.js";
import { addImport } from "./import.js";
import { addItems } from "./items.js";
import { addKeys } from "./keys.js";
import { addListen } from "./listen.js";
import { addMember } from "./member.js";
import { addMigrate } from "./migrate.js";
import { addMigrateReferrals } from "./migrate-referrals.js";
import { addOwner } from "./owner.js";
import { addProgram } from "./program.js";
import { addRates } from "./rates.js";
import { addReevaluate } from "./re-evaluate.js";
import { addRebuild } from "./rebuild.js";
import { addReferral } from "./referral.js";
import { addServe } from "./serve.js";
import { addSimulate } from "./simulate.js";
import { addTrigger } from "./trigger.js";
import { addTry } from "./try.js";
import { addWorkspace } from "./workspace.js";

/** Parses the arguments (without node and script) and runs the command. */
export async function runCli(args: string[]): Promise<void> {
  const program = new Command("bandwagon")
    .description("Self-hosted, gamified customer referral programs. Uses DATA_DIR, or DATABASE_URL, like the server; may run beside it.")
    .option("--json", "print JSON")
    .showHelpAfterError();
  for (const add of [
    addServe,
    addMigrate,
    addWorkspace,
    addOwner,
    addKeys,
    addProgram,
    addMember,
    addTry,
    addSimulate,
    addBacktest,
    addReevaluate,
    addMigrateReferrals,
    addReferral,
    addItems,
    addCoupons,
    addChance,
    addRates,
    addImport,
    addListen,
    addTrigger,
    addDoctor,
    addRebuild,
    addDemo,
  ])
    add(program);
  await program.parseAsync(args, { from: "user" });
}
