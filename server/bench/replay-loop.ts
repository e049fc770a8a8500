/**
 * A recorded log replayed in memory, in a process of its own: as a backtest does, or as a rebuild does. Reading it from a database is not part of it; parsing
 * its JSON is not either. Tells the parent process several rates, in records for each second of processor time: of deciding and folding, and with the
 * comparing that a backtest or a rebuild does besides.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkoutDir } from "../src/config.js";
import type * as Decide from "../src/core/decide.js";
import type * as Compile from "../src/core/document/compile.js";
import type { ProgramDocument } from "../src/core/document/schema.js";
import type * as Hash from "../src/core/hash.js";
import type { RecordInput } from "../src/core/record.js";
import type * as Backtest from "../src/core/rehearsal/backtest.js";
import type * as MemoryLog from "../src/core/rehearsal/memory-log.js";
import type * as MemoryRows from "../src/core/rehearsal/memory-rows.js";
import type * as Replay from "../src/core/replay.js";
import type * as SameJson from "../src/core/same-json.js";
import { programDocument } from "./shop.js";

// The built files, as the product runs them.
const built = async <T>(path: string): Promise<T> => import(pathToFileURL(join(checkoutDir, "server/dist/core", path)).href) as Promise<T>;
const { documentInPlace, startBacktest } = await built<typeof Backtest>("rehearsal/backtest.js");
const { decide } = await built<typeof Decide>("decide.js");
const { compileProgram } = await built<typeof Compile>("document/compile.js");
const { keyedHash } = await built<typeof Hash>("hash.js");
const { memoryLog } = await built<typeof MemoryLog>("rehearsal/memory-log.js");
const { memoryRows } = await built<typeof MemoryRows>("rehearsal/memory-rows.js");
const { storedDecision } = await built<typeof Replay>("replay.js");
const { hasJsonOf } = await built<typeof SameJson>("same-json.js");

const referrers = 1000;
const friends = 10_000;
const purchases = 40_000;
const samples = 5;
const secret = Buffer.alloc(32, 7);
const workspace = { id: "ws_bench", mode: "live" as const, codeKey: secret as never };
const document = programDocument({ handle: "bench" }) as never as ProgramDocument;
const compiled = compileProgram(document);
const compile = () => compiled;

const log = record();
const [decideAndFold, compareToo] = process.argv[2] === "rebuild" ? [decideAgain, rebuild] : [decideInPlace, backtest];
const pairs = Array.from({ length: samples }, () => ({ rate: rateOf(decideAndFold), compared: rateOf(compareToo) }));
process.send?.({ pairs, records: log.length, memoryBytes: process.memoryUsage().heapUsed });
process.disconnect?.();

function personOf(role: string, index: number): string {
  return keyedHash(secret, "external", `${role}-${index}`);
}

function record() {
  const { write, records } = memoryLog(workspace, compile);
  const inputs: RecordInput[] = [{ kind: "program.publish", program: "prg_bench", hash: "bench", document }];
  for (let index = 0; index < referrers; index++) inputs.push({ kind: "member", member: personOf("referrer", index), enrol: ["prg_bench"] });
  for (let index = 0; index < friends; index++) {
    inputs.push({ kind: "event", type: "sign_up", member: personOf("friend", index), referrer: personOf("referrer", index % referrers) });
  }
  for (let index = 0; index < purchases; index++) {
    // 7919 is a prime: the friends come in no order, and each as often as the others.
    const member = personOf("friend", (index * 7919) % friends);
    inputs.push({ kind: "event", type: "purchase", member, subject: `order-${index}`, currency: "USD", money: { total: "6000" } });
  }
  for (const [index, input] of inputs.entries()) write(input, Date.UTC(2026, 0, 1) + index);
  // As the database gives it.
  return JSON.parse(JSON.stringify(records)) as typeof records;
}

function rateOf(replay: () => void): number {
  const begun = process.cpuUsage();
  replay();
  const { user, system } = process.cpuUsage(begun);
  return log.length / ((user + system) / 1e6);
}

function decideAgain(): void {
  const rows = memoryRows(workspace, compile);
  for (const { number, at, input } of log) rows.decideNext({ number, at, input }, decide);
}
function decideInPlace(): void {
  const { inPlace, compile: compileInPlace } = documentInPlace("prg_bench", document, compiled, compile);
  const rows = memoryRows(workspace, compileInPlace);
  for (const { number, at, input } of log) rows.decideNext({ number, at, input: inPlace(input) }, decide);
}

/** What a backtest of the very version that ran must give is every reward again. */
function backtest(): void {
  const until = Number.POSITIVE_INFINITY;
  const replay = startBacktest({ workspace, ...documentInPlace("prg_bench", document, compiled, compile), from: 0, until });
  for (const each of log) replay.add(each);
  if (replay.candidate.rewards.size !== purchases || replay.examples.length > 0) throw new Error("The backtest gave other rewards.");
}

function rebuild(): void {
  const rows = memoryRows(workspace, compile);
  for (const { number, at, input, decision } of log) {
    const again = rows.decideNext({ number, at, input }, decide);
    if (!hasJsonOf(decision, storedDecision(again))) throw new Error(`Record ${number} was decided otherwise.`);
  }
}
