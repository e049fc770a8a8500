import { test } from "vitest";
import { runCrashes, seeded } from "./run-crashes.js";

test("t", async () => {
  for (const kind of ["server", "database", "both"] as const) {
    const t = performance.now();
    const c = await runCrashes([kind], seeded(1));
    const slow = [...c.history].filter((e) => (e as any).ms > 3000).map((e) => [(e as any).ms | 0, e.key]);
    console.log(
      kind,
      Math.round(performance.now() - t),
      "history",
      c.history.length,
      "unknown",
      c.unknown,
      JSON.stringify(slow.slice(0, 5)),
      JSON.stringify((c as any).phases),
    );
    await c.remove();
  }
}, 200000);
