/**
 * What expressions may be made of. Whatever passes has no loop, no regular expression, no clock and no type that is known only at run time,
 * so evaluating it costs at most a small constant for each of its nodes.
 */
import { exponentOf, fitsLedger, parseDecimal } from "../money.js";
import { listNames, nearestName } from "../nearest.js";
import { parseInstant } from "../time.js";
import { type ExpressionNode, type ExpressionScope, pathOf, Refusal, typeAt } from "./shape.js";

const OPERATORS = new Set(["&&", "||", "!_", "-_", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "in", "?:"]);
const FUNCTIONS = new Set(["has", "money", "timestamp", "duration", "days", "size"]);
const CONSTANTS = new Set(["money", "timestamp", "duration"]);
const METHODS = new Set(["startsWith", "endsWith", "contains", "size", "lowerAscii"]);
const MACROS = new Set(["all", "exists", "exists_one", "map", "filter", "bind"]);
const MAX_INT = 2n ** 63n - 1n;
const DURATION = /^(?=\d)(?:(\d{1,7})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?$/;

/** Refuses (by throwing a Refusal) an expression that holds anything but the permitted parts and known names; gives the paths it reads. */
export function guard(node: ExpressionNode, scope: ExpressionScope): Set<string> {
  const reads = new Set<string>();
  visit(node, scope, reads);
  return reads;
}

type Visitor = (node: ExpressionNode, scope: ExpressionScope, reads: Set<string>) => void;
const VISITORS: Record<string, Visitor> = {
  id: visitPath,
  ".": visitPath,
  value: visitLiteral,
  call: visitCall,
  rcall: visitMethod,
  list: visitList,
  "[]": (node) => {
    throw refusal(node, "values in brackets cannot be looked up", "Write the name after a dot: event.properties.plan.");
  },
};

function visit(node: ExpressionNode, scope: ExpressionScope, reads: Set<string>): void {
  (VISITORS[node.op] ?? visitOperator)(node, scope, reads);
}

function visitOperator(node: ExpressionNode, scope: ExpressionScope, reads: Set<string>): void {
  if (!OPERATORS.has(node.op)) throw refusal(node, "this cannot be used in a condition", "Compare values, and join comparisons with && and ||.");
  for (const operand of operandsOf(node)) visit(operand, scope, reads);
}

function operandsOf(node: ExpressionNode): ExpressionNode[] {
  return Array.isArray(node.args) ? (node.args as ExpressionNode[]) : [node.args as ExpressionNode];
}

function visitPath(node: ExpressionNode, scope: ExpressionScope, reads: Set<string>): void {
  const path = pathOf(node);
  if (path === undefined) throw refusal(node, "only a name can come before a dot", "Write a path of names: event.properties.plan.");
  const written = path.join(".");
  const refused = scope.refused?.get(written);
  if (refused !== undefined) throw refusal(node, refused.problem, refused.remedy);
  if (typeAt(scope.names, path) === undefined) throw unknownPath(node, scope, path);
  reads.add(written);
}

function unknownPath(node: ExpressionNode, scope: ExpressionScope, path: string[]): Refusal {
  let depth = 1;
  while (typeAt(scope.names, path.slice(0, depth)) !== undefined) depth++;
  const owner = path.slice(0, depth - 1);
  const name = path[depth - 1] ?? "";
  const around = typeAt(scope.names, owner);
  const prefix = owner.length === 0 ? "" : `${owner.join(".")}.`;
  if (around === undefined || typeof around === "string") {
    return refusal(node, `"${prefix.slice(0, -1)}" is a single value and has no "${name}"`, `Write ${prefix.slice(0, -1)} alone.`);
  }
  const known = Object.keys(around);
  const near = nearestName(name, known);
  const hint = near === undefined ? "" : `Did you mean ${prefix}${near}? `;
  const declare = owner.at(-1) === "properties" || owner.at(-1) === "traits" ? " Or declare it in the document." : "";
  return refusal(
    node,
    `there is no "${prefix}${name}" here`,
    `${hint}Known ${owner.length === 0 ? "here" : `in ${owner.join(".")}`}: ${listNames(known)}.${declare}`,
  );
}

function visitLiteral(node: ExpressionNode): void {
  const value = node.args;
  if (typeof value === "string" || typeof value === "boolean") return;
  if (typeof value === "bigint") {
    if (value > MAX_INT) throw refusal(node, "the number is too large", `Use whole numbers up to ${MAX_INT}.`);
    return;
  }
  if (value === null) throw refusal(node, "null cannot be compared", "Ask whether something is there with has(event.properties.plan).");
  throw refusal(node, "only whole numbers, texts, true and false can be written", 'Use a whole number, or money("30.00") for an amount.');
}

function visitCall(node: ExpressionNode, scope: ExpressionScope, reads: Set<string>): void {
  const [name, args] = node.args as [string, ExpressionNode[]];
  if (MACROS.has(name)) throw macroRefusal(node, name);
  if (!FUNCTIONS.has(name)) {
    const near = nearestName(name, FUNCTIONS);
    throw refusal(node, `there is no function ${name}`, `${near === undefined ? "" : `Did you mean ${near}? `}Use ${listNames([...FUNCTIONS])}.`);
  }
  if (name === "has") visitHas(node, args, scope, reads);
  else if (CONSTANTS.has(name)) constantOf(node, scope.currency);
  else for (const arg of args) visit(arg, scope, reads);
}

function visitHas(node: ExpressionNode, args: ExpressionNode[], scope: ExpressionScope, reads: Set<string>): void {
  const [target] = args;
  if (args.length !== 1 || target?.op !== ".") throw refusal(node, "has() asks for one path", "Write has(event.properties.plan).");
  visitPath(target, scope, reads);
}

function visitMethod(node: ExpressionNode, scope: ExpressionScope, reads: Set<string>): void {
  const [name, receiver, args] = node.args as [string, ExpressionNode, ExpressionNode[]];
  if (name === "matches") throw refusal(node, "patterns (matches) cannot be used", "Use ==, in, startsWith, endsWith or contains.");
  if (MACROS.has(name)) throw macroRefusal(node, name);
  if (!METHODS.has(name)) {
    const near = nearestName(name, METHODS);
    throw refusal(node, `there is no method ${name}`, `${near === undefined ? "" : `Did you mean ${near}? `}Use ${listNames([...METHODS])}.`);
  }
  for (const part of [receiver, ...args]) visit(part, scope, reads);
}

function macroRefusal(node: ExpressionNode, name: string): Refusal {
  return refusal(node, `loops (${name}) cannot be used`, "Name each comparison and join them with && or ||, or use `in` with a list.");
}

function visitList(node: ExpressionNode, scope: ExpressionScope, reads: Set<string>): void {
  const items = node.args as ExpressionNode[];
  if (items.length === 0) throw refusal(node, "the list is empty", 'Name what it holds: event.status in ["paid", "sent"].');
  for (const item of items) visit(item, scope, reads);
}

/** The value of `money("30.00")`, `timestamp("…")` or `duration("36h")`; refuses one that is not a literal or is malformed. */
export function constantOf(node: ExpressionNode, currency: string): bigint | number {
  const [name, args] = node.args as [string, ExpressionNode[]];
  const text = args[0]?.op === "value" ? args[0].args : undefined;
  if (args.length !== 1 || typeof text !== "string") throw refusal(node, `${name}() takes one text`, EXAMPLES[name] ?? "");
  if (name === "money") return moneyConstant(node, text, currency);
  const value = name === "timestamp" ? parseInstant(text) : parseDuration(text);
  if (value === undefined) throw refusal(node, `${JSON.stringify(text.slice(0, 40))} is not a ${name}`, EXAMPLES[name] ?? "");
  return value;
}
const EXAMPLES: Record<string, string> = {
  money: 'Write money("30.00").',
  timestamp: 'Write timestamp("2026-03-01T00:00:00Z"), with its offset.',
  duration: 'Write duration("36h"), in h, m and s; or days(14).',
};

function moneyConstant(node: ExpressionNode, text: string, currency: string): bigint {
  const exponent = exponentOf(currency) ?? 2;
  const minor = parseDecimal(text, exponent);
  if (minor !== undefined && fitsLedger(minor)) return minor;
  const shown = exponent === 0 ? "30" : `30.${"0".repeat(exponent)}`;
  throw refusal(
    node,
    `money(${JSON.stringify(text.slice(0, 40))}) is not an amount in ${currency}`,
    `Write digits with at most ${exponent} decimals: money("${shown}").`,
  );
}

function parseDuration(text: string): number | undefined {
  const parts = DURATION.exec(text);
  if (parts === null) return undefined;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [number, number, number];
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

function refusal(node: ExpressionNode, problem: string, remedy: string): Refusal {
  return new Refusal(problem, remedy, node.start);
}
