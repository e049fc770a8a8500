/**
 * What people of a simulation do, read from the document: the types of events that its goals, rules and holds wait for, with the status and the properties
 * under which they count, and the traits that its conditions and tables tell apart. A document does not say how often each comes: one of each comes with
 * every order.
 */
import type { CompiledProgram } from "../document/compiled-program.js";
import type { ProgramDocument } from "../document/schema.js";
import type { ConditionContext } from "../document/scope.js";
import type { Condition } from "../expression.js";
import type { Scalar } from "../record.js";

export interface ImaginedEvent {
  type: string;
  status?: string;
  properties?: Record<string, Scalar>;
  /** The type that takes it back. */
  correctedBy: string | null;
}
export interface ImaginedTrait {
  name: string;
  /** Each as likely as the others. */
  values: Scalar[];
}

/** Types that a simulation sends by itself. */
const JOINING = new Set(["sign_up", "claim"]);
const ASSIGNMENTS_MAX = 500;
/** An order of such a worth, in minor units, is above any condition on its amount. */
const LARGE = 10n ** 12n;

interface Wanted {
  type: string;
  where: Condition | null;
}

/** One event for each way in which a type is waited for; purchases last, so that what is done before the first one is there. */
export function imaginedEvents(document: ProgramDocument, program: CompiledProgram): ImaginedEvent[] {
  const found = new Map<string, ImaginedEvent>();
  for (const { type, where } of wantedBy(program)) {
    const { corrects = null } = program.events.get(type) ?? {};
    if (JOINING.has(type) || corrects !== null) continue;
    const correctedBy = [...program.events].find(([, each]) => each.corrects === type)?.[0] ?? null;
    const event = { type, ...bestAssignment(type, where, document, program), correctedBy };
    found.set(JSON.stringify(event), event);
  }
  return [...found.values()].sort((a, b) => Number(a.type === "purchase") - Number(b.type === "purchase"));
}

function wantedBy(program: CompiledProgram): Wanted[] {
  const wanted: Wanted[] = [];
  for (const { steps } of program.goals.values()) for (const { event: type, where } of steps) wanted.push({ type, where });
  for (const { trigger, when, grants } of program.rules.values()) {
    if (trigger.kind === "event") wanted.push({ type: trigger.event, where: when });
    for (const { hold } of grants) if (hold?.until != null) wanted.push({ type: hold.until.event, where: hold.until.where });
  }
  return wanted;
}

/** Of the values that the document names for the status and the properties those under which the condition holds; the first where none does. */
function bestAssignment(
  type: string,
  where: Condition | null,
  document: ProgramDocument,
  program: CompiledProgram,
): Omit<ImaginedEvent, "type" | "correctedBy"> {
  const fields = fieldsOf(type, document, program);
  const places = fields.map(() => 0);
  for (let tries = 0; tries < ASSIGNMENTS_MAX; tries++) {
    const assignment = assignmentOf(fields, places);
    if (where === null || holds(where, type, assignment, program)) return assignment;
    if (!advance(places, fields)) break;
  }
  return assignmentOf(
    fields,
    fields.map(() => 0),
  );
}
interface Field {
  name: string;
  values: (Scalar | undefined)[];
}
function fieldsOf(type: string, document: ProgramDocument, program: CompiledProgram): Field[] {
  const fields: Field[] = [{ name: "status", values: [undefined, ...literalsBeside(document, "event.status")] }];
  for (const [name, property] of program.events.get(type)?.properties ?? []) {
    if (!property.personal) fields.push({ name: `.${name}`, values: valuesOf(property.type, literalsBeside(document, `properties.${name}`)) });
  }
  return fields;
}
function assignmentOf(fields: Field[], places: number[]): Omit<ImaginedEvent, "type" | "correctedBy"> {
  const properties: Record<string, Scalar> = {};
  let status: string | undefined;
  for (const [index, { name, values }] of fields.entries()) {
    const value = values[places[index] as number];
    if (name === "status") status = value as string | undefined;
    else if (value !== undefined) properties[name.slice(1)] = value;
  }
  return { ...(status !== undefined && { status }), ...(Object.keys(properties).length > 0 && { properties }) };
}
/** To the next combination; false after the last. */
function advance(places: number[], fields: Field[]): boolean {
  for (const [index, { values }] of fields.entries()) {
    const next = (places[index] as number) + 1;
    places[index] = next < values.length ? next : 0;
    if (next < values.length) return true;
  }
  return false;
}
/** Whether the condition can hold for some worth of the order. */
function holds(
  where: Condition,
  type: string,
  { status, properties }: Omit<ImaginedEvent, "type" | "correctedBy">,
  { assortments }: CompiledProgram,
): boolean {
  return [LARGE, 1n].some((amount) => {
    const event = {
      type,
      status,
      properties: properties ?? {},
      lines: Object.fromEntries([...assortments.keys()].map((id) => [id, { net: amount, gross: amount, quantity: 1 }])),
      amount,
      goods: amount,
      goodsBeforeDiscount: amount,
      tax: 0n,
      shipping: 0n,
      discount: 0n,
    };
    const answer = where.evaluate({ at: 0, event, friend: {}, referrer: {}, member: {} } as ConditionContext);
    return answer === true;
  });
}

/** The traits that are not personal, with the values that the document tells apart. */
export function imaginedTraits(document: ProgramDocument, program: CompiledProgram): ImaginedTrait[] {
  return [...program.traits]
    .filter(([, { personal }]) => !personal)
    .map(([name, { type }]) => ({ name, values: isDateOf(program, name) ? DATES : valuesOf(type, literalsBeside(document, `traits.${name}`)) }))
    .map(({ name, values }) => ({ name, values: values.filter((value) => value !== undefined) }))
    .filter(({ values }) => values.length > 0);
}

/** Days all over the year, for those who have a day that comes every year. */
const DATES = Array.from({ length: 12 }, (_, month) => ["05", "20"].map((day) => `${String(month + 1).padStart(2, "0")}-${day}`)).flat();
function isDateOf({ clocks }: CompiledProgram, trait: string): boolean {
  return clocks.some((clock) => clock.kind === "date" && clock.trait === trait);
}

function valuesOf(type: string, literals: Scalar[]): (Scalar | undefined)[] {
  const texts = literals.filter((value) => typeof value === "string");
  const numbers = literals.filter((value) => typeof value === "number");
  switch (type) {
    case "string":
      return texts.length > 0 ? texts : ["any"];
    case "int":
      return numbers.length > 0 ? [...new Set(numbers.flatMap((value) => [value, value + 1, value - 1]))] : [1];
    case "bool":
      return [true, false];
    // Digits of minor units, as records keep money.
    case "money":
      return ["1000", String(LARGE)];
    default:
      return [undefined];
  }
}

/** The literals of all expressions that name the path, and the names of the rows of tables by it. */
function literalsBeside(document: unknown, path: string): Scalar[] {
  const found = new Set<Scalar>();
  const look = (value: unknown): void => {
    if (typeof value === "string") {
      if (value.includes(path)) for (const literal of literalsOf(value)) found.add(literal);
    } else if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === "object" && value !== null) {
      const { by, rows } = value as { by?: unknown; rows?: unknown };
      if (typeof by === "string" && by.includes(path) && typeof rows === "object") for (const name of Object.keys(rows ?? {})) found.add(name);
      Object.values(value).forEach(look);
    }
  };
  look(document);
  return [...found];
}
function literalsOf(source: string): Scalar[] {
  const literals = source.matchAll(/"([^"\\]*)"|'([^'\\]*)'|(?<![\w."'])(\d+)(?![\w."'])/g);
  return [...literals].map(([, double, single, digits]) => (digits === undefined ? (double ?? single ?? "") : Number(digits)));
}
