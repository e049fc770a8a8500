/** What the member can have for what they have gathered: each entry with its price, and whether the next moment would give it. */
import { tryExchanges } from "../../commands/try-exchanges.js";
import type { CatalogueEntry } from "../../core/document/schema.js";
import { DEFAULT_POINTS } from "../../core/document/vocabulary.js";
import { parseDecimal } from "../../core/money.js";
import type { Outcome } from "../../core/record.js";
import { loadStock } from "../../queries/stock.js";
import type { Purse } from "../../queries/wallet.js";
import { givenBy, validityDetails } from "../../words/terms/giving-words.js";
import { limitWords } from "../../words/terms/limit-words.js";
import { textIn } from "../explanation-view.js";
import { capital } from "../landing-view.js";
import type { Told } from "./told.js";

interface Priced {
  entry: CatalogueEntry;
  unit: string;
  price: bigint;
  /** What the member has of the unit. */
  has: bigint;
}

/** The entries of the catalogue, in the document's order. Those that the member can afford are decided as an exchange would be. */
export async function catalogueViews(told: Told, externalId: string, wallet: readonly Purse[]) {
  const { app, workspace, program, document } = told;
  const priced = (document.catalogue ?? []).map((entry) => pricedIn(told, entry, wallet));
  if (priced.length === 0) return [];
  const affordable = priced.filter(({ price, has }) => has >= price).map(({ entry }) => entry.id);
  const [left, outcomes] = await Promise.all([
    leftOf(told),
    affordable.length === 0 ? new Map<string, Outcome>() : tryExchanges(app, workspace, { member: externalId, program, entries: affordable }),
  ]);
  return priced.map((each) => entryView(told, each, leftFor(each.entry, left), outcomes.get(each.entry.id)));
}

function pricedIn({ telling }: Told, entry: CatalogueEntry, wallet: readonly Purse[]): Priced {
  const { unit = DEFAULT_POINTS, amount } = entry.price;
  const price = parseDecimal(amount, telling.units.precisionOf(unit)) ?? 0n;
  return { entry, unit, price, has: wallet.find((each) => each.unit === unit)?.available ?? 0n };
}

interface Left {
  count: number;
  /** Where none is left, what is given comes with the next ones. */
  waits: boolean;
}
/** How many there are of each item of which there are only so many. */
async function leftOf({ app, workspace, program, document: { items = [] } }: Told): Promise<Map<string, Left>> {
  const counted = items.flatMap(({ id, stock, waiting }) => (stock === undefined ? [] : [{ id, stock, waits: waiting !== undefined }]));
  if (counted.length === 0) return new Map();
  const ids = counted.map(({ id }) => id);
  const stocks = await loadStock(app.db, workspace.id, program, ids);
  return new Map(
    counted.map(({ id, stock, waits }) => {
      const { added = 0, given = 0 } = stocks.get(id) ?? {};
      return [id, { count: Math.max(0, stock + added - given), waits }];
    }),
  );
}
function leftFor({ gives }: CatalogueEntry, left: ReadonlyMap<string, Left>): Left | undefined {
  return "item" in gives ? left.get(gives.item) : undefined;
}

/** So few are worth a word: more would only be a number. */
const FEW = 20;

function entryView(told: Told, { entry, unit, price, has }: Priced, left: Left | undefined, outcome: Outcome | undefined) {
  const { words, telling, language, amount } = told;
  const { id, gives, validity, limits } = entry;
  const name = textIn(entry.name, language) ?? id;
  const { phrase, details } = givenBy(telling, gives);
  const item = "item" in gives ? told.document.items?.find((each) => each.id === gives.item) : undefined;
  const what = textIn(item?.name, language) ?? capital(phrase);
  const cost = amount(price, unit);
  const isReady = outcome?.status === "done";
  const more = [...details, ...(validity === undefined ? [] : validityDetails(telling, gives, validity)), ...limitWords(telling, gives, limits)];
  return {
    entry: id,
    name,
    gives: what === name ? null : what,
    // What points to another clause means nothing outside the terms.
    details: more.filter((detail) => !detail.includes("[[")),
    price: cost,
    left: left === undefined || left.count === 0 || left.count > FEW ? null : words("catalogue.left", { n: left.count }),
    note: noteOf(told, { left, outcome, missing: has < price ? amount(price - has, unit) : undefined }),
    confirm: isReady ? words("catalogue.confirm", { price: cost, name, rest: amount(has - price, unit) }) : null,
  };
}

/** Why it cannot be had now, or what there is to know before; null for nothing. */
function noteOf({ words }: Told, { left, outcome, missing }: { left: Left | undefined; outcome: Outcome | undefined; missing: string | undefined }) {
  if (left?.count === 0 && !left.waits) return words("catalogue.sold_out");
  if (missing !== undefined) return words("catalogue.missing", { missing });
  if (outcome?.status === "done") return left?.count === 0 ? words("catalogue.waits") : null;
  const isResting = outcome?.status === "declined" && outcome.reason === "program_not_running";
  return words(isResting ? "catalogue.not_running" : "catalogue.used_up");
}
