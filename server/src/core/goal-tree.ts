/** Which steps of a goal are open and whether all that is needed is there: the tree of its steps, whatever keeps count of them. */
import type { CompiledNode, CompiledStep } from "./document/compiled-program.js";

/** What is known of steps. */
export interface StepStanding {
  isMet(step: CompiledStep): boolean;
  /** When it was met first; undefined while it is not. */
  metAt(step: CompiledStep): number | undefined;
}

/** A step of a sequence is open once the one before it is met, for events that are not older than that. */
export function isOpen(node: CompiledNode, step: CompiledStep, standing: StepStanding, occurredAt: number): boolean {
  if (node.kind === "step") return node.step.index === step.index;
  const index = node.nodes.findIndex((child) => contains(child, step));
  const child = node.nodes[index];
  if (child === undefined) return false;
  if (node.kind === "all" && node.inOrder && index > 0) {
    const before = node.nodes[index - 1] as CompiledNode;
    if (!isMet(before, standing) || occurredAt < metAt(before, standing)) return false;
  }
  return isOpen(child, step, standing, occurredAt);
}
function contains(node: CompiledNode, step: CompiledStep): boolean {
  return node.kind === "step" ? node.step.index === step.index : node.nodes.some((child) => contains(child, step));
}

export function isMet(node: CompiledNode, standing: StepStanding): boolean {
  if (node.kind === "step") return standing.isMet(node.step);
  return node.kind === "all" ? node.nodes.every((child) => isMet(child, standing)) : node.nodes.some((child) => isMet(child, standing));
}
function metAt(node: CompiledNode, standing: StepStanding): number {
  if (node.kind === "step") return standing.metAt(node.step) ?? Number.MAX_SAFE_INTEGER;
  const times = node.nodes.map((child) => metAt(child, standing));
  return node.kind === "all" ? Math.max(...times) : Math.min(...times);
}
