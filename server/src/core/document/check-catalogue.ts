/** Checks the catalogue: what an entry costs, and what it gives. */
import { checkGrant } from "./check-grant.js";
import { type Checking, checkDecimal, checkIds, checkName, itemsOf, report, soundItems } from "./checking.js";
import { grantOfEntry, PLACE_OF_EXCHANGE } from "./compile-catalogue.js";
import { pointerTo } from "./problem.js";
import type { CatalogueEntry } from "./schema.js";
import { DEFAULT_POINTS } from "./vocabulary.js";

export function checkCatalogue(checking: Checking): void {
  checkIds(checking, itemsOf(checking.document, "", "catalogue"));
  for (const { value, path } of soundItems<CatalogueEntry>(checking, checking.document, "", "catalogue")) {
    checkPrice(checking, value, pointerTo(path, "price"));
    // An exchange belongs to one member, as a badge does: what needs an event or a friend is refused.
    const around = { trigger: { badge: value.id }, place: PLACE_OF_EXCHANGE, siblings: ["gives"] };
    checkGrant(checking, { value: grantOfEntry(value), path: pointerTo(path, "gives") }, around);
  }
}

function checkPrice(checking: Checking, { price: { unit = DEFAULT_POINTS, amount } }: CatalogueEntry, path: string): void {
  const { units } = checking.vocabulary;
  if (!checkName(checking, pointerTo(path, "unit"), "unit", unit, units.keys())) return;
  const cost = checkDecimal(checking, pointerTo(path, "amount"), amount, units.get(unit) ?? 0, unit);
  if (cost === 0n) report(checking, pointerTo(path, "amount"), "it costs nothing", "Write more than 0, or give it by a rule.");
}
