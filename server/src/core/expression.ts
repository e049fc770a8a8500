/**
 * Conditions: CEL expressions, checked completely when a document is saved and cheap and total when they are evaluated.
 * The only file that knows the expression language's package, and it uses of it the parser and the type checker: what has passed becomes a function of our own
 * (`expression/closure.ts`), because a decision needs absent facts to be values instead of exceptions, instants as numbers, and no allocation.
 *
 * What absent means: a path that leads nowhere has no value, and neither has what is computed from it. `a || b` and `a && b` still have one when the other
 * side decides. A condition without a value does not hold, and the failure tells why (`missing`, with the path). `has(path)` asks, and always has a value.
 */
import { Environment } from "@marcbachmann/cel-js";
import { type Closure, closureOf, type Value } from "./expression/closure.js";
import { guard } from "./expression/guard.js";
import {
  type ExpressionFailure,
  type ExpressionNode,
  type ExpressionProblem,
  type ExpressionScope,
  Refusal,
  type Shape,
  type ValueType,
} from "./expression/shape.js";

export const MAX_EXPRESSION_LENGTH = 2000;
const LIMITS = { maxAstNodes: 400, maxDepth: 30, maxListElements: 100, maxMapEntries: 0, maxCallArguments: 3 };

const CEL_TYPES: Record<ValueType, string> = { string: "string", int: "int", bool: "bool", money: "Money", timestamp: "google.protobuf.Timestamp" };
const TYPE_WORDS: Record<string, string> = {
  Money: "money",
  "google.protobuf.Timestamp": "a timestamp",
  "google.protobuf.Duration": "a duration",
  int: "a whole number",
  double: "a decimal number",
  string: "text",
  bool: "true/false",
};

/** A condition ready to be asked. Contexts are plain objects of the scope's shape; what is undefined or null is absent. */
export interface Condition {
  readonly source: string;
  /** The paths it names: what must be known to ask it. */
  readonly reads: ReadonlySet<string>;
  /** Whether it holds, or why it has no value. A failure is an object, so compare with `=== true`. Throws only what a getter of the context throws. */
  evaluate(context: object): boolean | ExpressionFailure;
}
/** An expression that gives a name: the row of a table, the key of a limit. */
export interface KeyExpression {
  readonly source: string;
  readonly reads: ReadonlySet<string>;
  /** The name, whole numbers and true/false as text; or why it has no value. Throws only what a getter of the context throws. */
  evaluate(context: object): string | ExpressionFailure;
}
export type Compiled<T> = { ok: true; expression: T } | ({ ok: false } & ExpressionProblem);

/** Compiles a condition, or says in plain words why not, what to do, and at which character. Never throws, whatever the source. */
export function compileCondition(source: string, scope: ExpressionScope): Compiled<Condition> {
  const compiled = compile(source, scope, ["bool"], "A condition gives true or false: compare something with ==, <, in, …");
  if (!compiled.ok) return compiled;
  const { closure, reads } = compiled.expression;
  return { ok: true, expression: Object.freeze({ source, reads, evaluate: closure as Condition["evaluate"] }) };
}

/** Compiles an expression that gives a name. The same promises as for a condition. */
export function compileKey(source: string, scope: ExpressionScope): Compiled<KeyExpression> {
  const compiled = compile(source, scope, ["string", "int", "bool"], "It must give a text, a whole number or true/false: friend.traits.plan");
  if (!compiled.ok) return compiled;
  const { closure, reads } = compiled.expression;
  return { ok: true, expression: Object.freeze({ source, reads, evaluate: (context: object) => nameOf(closure(context)) }) };
}

/** The parts of an expression that has passed, for telling it in words; undefined for what cannot be read. */
export function syntaxOf(source: string): ExpressionNode | undefined {
  try {
    plainEnvironment ??= newEnvironment();
    return plainEnvironment.parse(source).ast as unknown as ExpressionNode;
  } catch {
    return undefined;
  }
}
let plainEnvironment: Environment | undefined;

function nameOf(value: Value): string | ExpressionFailure {
  return typeof value === "object" ? value : String(value);
}

function compile(
  source: string,
  scope: ExpressionScope,
  types: string[],
  wanted: string,
): Compiled<{ closure: Closure; reads: ReadonlySet<string> }> {
  try {
    if (source.length > MAX_EXPRESSION_LENGTH) throw new Refusal("the expression is too long", `Use at most ${MAX_EXPRESSION_LENGTH} characters.`, 0);
    const parsed = environmentOf(scope).parse(source);
    const node = parsed.ast as unknown as ExpressionNode;
    const reads = guard(node, scope);
    const checked = parsed.check();
    if (!checked.valid) throw checked.error;
    if (!types.includes(String(checked.type))) throw new Refusal(`the expression gives ${words(String(checked.type))}`, wanted, 0);
    return { ok: true, expression: { closure: closureOf(node, scope, source), reads } };
  } catch (error) {
    return { ok: false, ...problemOf(error) };
  }
}

/** Making an environment takes about half a millisecond, so one is kept for each scope. */
const environments = new WeakMap<ExpressionScope, Environment>();
function environmentOf(scope: ExpressionScope): Environment {
  const known = environments.get(scope);
  if (known !== undefined) return known;
  const environment = newEnvironment();
  for (const [name, type] of Object.entries(scope.names)) environment.registerVariable(name, celType(environment, name, type));
  environments.set(scope, environment);
  return environment;
}

/** Money is a type of its own, so that `event.amount > 30` (thirty cents) is refused. The handlers are never called: only types are checked. */
function newEnvironment(): Environment {
  const environment = new Environment({ limits: LIMITS });
  const never = (): boolean => false;
  environment.registerType("Money", { fields: {} });
  for (const operator of ["==", "<", "<=", ">", ">="]) environment.registerOperator(`Money ${operator} Money: bool`, never);
  for (const operator of ["+", "-"]) environment.registerOperator(`Money ${operator} Money: Money`, never);
  for (const operator of ["*", "/"]) environment.registerOperator(`Money ${operator} int: Money`, never);
  environment.registerFunction("money(string): Money", never);
  environment.registerFunction("days(int): google.protobuf.Duration", never);
  return environment;
}

function celType(environment: Environment, name: string, type: ValueType | Shape): string {
  if (typeof type === "string") return CEL_TYPES[type];
  const fields: Record<string, string> = {};
  for (const [field, inner] of Object.entries(type)) fields[field] = celType(environment, `${name}.${field}`, inner);
  environment.registerType(`the.${name}`, { fields });
  return `the.${name}`;
}

interface CelError {
  code?: string;
  summary?: string;
  range?: { start: number };
}
function problemOf(error: unknown): ExpressionProblem {
  if (error instanceof Refusal) return error.found;
  if (error instanceof RangeError) return { problem: "the expression is too deeply nested", remedy: "Make it simpler.", position: 0 };
  const { code = "", summary = "it cannot be read", range } = error as CelError;
  const position = range?.start ?? 0;
  if (code === "limit_exceeded") {
    return { problem: "the expression is too large", remedy: "Make it simpler: at most 400 parts, 30 deep, 100 items in a list.", position };
  }
  const problem = words(summary.replace(/^no such overload: /, "these do not go together: "));
  return { problem: problem.charAt(0).toLowerCase() + problem.slice(1), remedy: remedyFor(summary), position };
}
function words(text: string): string {
  return text.replace(/google\.protobuf\.\w+|\b(?:Money|int|double|string|bool)\b/g, (type) => TYPE_WORDS[type] ?? type).replaceAll("the.", "");
}
function remedyFor(summary: string): string {
  if (summary.includes("Money")) return 'Compare money with money: money("30.00").';
  if (summary.includes("Timestamp"))
    return 'Compare moments with timestamp("2026-03-01T00:00:00Z") or with another moment, lengths of time with days(14).';
  if (summary.includes("double")) return "Use whole numbers.";
  if (summary.startsWith("no such overload"))
    return "Both sides must be of the same type; whole numbers are written without quotes, texts with them.";
  return 'Write it as a CEL expression: event.status == "paid" && event.amount >= money("30.00").';
}
