/** What members can have besides rewards for friends: what points are exchanged for, and campaigns in which amounts are larger. */
import type { Campaign, CatalogueEntry } from "../../core/document/schema.js";
import { givenBy, validityDetails } from "./giving-words.js";
import { limitWords } from "./limit-words.js";
import { grantReferences, kindsIn } from "./references.js";
import { amountIn, type Clause, listIn, momentIn, nameIn, numberIn, type Telling } from "./telling.js";

/** A clause for each entry of the catalogue. */
export function catalogueClauses(telling: Telling): Clause[] {
  return (telling.document.catalogue ?? []).map((entry) => entryClause(telling, entry));
}
function entryClause(telling: Telling, { id, price, gives, validity, limits }: CatalogueEntry): Clause {
  const { unit = "POINTS", amount } = price;
  const { phrase, details } = givenBy(telling, gives);
  const name = nameIn(telling, telling.document.catalogue, id);
  const paid = amountIn(telling, amount, unit, telling.units.precisionOf(unit));
  return {
    text: telling.say("catalogue.entry", { name, price: paid, what: phrase }),
    details: [...details, ...validityDetails(telling, gives, validity), ...limitWords(telling, gives, limits)],
  };
}

/** A clause for each campaign, and one for what holds of all. */
export function campaignClauses(telling: Telling): Clause[] {
  const { campaigns = [], campaignStacking = "best" } = telling.document;
  if (campaigns.length === 0) return [];
  const texts = [
    ...campaigns.map((campaign) => campaignIn(telling, campaign)),
    telling.say("campaign.how"),
    telling.say(`campaign.${campaignStacking}`),
  ];
  return texts.map((text) => ({ text }));
}
function campaignIn(telling: Telling, { id, from, until, multiplyBy, rules, kinds }: Campaign): string {
  const { campaigns } = telling.document;
  return telling.say("campaign.is", {
    name: nameIn(telling, campaigns, id),
    from: momentIn(telling, from),
    until: momentIn(telling, until),
    by: numberIn(telling, multiplyBy),
    kinds: kindsIn(telling, kinds),
    hasRules: rules === undefined ? "no" : "yes",
    clauses: rules === undefined ? "" : listIn(telling, grantReferences(telling, rules)),
  });
}
