/** Compiles the catalogue: each entry is a rule of its own, set off by the member who asks for it. */
import { parseDecimal } from "../money.js";
import type { Compiling } from "./compile.js";
import { compileGrant } from "./compile-grant.js";
import type { CompiledEntry } from "./compiled-program.js";
import type { CatalogueEntry, Grant, Rule } from "./schema.js";
import type { Place } from "./scope.js";
import { DEFAULT_POINTS } from "./vocabulary.js";

/** No event and no referral: a member asks for something. */
export const PLACE_OF_EXCHANGE: Place = { events: [], hasReferral: false };

/** What an entry gives, as the grant of a rule. */
export function grantOfEntry({ gives, validity, limits }: CatalogueEntry): Grant {
  return { id: "gives", to: "member", ...gives, ...(validity && { validity }), ...(limits && { limits }) };
}

export function compileCatalogue(compiling: Compiling): Map<string, CompiledEntry> {
  return new Map((compiling.document.catalogue ?? []).map((entry) => [entry.id, compileEntry(compiling, entry)]));
}

function compileEntry(compiling: Compiling, entry: CatalogueEntry): CompiledEntry {
  const { id, name, price } = entry;
  const unit = price.unit ?? DEFAULT_POINTS;
  const grant = grantOfEntry(entry);
  const rule: Rule = { id: `exchange:${id}`, on: { badge: id }, grants: [grant] };
  return Object.freeze({
    id,
    name,
    price: { unit, amount: parseDecimal(price.amount, compiling.vocabulary.units.get(unit) ?? 0) ?? 0n },
    rule: {
      id: rule.id,
      name,
      trigger: { kind: "exchange" as const, entry: id },
      when: null,
      group: null,
      grants: [compileGrant(compiling, rule, grant, PLACE_OF_EXCHANGE, false)],
    },
  });
}
