/** Compiles limits: ceilings to minor units of what is measured, paces, alarms. */
import { mulDiv, parsePercent } from "../money.js";
import type { Compiling } from "./compile.js";
import { required } from "./compile-minor.js";
import { compileTable } from "./compile-table.js";
import type { CompiledLimit } from "./compiled-grant.js";
import { limitPrecision } from "./measures.js";
import type { Grant, Limit, Rule } from "./schema.js";
import type { Place } from "./scope.js";
import { anyOf } from "./table.js";

/** A limit of a grant; with its pace it is two. */
export function compileLimit(compiling: Compiling, rule: Rule, grant: Grant, limit: Limit, place: Place): CompiledLimit[] {
  const { id, measure, per = "member" } = limit;
  const precision = limitPrecision(limit, grant, place.events, compiling.vocabulary) ?? 0;
  const decimal = (text: string) => required(text, precision);
  const common = {
    id,
    counter: per === "program" ? `limit:${id}` : `limit:${rule.id}/${grant.id}/${id}`,
    measureName: typeof measure === "string" ? measure : "property" in measure ? measure.property : `referrals ${measure.referrals}`,
    per: typeof per === "string" ? { kind: per } : ({ kind: "expression", expression: compiling.key(per.expression, place) } as const),
    period: limit.period ?? "lifetime",
    max: anyOf(limit.max)
      .map(decimal)
      .reduce((most, each) => (each > most ? each : most)),
    maxBy: compileTable(compiling, limit.max, place, decimal),
    cut: limit.cut ?? "to_remainder",
    returnsOnExpiry: limit.returnsOnExpiry ?? false,
    stock: null,
  } as const;
  const alarms = (limit.alarmAt ?? []).map((percent) => ({ percent, at: shareOf(common.max, percent, "up") }));
  return pacedBy({ ...common, alarms, ...compileMeasure(measure) }, limit.pace);
}
function compileMeasure(measure: Limit["measure"]) {
  if (typeof measure === "string") return { measure };
  return "property" in measure
    ? ({ measure: "property", property: measure.property } as const)
    : ({ measure: "referrals", stage: measure.referrals } as const);
}
/** A limit with a pace is two: the whole, and its share of a period. */
function pacedBy(limit: CompiledLimit, pace: Limit["pace"]): CompiledLimit[] {
  if (pace === undefined) return [limit];
  const max = shareOf(limit.max, pace.share, "down");
  return [limit, { ...limit, id: `${limit.id}/pace`, counter: `${limit.counter}/pace`, period: pace.period, max, alarms: [] }];
}
/** So many percent of a limit. */
function shareOf(max: bigint, percent: string, rounding: "up" | "down"): bigint {
  const { numerator, denominator } = parsePercent(percent);
  return mulDiv(max, numerator, denominator, rounding);
}
