/** Where it is counted how many of an item were given, and how many were added to the document's own. */

export function stockCounter(item: string): string {
  return `limit:stock/${item}`;
}
export function addedCounter(item: string): string {
  return `stock:${item}`;
}
