/** Compiles triggers that come by themselves to clocks. Rules on the same one share it, over versions too: what a clock has told is kept by its name. */
import type { CompiledClock, CompiledRule } from "./compiled-program.js";
import type { Trigger } from "./schema.js";

/** The clock of a trigger; undefined for one that something else sets off. */
export function clockOf(trigger: Trigger): CompiledClock | undefined {
  if ("period" in trigger) {
    const { period, at = "end" } = trigger;
    return { kind: "period", name: `period/${period}/${at}`, period, at };
  }
  if ("date" in trigger) {
    const { yearly = true } = trigger;
    const path = trigger.date.slice("member.".length);
    return { kind: "date", name: `${yearly ? "yearly" : "date"}/${path}`, trait: path === "joinedAt" ? null : path.slice("traits.".length), yearly };
  }
  if (!("silence" in trigger)) return undefined;
  const [[unit = "", count] = []] = Object.entries(trigger.silence);
  const of = trigger.of ?? null;
  return { kind: "silence", name: `silence/${count}${unit}${of === null ? "" : `/${of}`}`, for: trigger.silence, of };
}

/** The clocks of the rules, each once. */
export function clocksOf(rules: readonly CompiledRule[]): CompiledClock[] {
  const clocks = new Map<string, CompiledClock>();
  for (const { trigger } of rules) if (trigger.kind === "clock") clocks.set(trigger.clock.name, trigger.clock);
  return [...clocks.values()];
}
