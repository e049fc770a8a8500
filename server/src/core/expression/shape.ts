/** What the names in an expression stand for. */

/** Types of values: `int` and `money` are bigint (money in minor units of the program's currency), `timestamp` is epoch milliseconds. */
export type ValueType = "string" | "int" | "bool" | "money" | "timestamp";
export interface Shape {
  readonly [name: string]: ValueType | Shape;
}

/** What an expression may name, and the currency of `money("…")`. */
export interface ExpressionScope {
  readonly names: Shape;
  readonly currency: string;
  /** Paths that exist but may not be used here, with the reason and what to do instead. */
  readonly refused?: ReadonlyMap<string, { problem: string; remedy: string }>;
}

/** Why an expression has no value. It is a value itself, so that a decision can tell it in its trace; nothing is ever thrown. */
export interface ExpressionFailure {
  /** `missing`: something it reads is not there. The others are arithmetic that leaves 64 bits or divides by zero. */
  readonly error: "missing" | "overflow" | "division_by_zero";
  /** The path that is missing, or the arithmetic, as written. */
  readonly of: string;
}

/** Why an expression was refused, at which character of its source. */
export interface ExpressionProblem {
  problem: string;
  remedy: string;
  position: number;
}

/** Part of a parsed expression: `op` with its operands, and the range of the source it was read from. */
export interface ExpressionNode {
  readonly op: string;
  readonly args: unknown;
  readonly start: number;
  readonly end: number;
  readonly checkedType?: { readonly name: string };
}

/** A refusal on its way out of the compiler; never leaves it. */
export class Refusal extends Error {
  readonly found: ExpressionProblem;
  constructor(problem: string, remedy: string, position: number) {
    super(problem);
    this.found = { problem, remedy, position };
  }
}

/** The path that a chain of names spells (`event.properties.plan`), or undefined for anything else. */
export function pathOf(node: ExpressionNode): string[] | undefined {
  if (node.op === "id") return [node.args as string];
  if (node.op !== ".") return undefined;
  const [owner, name] = node.args as [ExpressionNode, string];
  const path = pathOf(owner);
  path?.push(name);
  return path;
}

/** What a path leads to; undefined when the shape has no such name. Reads own names only. */
export function typeAt(shape: Shape, path: readonly string[]): ValueType | Shape | undefined {
  let found: ValueType | Shape = shape;
  for (const name of path) {
    if (typeof found === "string" || !Object.hasOwn(found, name)) return undefined;
    found = found[name] as ValueType | Shape;
  }
  return found;
}
