import type { App } from "../app.js";
import { fitsLedger, parseDecimal } from "../core/money.js";
import type { RedeemInput } from "../core/redemption-inputs.js";
import { ledgerUnit, type PublicUnit, precisionOfUnit } from "../core/unit.js";
import { AppError, type RequestProblem } from "../errors.js";
import { externalHash } from "./identities.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

export interface Redemption extends PublicUnit {
  use: RedeemInput["use"];
  /** The business's own id of the member. */
  member: string;
  amount: string;
  subject?: string;
  orderTotal?: string;
}

/** The member uses divisible value, soonest to expire first. Amounts are decimals of the unit; one that the unit cannot say is refused before anything is written. */
export async function redeemValue(app: App, workspace: Workspace, redemption: Redemption, key: string): Promise<Written> {
  const { use, member, subject } = redemption;
  const { unit, amount, orderTotal } = await parseAmounts(app, workspace, redemption);
  const input: RedeemInput = { kind: "redeem", use, member: externalHash(workspace, member), unit, amount };
  if (subject !== undefined) input.subject = subject;
  if (orderTotal !== undefined) input.orderTotal = orderTotal;
  return submitCall(app, workspace, { lane: "redemption", input, key });
}

async function parseAmounts(app: App, workspace: Workspace, { unit: name, kind, amount, orderTotal }: Redemption) {
  const unit = ledgerUnit({ unit: name, kind });
  if (unit === undefined)
    throw problem({
      path: "/kind",
      problem: "A currency needs a kind, and other units have none.",
      remedy: 'Send kind "credit" or "cash" with a currency, and leave it out otherwise.',
    });
  let programs = await app.programs.of(workspace.id);
  if (!programs.knowsUnit(name)) programs = await app.programs.fresh(workspace.id);
  if (!programs.knowsUnit(name)) throw new AppError("unit_unknown", { detail: `No program gives ${name}. Check the unit's name.` });
  const precision = precisionOfUnit(unit, programs.precisionOf);
  return {
    unit,
    amount: minorUnits(amount, precision, "/amount", true),
    orderTotal: orderTotal === undefined ? undefined : minorUnits(orderTotal, precision, "/orderTotal", false),
  };
}

function minorUnits(text: string, precision: number, path: string, isPositive: boolean): string {
  const minor = parseDecimal(text, precision);
  if (minor === undefined || !fitsLedger(minor)) {
    const places = precision === 0 ? "no decimals" : `at most ${precision} decimals`;
    throw problem({ path, problem: "The unit cannot say this amount.", remedy: `Send a decimal text with ${places}.` });
  }
  if (isPositive && minor === 0n) throw problem({ path, problem: "There is nothing to redeem.", remedy: "Send an amount above zero." });
  return String(minor);
}

function problem(one: RequestProblem): AppError {
  return new AppError("invalid_request", { detail: `${one.path.slice(1)}: ${one.problem} ${one.remedy}`, errors: [one] });
}
