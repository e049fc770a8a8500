/** `bandwagon serve`: the server, as `npm start` runs it. */
import type { Command } from "commander";
import { serve } from "../main.js";

export function addServe(program: Command): void {
  program
    .command("serve")
    .description("run the server until Ctrl-C")
    .action(() => serve());
}
