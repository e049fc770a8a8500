/** Amounts ready for decisions: minor units as bigint, percentages as exact fractions. */
import type { KeyExpression } from "../expression.js";
import type { LineMeasure } from "../lines.js";
import type { CompiledTable } from "./compiled-table.js";
import type { Basis, Duration, Period, ReferralStage, Rounding, Text } from "./schema.js";

/** Products of orders under one name. Without products and categories all are meant, but for those that are excepted. */
export interface CompiledAssortment {
  readonly id: string;
  readonly name: Text | null;
  readonly products: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
  readonly exceptProducts: ReadonlySet<string>;
  readonly exceptCategories: ReadonlySet<string>;
}
/** What is measured of an event. */
export type CompiledBasis = Exclude<Basis, { assortment: string }> | { readonly assortment: CompiledAssortment; readonly take: LineMeasure };

export type CompiledSimpleAmount =
  | { readonly kind: "fixed"; readonly value: bigint }
  | {
      readonly kind: "percent";
      /** As written, for people. */
      readonly percent: string;
      readonly of: CompiledBasis;
      /** The amount in minor units of the unit is what is measured, in its own minor units, times numerator over denominator. */
      readonly numerator: bigint;
      readonly denominator: bigint;
      readonly rounding: Rounding;
      /** Of tables the lowest floor, the highest ceiling. */
      readonly floor: bigint | null;
      readonly ceiling: bigint | null;
      readonly floorBy: CompiledTable<bigint> | null;
      readonly ceilingBy: CompiledTable<bigint> | null;
    };
/** Pieces of time, one after the other; `until` counts from the beginning of the whole. */
export interface CompiledTimedAmount {
  readonly kind: "timed";
  readonly since: { readonly kind: "sign_up" | "visit" } | { readonly kind: "goal"; readonly goal: string };
  readonly pieces: readonly { readonly until: Duration; readonly amount: CompiledPiece }[];
  /** Null: not offered. */
  readonly afterwards: CompiledSimpleAmount | null;
  readonly rounding: Rounding;
}
export type CompiledPiece =
  | CompiledSimpleAmount
  | { readonly kind: "line"; readonly from: bigint; readonly to: bigint }
  | { readonly kind: "half_life"; readonly from: bigint; readonly halfLifeMs: bigint; readonly atLeast: bigint };
export type CompiledAmount =
  | CompiledSimpleAmount
  | CompiledTimedAmount
  /** `otherwise` null: not offered. */
  | {
      readonly kind: "table";
      readonly by: KeyExpression;
      readonly rows: ReadonlyMap<string, CompiledSimpleAmount>;
      readonly otherwise: CompiledSimpleAmount | null;
    }
  /** What the balance lacks of so much. */
  | { readonly kind: "top_up"; readonly target: bigint }
  /** Steps in rising order; the last has `upTo` null. */
  | {
      readonly kind: "tiers";
      readonly by: ReferralStage;
      readonly period: Period;
      readonly steps: readonly { readonly upTo: number | null; readonly amount: CompiledSimpleAmount }[];
    };
