/** Where it is counted how many of an item were given, and how many were added to the document's own; and the same of a pool's codes. */

export function stockCounter(item: string): string {
  return `limit:stock/${item}`;
}
export function addedCounter(item: string): string {
  return `stock:${item}`;
}
/** What a pool's codes are counted under in place of an item's id, which has no slash. In stock are those that nobody was given; taken are those that are promised. */
export function stockOfPool(pool: string): string {
  return `pool/${pool}`;
}
/** How many of a pool's codes were given. */
export function givenCounter(pool: string): string {
  return `codes:${pool}`;
}
