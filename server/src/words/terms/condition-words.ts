/** Conditions in words: what a person would say for the comparisons that programs are made of, and the condition itself, quoted, for anything else. */
import type { ProgramDocument } from "../../core/document/schema.js";
import { type ExpressionNode, pathOf } from "../../core/expression/shape.js";
import { syntaxOf } from "../../core/expression.js";
import { assortmentIn } from "./assortment-words.js";
import { durationIn, eventIn, listIn, momentIn, moneyIn, nameIn, numberIn, quote, type Telling } from "./telling.js";

interface Asked {
  readonly telling: Telling;
  readonly source: string;
}

/** The condition as a clause: "the price of the goods is at least $30". */
export function conditionIn(telling: Telling, source: string): string {
  const node = syntaxOf(source);
  return node === undefined ? literally({ telling, source }) : truth({ telling, source }, node);
}
/** An event of the friend, with the condition on it. */
export function friendEventIn(telling: Telling, { event, where }: { event: string; where?: string }): string {
  if (where === undefined) return eventIn(telling, event);
  return telling.say("hold.eventWhere", { event: eventIn(telling, event), condition: conditionIn(telling, where) });
}
/** An expression that gives a name, as people would call what it names. */
export function keyIn(telling: Telling, source: string): string {
  const node = syntaxOf(source);
  return node === undefined ? quote(telling, source) : value({ telling, source }, node);
}

function literally({ telling, source }: Asked, node?: ExpressionNode): string {
  return telling.say("cond.literal", { source: node === undefined ? source : source.slice(node.start, node.end) });
}
function operands(node: ExpressionNode): [ExpressionNode, ExpressionNode] {
  return node.args as [ExpressionNode, ExpressionNode];
}

const COMPARISONS: Record<string, string> = { "==": "is", "!=": "isnt", "<": "lt", "<=": "le", ">": "gt", ">=": "ge" };

function truth(asked: Asked, node: ExpressionNode): string {
  const comparison = COMPARISONS[node.op];
  if (comparison !== undefined) return compared(asked, node, comparison);
  switch (node.op) {
    case "&&":
    case "||":
      return joined(asked, node);
    case "!_":
      return denied(asked, node.args as ExpressionNode);
    case "in":
      return among(asked, node, "is");
    case "id":
    case ".":
      return flag(asked, node, "yes");
    case "rcall":
      return method(asked, node);
    case "call":
      return called(asked, node);
    default:
      return literally(asked, node);
  }
}

function joined(asked: Asked, node: ExpressionNode): string {
  const [a, b] = operands(node).map((part) => {
    const words = truth(asked, part);
    return (part.op === "&&" || part.op === "||") && part.op !== node.op ? `(${words})` : words;
  }) as [string, string];
  return asked.telling.say(node.op === "&&" ? "cond.and" : "cond.or", { a, b });
}
function denied(asked: Asked, node: ExpressionNode): string {
  if (node.op === "in") return among(asked, node, "isnt");
  if (node.op === "id" || node.op === ".") return flag(asked, node, "no");
  return asked.telling.say("cond.not", { a: truth(asked, node) });
}

function compared(asked: Asked, node: ExpressionNode, comparison: string): string {
  const { telling } = asked;
  const [left, right] = operands(node);
  if (left.op === "-" && isLength(right)) {
    const [later, earlier] = operands(left);
    const time = telling.say("cond.between", { from: value(asked, earlier), to: value(asked, later) });
    return telling.say(`cond.${comparison}`, { a: time, b: value(asked, right) });
  }
  if (typeof right.args === "boolean") {
    if (comparison === "is") return right.args ? truth(asked, left) : denied(asked, left);
    if (comparison === "isnt") return right.args ? denied(asked, left) : truth(asked, left);
  }
  return telling.say(`cond.${comparison}`, { a: value(asked, left), b: value(asked, right, left) });
}
function isLength({ op, args }: ExpressionNode): boolean {
  return op === "call" && ["days", "duration"].includes((args as [string])[0]);
}

function among(asked: Asked, node: ExpressionNode, comparison: "is" | "isnt"): string {
  const [left, right] = operands(node);
  if (right.op !== "list") return literally(asked, node);
  const names = (right.args as ExpressionNode[]).map((item) => value(asked, item, left));
  const b = comparison === "is" ? listIn(asked.telling, names, "or") : listIn(asked.telling, names);
  return asked.telling.say(`cond.${comparison}`, { a: value(asked, left), b });
}

const METHODS = new Set(["startsWith", "endsWith", "contains"]);
function method(asked: Asked, node: ExpressionNode): string {
  const [name, receiver, args] = node.args as [string, ExpressionNode, ExpressionNode[]];
  const [first] = args;
  if (!METHODS.has(name) || first === undefined) return literally(asked, node);
  return asked.telling.say(`cond.${name}`, { a: value(asked, receiver), b: value(asked, first) });
}
function called(asked: Asked, node: ExpressionNode): string {
  const [name, [first]] = node.args as [string, ExpressionNode[]];
  return name === "has" && first !== undefined ? asked.telling.say("cond.has", { a: value(asked, first) }) : literally(asked, node);
}

/** A path that is true or false: whether somebody is a customer, whether two share an address, a property. */
function flag(asked: Asked, node: ExpressionNode, answer: "yes" | "no"): string {
  const path = pathOf(node);
  if (path === undefined) return literally(asked, node);
  const [owner = "", name = ""] = path;
  if (owner === "match") return asked.telling.say("cond.match", { what: name, answer });
  if (name === "segment") return asked.telling.say("cond.segment", { who: owner, name: segmentName(asked.telling, path[2] ?? ""), answer });
  if (name === "isCustomer") return asked.telling.say("cond.isCustomer", { who: owner, answer });
  return asked.telling.say("cond.flag", { a: value(asked, node), answer });
}

/** What stands on a side of a comparison. `besides` is the other side: words of its own kind are said as people do. */
function value(asked: Asked, node: ExpressionNode, besides?: ExpressionNode): string {
  const { telling, source } = asked;
  switch (node.op) {
    case "value":
      return literal(telling, node.args, besides);
    case "id":
    case ".":
      return pathWords(telling, pathOf(node)) ?? quote(telling, source.slice(node.start, node.end));
    case "call":
      return constant(asked, node);
    case "+":
    case "-":
    case "*":
    case "/":
      return operands(node)
        .map((part) => value(asked, part))
        .join(` ${node.op} `);
    default:
      return quote(telling, source.slice(node.start, node.end));
  }
}

const SAID_VALUES = new Set(["referral.method", "referral.stage"]);
function literal(telling: Telling, written: unknown, besides: ExpressionNode | undefined): string {
  if (typeof written !== "string") return typeof written === "bigint" ? numberIn(telling, String(written)) : String(written);
  const path = besides === undefined ? undefined : pathOf(besides)?.join(".");
  const [, part, owner] = besides === undefined ? [] : (pathOf(besides) ?? []);
  if (part === "tier") return stepIn(telling, telling.document.tiers, owner, written);
  if (part === "level") return stepIn(telling, telling.document.levels, owner, written);
  if (path !== undefined && SAID_VALUES.has(path)) return telling.say(`value.${path}`, { value: written });
  return quote(telling, written);
}

/** A step of a tier or level by its name. */
function stepIn(telling: Telling, list: ProgramDocument["tiers"] | ProgramDocument["levels"], owner: string | undefined, step: string): string {
  return nameIn(telling, list?.find(({ id }) => id === owner)?.steps, step);
}

function constant({ telling, source }: Asked, node: ExpressionNode): string {
  const [name, [first]] = node.args as [string, ExpressionNode[]];
  const written = first?.op === "value" ? first.args : undefined;
  if (name === "money" && typeof written === "string") return moneyIn(telling, written);
  if (name === "timestamp" && typeof written === "string") return momentIn(telling, written);
  if (name === "days" && typeof written === "bigint") return durationIn(telling, { days: Number(written) });
  const hours = name === "duration" && typeof written === "string" ? /^(\d+)h$/.exec(written) : null;
  return hours === null ? quote(telling, source.slice(node.start, node.end)) : durationIn(telling, { hours: Number(hours[1]) });
}

function segmentName(telling: Telling, id: string): string {
  return nameIn(telling, telling.document.segments, id);
}

const PEOPLE = new Set(["friend", "referrer", "member"]);
const KNOWN_OF_PEOPLE = new Set(["joinedAt", "purchases", "firstPurchaseAt", "lastSeenAt", "isCustomer", "referrals"]);
const KNOWN_OF_EVENTS = new Set([
  ...["type", "subject", "amount", "tax", "shipping", "discount", "goods", "goodsBeforeDiscount", "currency", "status", "channel", "placement"],
]);
const KNOWN_OF_LINES = new Set(["net", "gross", "quantity"]);
const KNOWN_OF_REFERRALS = new Set(["method", "channel", "placement", "stage", "startedAt", "referredFor", "invitation"]);

function pathWords(telling: Telling, path: string[] | undefined): string | undefined {
  const [owner = "", name = "", inner = "", measure = ""] = path ?? [];
  if (owner === "at") return telling.say("path.at");
  if (PEOPLE.has(owner)) {
    if (name === "traits") return telling.say("path.trait", { who: owner, name: quote(telling, inner) });
    if (name === "tier") return telling.say("path.tier", { who: owner, name: nameIn(telling, telling.document.tiers, inner) });
    if (name === "level") return telling.say("path.level", { who: owner, name: nameIn(telling, telling.document.levels, inner) });
    if (name === "segment") return telling.say("path.segment", { who: owner, name: segmentName(telling, inner) });
    if (KNOWN_OF_PEOPLE.has(name)) return telling.say(inner === "" ? `path.person.${name}` : `path.person.${name}.${inner}`, { who: owner });
  }
  if (owner === "event" && name === "properties") return telling.say("path.property", { name: quote(telling, inner) });
  if (owner === "event" && name === "lines" && KNOWN_OF_LINES.has(measure))
    return telling.say(`path.lines.${measure}`, { name: assortmentIn(telling, inner) });
  if (owner === "event" && KNOWN_OF_EVENTS.has(name)) return telling.say(`path.event.${name}`);
  return owner === "referral" && KNOWN_OF_REFERRALS.has(name) ? telling.say(`path.referral.${name}`) : undefined;
}
