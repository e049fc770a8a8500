/** What clauses say of other clauses and of kinds of amounts. */
import type { Campaign } from "../../core/document/schema.js";
import { listIn, type Telling } from "./telling.js";

/** The name by which other clauses refer to a grant's. */
export function keyOfGrant(rule: string, grant: string): string {
  return `${rule}/${grant}`;
}
/** A place where the number of the clause with this key comes to stand. */
export function referenceTo(key: string): string {
  return `[[${key}]]`;
}

/** Where the numbers of the clauses of these rules come to stand. */
export function grantReferences({ document }: Telling, ids: readonly string[]): string[] {
  const rules = (document.rules ?? []).filter(({ id }) => ids.includes(id));
  return rules.flatMap(({ id, grants }) => grants.map((grant) => referenceTo(keyOfGrant(id, grant.id))));
}

/** The kinds of amounts that a campaign or booster multiplies. */
export function kindsIn(telling: Telling, kinds: Campaign["kinds"]): string {
  if (kinds === undefined) return telling.say("campaign.all");
  return listIn(
    telling,
    kinds.map((kind) => telling.say(`campaign.kind.${kind}`)),
  );
}
