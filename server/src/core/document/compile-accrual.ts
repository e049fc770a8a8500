/** Compiles what is collected before it is paid. */
import { parseDecimal } from "../money.js";
import { FINER_DECIMALS, finerUnit } from "../unit.js";
import type { Compiling } from "./compile.js";
import { amountOf, compileAmount } from "./compile-grant.js";
import type { CompiledAccrual, CompiledGrant } from "./compiled-grant.js";
import { unitOf } from "./measures.js";
import type { Grant } from "./schema.js";
import type { Place } from "./scope.js";

/** Null where it is not collected. A share is as the grant says, in the finer unit; limits, claim and validity wait for what is paid. */
export function compileAccrual(compiling: Compiling, grant: Grant, paid: CompiledGrant, place: Place): CompiledAccrual | null {
  const amount = amountOf(grant);
  if (grant.accrual === undefined || amount === undefined || paid.unit === null) return null;
  const { period, minimum = "0", rounding = "half_up" } = grant.accrual;
  const precision = paid.precision + FINER_DECIMALS;
  const unit = { name: unitOf(grant, compiling.vocabulary)?.name ?? "", precision };
  const share: CompiledGrant = {
    ...paid,
    kind: "accrual",
    unit: finerUnit(paid.unit),
    precision,
    amount: compileAmount(compiling, amount, unit, place),
    minimumSpend: null,
    validity: null,
    claimWithin: null,
    limits: [],
    shareOf: { kind: paid.kind, period },
  };
  return Object.freeze({ period, rounding, minimum: parseDecimal(minimum, paid.precision) ?? 0n, share });
}
