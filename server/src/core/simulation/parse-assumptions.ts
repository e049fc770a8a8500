/** Reading what a caller assumes: every mistake at once, each with its field and what to do about it. */
import type { CompiledProgram } from "../document/compiled-program.js";
import type { Problem } from "../document/problem.js";
import { formatDecimal, parseDecimal } from "../money.js";
import { listNames, nearestName } from "../nearest.js";
import { type AssumptionField, type Assumptions, FIELDS } from "./assumptions.js";
import { defaultsOf, INDUSTRIES, type Industry } from "./industries.js";

export type ParsedAssumptions = { ok: true; industry: Industry; assumptions: Assumptions } | { ok: false; problems: Problem[] };

/** The currency in which default order values are published. */
const DEFAULTS_CURRENCY = "USD";
const FACTOR_MAX = 100;
const OTHER_NAMES = ["industry", "seasonality", "unitValues", "optionShares"];

/**
 * The assumptions of the industry (retail unless said) with what the caller says in their place. Rates are numbers from 0 to 1, money is decimal texts.
 * Refuses names that there are not, values out of bounds, and an order value left out where the currency is not that of the defaults.
 */
export function parseAssumptions(input: Readonly<Record<string, unknown>>, program: CompiledProgram): ParsedAssumptions {
  const problems: Problem[] = [];
  const tell = (name: string, problem: string, remedy: string) => void problems.push({ path: `/${name}`, problem, remedy });
  const industry = (input.industry ?? "retail") as Industry;
  if (!INDUSTRIES.includes(industry)) tell("industry", "There are no defaults for this industry.", `Say one of ${listNames(INDUSTRIES, "or")}.`);
  const { numbers, seasonality } = defaultsOf(INDUSTRIES.includes(industry) ? industry : "retail");
  const names = [...FIELDS.map(({ publicName }) => publicName), ...OTHER_NAMES];
  for (const name of Object.keys(input)) {
    if (names.includes(name)) continue;
    const near = nearestName(name, names);
    tell(name, "There is no such assumption.", near === undefined ? `Known are ${listNames(names)}.` : `Did you mean ${near}?`);
  }
  const values: Partial<Record<keyof Assumptions, unknown>> = {};
  for (const field of FIELDS) {
    const said = input[field.publicName];
    const isForeign = field.name === "orderValueMinor" && program.currency !== DEFAULTS_CURRENCY;
    const known = field.publicName === "monthlyCost" ? 0 : (numbers as Record<string, number>)[field.publicName];
    if (said === undefined && isForeign) {
      tell(
        "orderValue",
        `The default is in ${DEFAULTS_CURRENCY}, and the program is in ${program.currency}.`,
        "Say what an order is worth on average.",
      );
    } else values[field.name] = said === undefined ? ownValue(field, known as number, program.precision) : parseNumber(field, said, program, tell);
  }
  values.seasonality = input.seasonality === undefined ? seasonality : parseSeasonality(input.seasonality, tell);
  values.unitValues = parseUnitValues(input.unitValues ?? {}, program, tell);
  values.optionShares = parseOptionShares(input.optionShares ?? {}, program, tell);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, industry, assumptions: values as unknown as Assumptions };
}

type Tell = (name: string, problem: string, remedy: string) => void;

function ownValue({ kind }: AssumptionField, value: number, precision: number): number {
  return kind === "money" ? Math.round(value * 10 ** precision) : value;
}
function parseNumber(field: AssumptionField, said: unknown, program: CompiledProgram, tell: Tell): number | undefined {
  const { publicName, kind, min, max } = field;
  if (kind === "money") {
    const minor = typeof said === "string" ? parseDecimal(said, program.precision) : undefined;
    if (minor === undefined || Number(minor) > max * 10 ** program.precision)
      return void tell(publicName, "This is not an amount of money.", `Write it as a text in ${program.currency}, "60.00", at most ${max}.`);
    return Number(minor);
  }
  if (typeof said !== "number" || !Number.isFinite(said) || said < min || said > max || (kind === "count" && !Number.isInteger(said)))
    return void tell(publicName, `This is not ${nameOfKind(kind)} in its bounds.`, `Write ${nameOfKind(kind)} from ${min} to ${max}.`);
  return said;
}
function nameOfKind(kind: AssumptionField["kind"]): string {
  if (kind === "rate") return "a part of 1";
  return kind === "count" ? "a whole number" : kind === "days" ? "a number of days" : "a number";
}
function parseSeasonality(said: unknown, tell: Tell): readonly number[] | undefined {
  const isList =
    Array.isArray(said) && said.length === 12 && said.every((factor) => typeof factor === "number" && factor >= 0 && factor <= FACTOR_MAX);
  if (isList && said.some((factor) => factor > 0)) return said;
  return void tell(
    "seasonality",
    "These are not twelve factors.",
    `Write a number from 0 to ${FACTOR_MAX} for each month, January first, not all 0.`,
  );
}
function parseUnitValues(said: unknown, { units, currency, precision }: CompiledProgram, tell: Tell): Record<string, number> {
  const values: Record<string, number> = {};
  if (typeof said !== "object" || said === null || Array.isArray(said)) {
    tell("unitValues", "This is not an object.", 'Write what one of each unit costs you: { "POINTS": "0.01" }.');
    return values;
  }
  // What one point costs is often a part of the smallest coin.
  const decimals = precision + 4;
  for (const [unit, text] of Object.entries(said)) {
    const value = typeof text === "string" ? parseDecimal(text, decimals) : undefined;
    if (!units.has(unit)) tell(`unitValues/${unit}`, "The program has no such unit.", `Its units are ${listNames([...units.keys()])}.`);
    else if (value === undefined || value > 10n ** 12n)
      tell(`unitValues/${unit}`, "This is not an amount of money.", `Write what one of it costs as a text in ${currency}, "0.01".`);
    else values[unit] = Number(value) / 10_000;
  }
  return values;
}
function parseOptionShares(said: unknown, { rules }: CompiledProgram, tell: Tell): Record<string, number> {
  if (typeof said !== "object" || said === null || Array.isArray(said)) {
    tell("optionShares", "This is not an object.", 'Write how often each option is taken: { "voucher": 2, "donation": 0.5 }.');
    return {};
  }
  const options = new Set([...rules.values()].flatMap(({ grants }) => grants.flatMap(({ choice }) => choice?.options.map(({ id }) => id) ?? [])));
  for (const [option, share] of Object.entries(said)) {
    const place = `optionShares/${option}`;
    if (!options.has(option)) tell(place, "No choice of the program has such an option.", `Its options are ${listNames([...options])}.`);
    else if (typeof share !== "number" || !(share >= 0 && share <= FACTOR_MAX))
      tell(place, "This is not a share.", `Write a number from 0 to ${FACTOR_MAX}; options that are not named have 1.`);
  }
  return { ...said } as Record<string, number>;
}

/** The assumptions as callers write them. */
export function assumptionsView(industry: Industry, assumptions: Assumptions, precision: number): Record<string, unknown> {
  const numbers = FIELDS.map(({ name, publicName, kind }) => [
    publicName,
    kind === "money" ? formatDecimal(BigInt(Math.round(assumptions[name])), precision) : assumptions[name],
  ]);
  const unitValues = Object.entries(assumptions.unitValues).map(([unit, value]) => [
    unit,
    formatDecimal(BigInt(Math.round(value * 10_000)), precision + 4),
  ]);
  const { seasonality, optionShares } = assumptions;
  return { industry, ...Object.fromEntries(numbers), seasonality, unitValues: Object.fromEntries(unitValues), optionShares };
}
