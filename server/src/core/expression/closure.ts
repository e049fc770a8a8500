/**
 * Turns a parsed and type-checked expression into a function. It walks the tree once; evaluating allocates nothing but the results of arithmetic.
 * A value that is not there, or arithmetic that has no result, gives a failure made here in advance; `&&` and `||` pass over a failure
 * when the other side decides, as CEL says. Texts are compared by UTF-16 unit.
 */
import { parseInstant } from "../time.js";
import { constantOf } from "./guard.js";
import { type ExpressionFailure, type ExpressionNode, type ExpressionScope, pathOf, Refusal, typeAt, type ValueType } from "./shape.js";

export type Value = boolean | bigint | number | string | ExpressionFailure;
export type Closure = (context: object) => Value;
type Plain = boolean | bigint | number | string;
type Binary = (left: Plain, right: Plain) => Plain | undefined;

const MAX_INT = 2n ** 63n - 1n;
const MIN_INT = -(2n ** 63n);
const DAY_MILLISECONDS = 86_400_000;
/** Beyond it an instant or a length of time means nothing. */
const MAX_MILLISECONDS = 8.64e15;
const SCALARS = new Set(["bool", "int", "string", "Money", "google.protobuf.Timestamp", "google.protobuf.Duration"]);

const COMPARISONS: Record<string, Binary> = {
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
};
const INTEGER_ARITHMETIC: Record<string, (left: bigint, right: bigint) => bigint | undefined> = {
  "+": (left, right) => inRange(left + right),
  "-": (left, right) => inRange(left - right),
  "*": (left, right) => inRange(left * right),
  "/": (left, right) => (right === 0n ? undefined : inRange(left / right)),
  "%": (left, right) => (right === 0n ? undefined : left % right),
};
function inRange(value: bigint): bigint | undefined {
  return value > MAX_INT || value < MIN_INT ? undefined : value;
}

/** The function of an expression that has passed the guard and the type check of `scope`. */
export function closureOf(node: ExpressionNode, scope: ExpressionScope, source: string): Closure {
  if (node.op === "list" || !SCALARS.has(node.checkedType?.name ?? "")) {
    throw new Refusal("this is not a single value", "Compare single values; a list can only follow `in`.", node.start);
  }
  const compile = (part: ExpressionNode): Closure => closureOf(part, scope, source);
  switch (node.op) {
    case "value":
      return constant(node.args as Plain);
    case "id":
    case ".":
      return pathClosure(node, scope);
    case "call":
      return callClosure(node, scope, compile, source);
    case "rcall":
      return methodClosure(node, compile);
    case "&&":
    case "||":
      return logicClosure(node, compile, node.op === "||");
    case "?:":
      return choiceClosure(node, compile);
    case "!_":
      return unary(compile(node.args as ExpressionNode), (value) => !value);
    case "-_":
      return negation(compile(node.args as ExpressionNode), failureAt(node, source));
    case "in":
      return membership(node, compile);
    default:
      return binaryClosure(node, compile, source);
  }
}

function constant(value: Plain): Closure {
  return () => value;
}
function isFailure(value: Value): value is ExpressionFailure {
  return typeof value === "object";
}
function failureAt(node: ExpressionNode, source: string, error: ExpressionFailure["error"] = "overflow"): ExpressionFailure {
  return Object.freeze({ error, of: source.slice(node.start, node.end) });
}

/** Reads a path; anything on the way, or a value of another type than declared, that is not there gives `missing`. */
function pathClosure(node: ExpressionNode, scope: ExpressionScope): Closure {
  const path = pathOf(node) ?? [];
  const read = reader(path);
  const convert = CONVERSIONS[typeAt(scope.names, path) as ValueType];
  const missing: ExpressionFailure = Object.freeze({ error: "missing", of: path.join(".") });
  return (context) => convert(read(context)) ?? missing;
}

type Facts = Record<string, unknown> | null | undefined;
function reader(path: readonly string[]): (context: object) => unknown {
  const [first = "", second = "", third = "", fourth = ""] = path;
  if (path.length === 1) return (context) => (context as Facts)?.[first];
  if (path.length === 2) return (context) => ((context as Facts)?.[first] as Facts)?.[second];
  if (path.length === 3) return (context) => (((context as Facts)?.[first] as Facts)?.[second] as Facts)?.[third];
  if (path.length === 4) return (context) => ((((context as Facts)?.[first] as Facts)?.[second] as Facts)?.[third] as Facts)?.[fourth];
  throw new Error("paths of conditions have at most four names");
}

/** Facts as the world keeps them, to values: whole numbers and money may come as numbers or as text of digits, instants as text. */
const CONVERSIONS: Record<ValueType, (fact: unknown) => Plain | undefined> = {
  string: (fact) => (typeof fact === "string" ? fact : undefined),
  bool: (fact) => (typeof fact === "boolean" ? fact : undefined),
  int: toInteger,
  money: toInteger,
  timestamp: (fact) => (typeof fact === "number" ? fact : typeof fact === "string" ? parseInstant(fact) : undefined),
};
function toInteger(fact: unknown): bigint | undefined {
  if (typeof fact === "bigint") return fact;
  if (typeof fact === "number") return Number.isSafeInteger(fact) ? BigInt(fact) : undefined;
  return typeof fact === "string" && /^-?\d{1,19}$/.test(fact) ? BigInt(fact) : undefined;
}

function callClosure(node: ExpressionNode, scope: ExpressionScope, compile: (part: ExpressionNode) => Closure, source: string): Closure {
  const [name, args] = node.args as [string, [ExpressionNode]];
  if (name === "has") return presence(args[0]);
  if (name === "size") return unary(compile(args[0]), sizeOf);
  if (name === "days") return daysClosure(compile(args[0]), failureAt(node, source));
  return constant(constantOf(node, scope.currency));
}
function presence(node: ExpressionNode): Closure {
  const read = reader(pathOf(node) ?? []);
  return (context) => (read(context) ?? undefined) !== undefined;
}
function daysClosure(count: Closure, overflow: ExpressionFailure): Closure {
  return unary(count, (value) => withinTime(Number(value) * DAY_MILLISECONDS) ?? overflow);
}
function withinTime(milliseconds: number): number | undefined {
  return Math.abs(milliseconds) <= MAX_MILLISECONDS ? milliseconds : undefined;
}
/** Length in characters (code points), as CEL says. */
function sizeOf(text: Plain): bigint {
  let size = 0n;
  for (const _ of text as string) size++;
  return size;
}

function methodClosure(node: ExpressionNode, compile: (part: ExpressionNode) => Closure): Closure {
  const [name, receiver, args] = node.args as [string, ExpressionNode, ExpressionNode[]];
  const text = compile(receiver);
  if (name === "size") return unary(text, sizeOf);
  if (name === "lowerAscii") return unary(text, (value) => (value as string).replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
  const part = compile(args[0] as ExpressionNode);
  const test = TEXT_TESTS[name] as Binary;
  return binary(text, part, test, NEVER);
}
const TEXT_TESTS: Record<string, Binary> = {
  startsWith: (text, part) => (text as string).startsWith(part as string),
  endsWith: (text, part) => (text as string).endsWith(part as string),
  contains: (text, part) => (text as string).includes(part as string),
};
const NEVER: ExpressionFailure = Object.freeze({ error: "overflow", of: "" });

function unary(operand: Closure, apply: (value: Plain) => Value): Closure {
  return (context) => {
    const value = operand(context);
    return isFailure(value) ? value : apply(value);
  };
}
function binary(left: Closure, right: Closure, apply: Binary, failure: ExpressionFailure): Closure {
  return (context) => {
    const first = left(context);
    if (isFailure(first)) return first;
    const second = right(context);
    return isFailure(second) ? second : (apply(first, second) ?? failure);
  };
}
function negation(operand: Closure, overflow: ExpressionFailure): Closure {
  return unary(operand, (value) => (typeof value === "bigint" ? (inRange(-value) ?? overflow) : -(value as number)));
}

/** `deciding` is the value of one side that decides alone: true for ||, false for &&. */
function logicClosure(node: ExpressionNode, compile: (part: ExpressionNode) => Closure, deciding: boolean): Closure {
  const [left, right] = (node.args as [ExpressionNode, ExpressionNode]).map(compile) as [Closure, Closure];
  return (context) => {
    const first = left(context);
    if (first === deciding) return deciding;
    const second = right(context);
    return second === deciding || !isFailure(first) ? second : first;
  };
}
function choiceClosure(node: ExpressionNode, compile: (part: ExpressionNode) => Closure): Closure {
  const [condition, yes, no] = (node.args as ExpressionNode[]).map(compile) as [Closure, Closure, Closure];
  return (context) => {
    const chosen = condition(context);
    if (isFailure(chosen)) return chosen;
    return chosen === true ? yes(context) : no(context);
  };
}

function membership(node: ExpressionNode, compile: (part: ExpressionNode) => Closure): Closure {
  const [item, list] = node.args as [ExpressionNode, ExpressionNode];
  if (list.op !== "list") throw new Refusal("`in` needs a list", 'Write event.status in ["paid", "sent"].', list.start);
  const items = list.args as ExpressionNode[];
  const wanted = compile(item);
  const found = items.map(compile);
  if (items.every(({ op }) => op === "value")) {
    const values = new Set<Value>(items.map(({ args }) => args as Plain));
    return unary(wanted, (value) => values.has(value));
  }
  return unaryOverItems(wanted, found);
}
function unaryOverItems(wanted: Closure, items: Closure[]): Closure {
  return (context) => {
    const value = wanted(context);
    if (isFailure(value)) return value;
    let failure: ExpressionFailure | undefined;
    for (const item of items) {
      const candidate = item(context);
      if (candidate === value) return true;
      if (isFailure(candidate)) failure ??= candidate;
    }
    return failure ?? false;
  };
}

function binaryClosure(node: ExpressionNode, compile: (part: ExpressionNode) => Closure, source: string): Closure {
  const [left, right] = node.args as [ExpressionNode, ExpressionNode];
  const comparison = COMPARISONS[node.op];
  if (comparison !== undefined) return binary(compile(left), compile(right), comparison, NEVER);
  return binary(compile(left), compile(right), arithmeticOf(node, left), arithmeticFailure(node, source));
}
function arithmeticFailure(node: ExpressionNode, source: string): ExpressionFailure {
  return failureAt(node, source, node.op === "/" || node.op === "%" ? "division_by_zero" : "overflow");
}
function arithmeticOf(node: ExpressionNode, left: ExpressionNode): Binary {
  const type = left.checkedType?.name;
  if (type === "int" || type === "Money") return INTEGER_ARITHMETIC[node.op] as Binary;
  if (type === "string") return (first, second) => (first as string) + (second as string);
  const sign = node.op === "-" ? -1 : 1;
  return (first, second) => withinTime((first as number) + sign * (second as number));
}
