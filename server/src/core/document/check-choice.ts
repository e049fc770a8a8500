/** Checks what waits for its recipient: choices, claims, and validity that runs from them. */

import { canBeGone } from "./check-drawn.js";
import { type Checking, checkIds, checkName, itemsOf, type Part, report } from "./checking.js";
import { grantOfOption, kindOf } from "./compile-grant.js";
import { pointerTo, quoted } from "./problem.js";
import type { Grant, Option } from "./schema.js";

/** `checkGiven` checks what an option gives, as the grant of its own that it would be. */
export function checkChoice(checking: Checking, { value: grant, path }: Part<Grant>, checkGiven: (given: Grant, path: string) => void): void {
  if (!("choice" in grant)) return;
  const { options, default: byDefault } = grant.choice;
  const place = pointerTo(path, "choice");
  checkIds(checking, itemsOf(grant.choice, place, "options"));
  for (const [index, option] of options.entries()) {
    const optionPath = pointerTo(pointerTo(place, "options"), index);
    if (JSON.stringify(option).includes('"percent":') && !("coupon" in option))
      report(
        checking,
        optionPath,
        "a share of an amount cannot be chosen: what is chosen is worth the same whenever it is",
        "Write a fixed amount, a table or tiers.",
      );
    else checkGiven(grantOfOption(grant, option), optionPath);
  }
  checkDefault(checking, byDefault, pointerTo(place, "default"), options);
}

function checkDefault(checking: Checking, byDefault: string, path: string, options: readonly Option[]): void {
  const ids = options.map(({ id }) => id);
  if (!checkName(checking, path, "option of this choice", byDefault, ids)) return;
  const option = options.find(({ id }) => id === byDefault);
  if (option !== undefined && canBeGone(checking, option))
    report(
      checking,
      path,
      `there are only so many of ${quoted(byDefault)}, and the default must be there for everybody`,
      "Name an option that cannot run out.",
    );
}

export function checkClaim(checking: Checking, grant: Grant, path: string): void {
  const kind = kindOf(grant);
  const claim = pointerTo(path, "claim");
  const isMade = kind === "badge" || kind === "stamp";
  if (grant.claim !== undefined && isMade) report(checking, claim, `a ${kind} is earned, not claimed`, "Leave claim out.");
  if (grant.claim !== undefined && kind === "choice") report(checking, claim, "what is chosen is claimed by that", "Leave claim out.");
  if (grant.validity?.from === "claimed" && grant.claim === undefined && kind !== "choice")
    report(checking, pointerTo(pointerTo(path, "validity"), "from"), "it need not be claimed", "Add claim: { within: … }, or write available.");
}
