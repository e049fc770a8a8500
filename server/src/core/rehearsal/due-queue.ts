/** What is due next: a binary heap of moments and ids. An id may be queued more than once; whoever takes from it knows which entry still holds. */

export interface DueEntry {
  at: number;
  id: string;
}
export interface DueQueue {
  add(entry: DueEntry): void;
  /**
   * The first entries due by the moment that hold, the earliest first and each id once, at most `limit`. They stay queued: what settles them changes their row.
   * Entries that hold no more are dropped.
   */
  due(by: number, limit: number, holds: (entry: DueEntry) => boolean): DueEntry[];
  /** Takes the first entry out if it is due by the moment. */
  takeFirst(by: number): DueEntry | undefined;
}

export function dueQueue(): DueQueue {
  const heap: DueEntry[] = [];
  return {
    add: (entry) => push(heap, entry),
    due(by, limit, holds) {
      const found = new Map<string, DueEntry>();
      for (let first = heap[0]; first !== undefined && first.at <= by && found.size < limit; first = heap[0]) {
        pop(heap);
        if (holds(first)) found.set(first.id, first);
      }
      for (const entry of found.values()) push(heap, entry);
      return [...found.values()];
    },
    takeFirst(by) {
      const [first] = heap;
      if (first === undefined || first.at > by) return undefined;
      pop(heap);
      return first;
    },
  };
}

function isBefore(a: DueEntry, b: DueEntry): boolean {
  return a.at < b.at || (a.at === b.at && a.id < b.id);
}
function push(heap: DueEntry[], entry: DueEntry): void {
  let place = heap.length;
  heap.push(entry);
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above] as DueEntry;
    if (!isBefore(entry, parent)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = entry;
}
function pop(heap: DueEntry[]): void {
  const last = heap.pop() as DueEntry;
  const size = heap.length;
  if (size === 0) return;
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    if (left >= size) break;
    const right = left + 1;
    const below = right < size && isBefore(heap[right] as DueEntry, heap[left] as DueEntry) ? right : left;
    const child = heap[below] as DueEntry;
    if (!isBefore(child, last)) break;
    heap[place] = child;
    place = below;
  }
  heap[place] = last;
}
