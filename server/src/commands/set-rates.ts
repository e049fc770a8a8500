import type { App } from "../app.js";
import type { RatesInput, ReleaseInput } from "../core/exchange-row.js";
import { exponentOf } from "../core/money.js";
import { parseInstant } from "../core/time.js";
import { AppError, type RequestProblem } from "../errors.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** A decimal text of at most 9 digits before and 12 after the point. */
export const RATE_PATTERN = "^(0|[1-9][0-9]{0,8})(\\.[0-9]{1,12})?$";
const RATE = new RegExp(RATE_PATTERN);

export interface RateRequest {
  from: string;
  to: string;
  /** What one major unit of `from` is worth in major units of `to`, as a decimal. */
  rate: string;
  inForceFrom?: string;
}

/** Keeps the rates and decides every event that has waited for them. A repeated call goes on where the first one broke off. */
export async function setRates(
  app: App,
  workspace: Workspace,
  rates: readonly RateRequest[],
  key: string,
): Promise<{ written: Written; decided: number }> {
  const written = await submitCall(app, workspace, { input: { kind: "rates.set", rates: parseRates(rates) }, key });
  const { rates: kept, decided: first, left } = written.outcome as unknown as { rates: ReleaseInput["rates"]; decided: number; left: boolean };
  let decided = first;
  for (let isLeft = left, round = 1; isLeft; round++) {
    const { outcome } = await submitCall(app, workspace, {
      lane: "background",
      input: { kind: "rates.release", rates: kept },
      key: `${key} ${round}`,
    });
    const released = outcome as unknown as { decided: number; left: boolean };
    decided += released.decided;
    isLeft = released.left;
  }
  return { written, decided };
}

function parseRates(rates: readonly RateRequest[]): RatesInput["rates"] {
  const problems: RequestProblem[] = [];
  const seen = new Set<string>();
  const parsed = rates.map(({ from, to, rate, inForceFrom }, index) => {
    const path = `/rates/${index}`;
    for (const [name, currency] of Object.entries({ from, to })) {
      if (exponentOf(currency) === undefined)
        problems.push({ path: `${path}/${name}`, problem: `${currency} is not a currency in use.`, remedy: "Write a code of ISO 4217: USD, EUR." });
    }
    if (from === to) problems.push({ path: `${path}/to`, problem: "It is the same currency.", remedy: "Name two currencies." });
    if (!RATE.test(rate))
      problems.push({ path: `${path}/rate`, problem: "This is not a rate.", remedy: 'Write a decimal with at most 12 decimals: "0.9215".' });
    else if (/^[0.]+$/.test(rate))
      problems.push({ path: `${path}/rate`, problem: "A rate of nothing.", remedy: "Write what one unit is worth, more than 0." });
    const at = inForceFrom === undefined ? undefined : parseInstant(inForceFrom);
    if (inForceFrom !== undefined && at === undefined)
      problems.push({
        path: `${path}/inForceFrom`,
        problem: "This is not a moment.",
        remedy: "Write it with date, time and offset: 2026-03-01T00:00:00Z.",
      });
    const name = `${from} ${to} ${at}`;
    if (seen.has(name)) problems.push({ path, problem: "It is told twice.", remedy: "Tell each rate once a moment." });
    seen.add(name);
    return { from, to, rate, ...(at !== undefined && { inForceFrom: at }) };
  });
  if (problems.length > 0) throw new AppError("invalid_request", { detail: "The rates cannot be read; nothing was changed.", errors: problems });
  return parsed;
}
