/** Compiles what is measured of events: assortments of products, and which of them a basis means. */
import type { CompiledAssortment, CompiledBasis } from "./compiled-amount.js";
import type { Assortment, Basis, ProgramDocument } from "./schema.js";

export function compileAssortments({ assortments = {} }: ProgramDocument): Map<string, CompiledAssortment> {
  return new Map(Object.entries(assortments).map(([id, assortment]) => [id, compileAssortment(id, assortment)]));
}
function compileAssortment(id: string, { name, products, categories, except }: Assortment): CompiledAssortment {
  return Object.freeze({
    id,
    name: name ?? null,
    products: new Set(products),
    categories: new Set(categories),
    exceptProducts: new Set(except?.products),
    exceptCategories: new Set(except?.categories),
  });
}

/** The basis with the assortment that it names. */
export function compileBasis(document: ProgramDocument, basis: Basis): CompiledBasis {
  if (typeof basis === "string" || "property" in basis) return basis;
  const assortments = document.assortments ?? {};
  const declared = Object.hasOwn(assortments, basis.assortment) ? assortments[basis.assortment] : undefined;
  if (declared === undefined) throw new Error(`A document that is not valid was compiled: there is no assortment ${basis.assortment}`);
  return { assortment: compileAssortment(basis.assortment, declared), take: basis.take ?? "net" };
}
