/** Products under one name, as people call them and as what they are made of. */
import type { Assortment } from "../../core/document/schema.js";
import { type Clause, listIn, quote, type Telling, textIn } from "./telling.js";

/** The assortment by its name in quotation marks, or its id. */
export function assortmentIn(telling: Telling, id: string): string {
  const { assortments = {} } = telling.document;
  const name = Object.hasOwn(assortments, id) ? assortments[id]?.name : undefined;
  return quote(telling, name === undefined ? id : textIn(telling, name));
}

/** Which products each assortment is made of. */
export function assortmentClauses(telling: Telling): Clause[] {
  const all = Object.entries(telling.document.assortments ?? {});
  return all.map(([id, assortment]) => ({
    text: telling.say("assortment.is", { name: assortmentIn(telling, id), ...partsOf(telling, assortment) }),
  }));
}
function partsOf(telling: Telling, { products, categories, except }: Assortment): { what: string; hasExcept: string; except: string } {
  const what = namesIn(telling, products, categories);
  return {
    what: what === "" ? telling.say("assortment.all") : what,
    hasExcept: except === undefined ? "no" : "yes",
    except: namesIn(telling, except?.products, except?.categories),
  };
}
function namesIn(telling: Telling, products: readonly string[] = [], categories: readonly string[] = []): string {
  const part = (kind: string, names: readonly string[]) =>
    names.length === 0 ? [] : [telling.say(`assortment.${kind}`, { n: names.length, names: listed(telling, names) })];
  return listIn(telling, [...part("products", products), ...part("categories", categories)]);
}
function listed(telling: Telling, names: readonly string[]): string {
  return listIn(
    telling,
    names.map((name) => quote(telling, name)),
  );
}
