/**
 * One simulated year of 100,000 members in a process of its own, everybody played, in a program that rewards every purchase, so that everybody's count.
 * Tells the parent process the seconds that it took, the decisions, and the memory that was used.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkoutDir } from "../src/config.js";
import type * as Compile from "../src/core/document/compile.js";
import type * as Clock from "../src/core/simulation/activity-clock.js";
import type * as Parse from "../src/core/simulation/parse-assumptions.js";
import type * as Play from "../src/core/simulation/play-run.js";
import type * as Stages from "../src/core/simulation/stage.js";
import { programDocument } from "./shop.js";

// The built files, as the product runs them.
const built = async <T>(path: string): Promise<T> => import(pathToFileURL(join(checkoutDir, "server/dist/core", path)).href) as Promise<T>;
const { compileProgram } = await built<typeof Compile>("document/compile.js");
const { activityClock } = await built<typeof Clock>("simulation/activity-clock.js");
const { parseAssumptions } = await built<typeof Parse>("simulation/parse-assumptions.js");
const { playRun } = await built<typeof Play>("simulation/play-run.js");
const { stageOf } = await built<typeof Stages>("simulation/stage.js");

const members = 100_000;
const document = programDocument({ handle: "bench", to: "member" }) as never;
const program = compileProgram(document);
const parsed = parseAssumptions({ members, newMembersPerMonth: 0 }, program);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const { assumptions } = parsed;
const stage = stageOf(document, program);
if (!stage.isForEverybody) throw new Error("Not everybody would be played.");
const clock = activityClock(Date.UTC(2026, 0, 1), assumptions.months, program.timeZone, assumptions.seasonality);

const begun = performance.now();
const steps = playRun(stage, clock, assumptions, 1);
let step = steps.next();
while (!step.done) step = steps.next();
const seconds = (performance.now() - begun) / 1000;
const { decisions, won, rows } = step.value;
if (won.length === 0 || rows.stored.rewards.size < members) throw new Error("Too little has happened.");
process.send?.({ seconds, decisions, memoryBytes: process.memoryUsage().rss });
process.disconnect?.();
