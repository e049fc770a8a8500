/** `bandwagon migrate`: brings the database to this version's schema. */
import type { Command } from "commander";
import { runCommand } from "./run-command.js";

export function addMigrate(program: Command): void {
  program
    .command("migrate")
    .description("bring the database to this version's schema (starting the server does it too)")
    .action((_options: object, command: Command) =>
      runCommand(command, async (_app, { database: { migrated } }) => ({
        data: { applied: migrated },
        text: migrated.length === 0 ? "The database is up to date." : `Applied ${migrated.join(", ")}.`,
      })),
    );
}
