/** The benchmark's arithmetic. What it measures is no test: timings never decide one. */
import { describe, expect, test } from "vitest";
import { summarizeProfiles } from "../bench/profile.js";
import type { Row } from "../bench/row.js";
import { rows } from "../bench/rows.js";
import { compare, median, percentile } from "../bench/stats.js";
import { renderTable, resultOf } from "../bench/table.js";
import { makeRequests } from "../bench/traffic.js";

const row: Row = {
  id: "sample",
  what: "samples",
  unit: "/s",
  goal: 2,
  better: "higher",
  measure: () => Promise.reject(new Error("not measured here")),
};

describe("statistics", () => {
  test("the median is the middle of an odd number, the mean of the middle two of an even one, and needs a value", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => median([])).toThrow();
  });

  test("a percentile is a value that was measured, by nearest rank", () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect(percentile(values, 0.99)).toBe(198);
    expect(percentile(values, 1)).toBe(200);
    expect(percentile([7], 0.99)).toBe(7);
    expect(values[0]).toBe(200);
  });

  test("pairs are compared by the medians of both sides, and tell how far they lie apart", () => {
    const pairs = [
      { value: 10, yardstick: 5 },
      { value: 30, yardstick: 10 },
      { value: 20, yardstick: 8 },
    ];
    expect(compare(pairs)).toEqual({ value: 20, yardstick: 8, ratio: 2.5, ratios: [2, 3] });
  });
});

describe("results", () => {
  test("hold by the exact ratio, on the side that is better", () => {
    const measured = { value: 199.9999, yardstick: 100, ratio: 1.999999 };
    expect(resultOf(row, measured)).toMatchObject({ holds: false, ratio: 2, value: 200 });
    expect(resultOf({ ...row, better: "lower" }, measured)).toMatchObject({ holds: true, better: "lower" });
    expect(resultOf(row, { ...measured, ratio: 2 }).holds).toBe(true);
  });

  test("have the fields that --json promises, and say in `what` what a reader must know about the run", () => {
    const result = resultOf(row, { value: 5, yardstick: 1, ratio: 5, note: "without pgbench" });
    expect(Object.keys(result)).toEqual(["id", "what", "value", "unit", "yardstick", "ratio", "goal", "better", "holds"]);
    expect(result.what).toBe("samples (without pgbench)");
  });

  test("are a table with a line each", () => {
    const result = resultOf(row, { value: 5, yardstick: 1, ratio: 5 });
    const lines = renderTable([{ result, ratios: [4, 6] }, { result: { ...result, holds: false } }]).split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[2]).toMatch(/^sample +5\.00 \/s +1\.00 \/s +5\.00 \(4\.00–6\.00\) +≥ 2 +✓ +samples$/);
    expect(lines[3]).toContain("✗");
  });
});

describe("a profile", () => {
  test("is summed up by the time in each function itself, the idle time apart", () => {
    const frame = (functionName: string, url = "") => ({ functionName, url, lineNumber: 9 });
    const profile = {
      nodes: [
        { id: 1, callFrame: frame("(idle)") },
        { id: 2, callFrame: frame("decide", "file:///somewhere/server/dist/core/decide.js") },
        { id: 3, callFrame: frame("decide", "file:///somewhere/server/dist/core/decide.js") },
        { id: 4, callFrame: frame("", "file:///somewhere/node_modules/pg/lib/client.js") },
      ],
      samples: [1, 2, 3, 4],
      timeDeltas: [0, 5000, 2000, 3000],
    };
    const summary = summarizeProfiles([profile, profile]);
    expect(summary.idleMs).toBe(10);
    expect(summary.busyMs).toBe(10);
    expect(summary.functions).toEqual([
      { name: "decide", where: "dist/core/decide.js:10", ms: 10 },
      { name: "(anonymous)", where: "pg/lib/client.js:10", ms: 0 },
    ]);
  });
});

describe("requests under load", () => {
  const split = (request: string) => {
    const [head = "", body = ""] = request.split("\r\n\r\n");
    return { head, body };
  };

  test("say how long their body is, and never repeat a key or an order", () => {
    const requests = makeRequests({ kind: "purchases", token: "t", run: "run-1", friends: 10 });
    const bodies = Array.from({ length: 50 }, () => {
      const { head, body } = split(requests.next());
      expect(head).toContain(`\r\nContent-Length: ${Buffer.byteLength(body)}`);
      return JSON.parse(body) as { key: string; subject: string };
    });
    expect(new Set(bodies.map(({ key }) => key)).size).toBe(50);
    expect(new Set(bodies.map(({ subject }) => subject)).size).toBe(50);
  });

  test("count an answer as work only for what it acknowledges", () => {
    const single = makeRequests({ kind: "purchases", token: "t", run: "run-1", friends: 10 });
    expect(single.workIn(200, '{"status":"rewarded"}')).toBe(1);
    expect(single.workIn(200, '{"status":"ignored"}')).toBe(0);
    expect(single.workIn(503, '{"status":"rewarded"}')).toBe(0);
    const batches = makeRequests({ kind: "purchase-batches", token: "t", run: "run-1", friends: 10, size: 3 });
    expect((JSON.parse(split(batches.next()).body) as { events: unknown[] }).events).toHaveLength(3);
    expect(batches.workIn(200, '[{"status":"rewarded"},{"status":"ignored"},{"status":"rewarded"}]')).toBe(2);
  });

  test("of links come from another visitor each, in later runs as well", () => {
    const addresses = [1, 2].flatMap((run) => {
      const requests = makeRequests({ kind: "visits", handle: "bench", codes: ["ABCD"], run });
      return Array.from({ length: 500 }, () => /X-Forwarded-For: (\S+)/.exec(requests.next())?.[1]);
    });
    expect(new Set(addresses).size).toBe(1000);
  });
});

test("rows have names of their own", () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});
