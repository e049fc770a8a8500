/**
 * The pure decision alone, in a process of its own: a world with everything loaded, purchases decided batch after batch, nothing written.
 * Tells the parent process several rates, in decisions for each second of processor time.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkoutDir } from "../src/config.js";
import type * as Columns from "../src/core/columns.js";
import type * as Decide from "../src/core/decide.js";
import type * as Compile from "../src/core/document/compile.js";
import type * as Hash from "../src/core/hash.js";
import type { LogRecord, RecordInput } from "../src/core/record.js";
import type { Table } from "../src/core/rows.js";
import type * as WorldModule from "../src/core/world.js";
import type { Index } from "../src/core/world-parts.js";
import { programDocument } from "./shop.js";

// The built files, as the product runs them: tsx would add names to functions, which costs.
const built = async <T>(path: string): Promise<T> => import(pathToFileURL(join(checkoutDir, "server/dist/core", path)).href) as Promise<T>;
const { decide } = await built<typeof Decide>("decide.js");
const { addIndex, addLoaded, emptyWorld, Miss, resetWorld, settleWorld } = await built<typeof WorldModule>("world.js");
const { compileProgram } = await built<typeof Compile>("document/compile.js");
const { keyedHash } = await built<typeof Hash>("hash.js");
const { KEY_PARTS } = await built<typeof Columns>("columns.js");

/** What an index says where there is nothing to be found. */
const NOTHING: Record<string, unknown> = { ancestorsOf: [], referralsAsFriend: [], historyOf: [], nextDueOf: Number.POSITIVE_INFINITY };

const referrers = 1000;
const friends = 10_000;
const batchSize = 500;
const batches = 40;
const samples = 5;
const secret = Buffer.alloc(32, 7);
const at = Date.UTC(2026, 0, 1);

const compiled = new Map<string, ReturnType<typeof compileProgram>>();
const world = emptyWorld({ id: "ws_bench", mode: "live", codeKey: secret as never }, (document, hash) => {
  const program = compiled.get(hash) ?? compileProgram(document as never);
  compiled.set(hash, program);
  return program;
});
let number = 0;

const purchases = prepare();
warmUp();
process.send?.(Array.from({ length: samples }, () => measure(Number(process.argv[2]) / samples)));
process.disconnect?.();

/** A program with its referrers and friends, and records of purchases for all of which the world has what their decision reads. */
function prepare(): LogRecord[][] {
  const document = withRules(programDocument({ handle: "bench" }), Number(process.argv[3] ?? 0)) as never;
  settle([{ kind: "program.publish", program: "prg_bench", hash: "bench", document }]);
  settle(Array.from({ length: referrers }, (_, index) => ({ kind: "member", member: personOf("referrer", index), enrol: ["prg_bench"] })));
  settle(
    Array.from({ length: friends }, (_, index) => ({
      kind: "event",
      type: "sign_up",
      member: personOf("friend", index),
      referrer: personOf("referrer", index % referrers),
    })),
  );
  return Array.from({ length: batches }, (_, batch) => {
    const records = Array.from({ length: batchSize }, (_, index) => toRecord(purchaseOf(batch * batchSize + index)));
    decideLoading(records);
    return records;
  });
}

/** The document with so many rules more that a purchase does not set off. */
function withRules(document: object, count: number): object {
  const rules = Array.from({ length: count }, (_, index) => ({
    id: `other-${index}`,
    on: { event: "review_posted" },
    when: 'event.channel == "web"',
    grants: [{ id: "points", to: "member", points: { amount: "1" } }],
  }));
  const { rules: own = [], events = {} } = document as { rules?: object[]; events?: object };
  return count === 0 ? document : { ...document, events: { ...events, review_posted: {} }, rules: [...own, ...rules] };
}

function personOf(role: string, index: number): string {
  return keyedHash(secret, "external", `${role}-${index}`);
}

function purchaseOf(index: number): RecordInput {
  // 7919 is a prime: the friends come in no order, and each as often as the others.
  const member = personOf("friend", (index * 7919) % friends);
  return { kind: "event", type: "purchase", member, subject: `order-${index}`, currency: "USD", money: { total: "6000" } };
}

function toRecord(input: RecordInput): LogRecord {
  return { number: ++number, at: at + number, input };
}

function settle(inputs: RecordInput[]): void {
  for (let start = 0; start < inputs.length; start += batchSize) {
    decideLoading(inputs.slice(start, start + batchSize).map(toRecord));
    settleWorld(world);
  }
}

/** Decides until nothing is missed any more; the world is complete, so what is missed is absent. */
function decideLoading(records: LogRecord[]): void {
  for (let isMissing = true; isMissing; ) {
    resetWorld(world);
    isMissing = false;
    for (const record of records) {
      try {
        decide(world, record);
      } catch (error) {
        if (!(error instanceof Miss)) throw error;
        isMissing = true;
        for (const { from, key } of error.wants) {
          if (from in KEY_PARTS) addLoaded(world, from as Table, key, null);
          else addIndex(world, from as Index, key, NOTHING[from] ?? true);
        }
      }
    }
  }
}

/** Every purchase must give one reward and tell why: a benchmark of refusals would be a fast one. */
function warmUp(): void {
  for (const records of purchases) {
    resetWorld(world);
    for (const record of records) {
      const { outcome, trace } = decide(world, record);
      if (outcome.status !== "rewarded" || (outcome.rewards as string[]).length !== 1 || trace.length === 0) throw new Error(JSON.stringify(outcome));
    }
  }
}

function measure(seconds: number): number {
  const begun = process.cpuUsage();
  let decided = 0;
  for (;;) {
    for (const records of purchases) {
      resetWorld(world);
      for (const record of records) decide(world, record);
      decided += records.length;
    }
    const { user, system } = process.cpuUsage(begun);
    const used = (user + system) / 1e6;
    if (used >= seconds) return decided / used;
  }
}
