/** What is to happen, in the order of time; of the same moment what was put first. A binary heap. */

export interface Agenda {
  put(at: number, act: (at: number) => void): void;
  /** The next thing before the moment, taken off; undefined when there is none. */
  next(before: number): { at: number; act: (at: number) => void } | undefined;
}
interface Entry {
  at: number;
  order: number;
  act: (at: number) => void;
}

export function newAgenda(): Agenda {
  const heap: Entry[] = [];
  let order = 0;
  return {
    put(at, act) {
      if (Number.isFinite(at)) rise(heap, { at, order: order++, act });
    },
    next(before) {
      const first = heap[0];
      if (first === undefined || first.at >= before) return undefined;
      const last = heap.pop() as Entry;
      if (heap.length > 0) sink(heap, last);
      return first;
    },
  };
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
function rise(heap: Entry[], entry: Entry): void {
  let place = heap.push(entry) - 1;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above] as Entry;
    if (isBefore(parent, entry)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = entry;
}
function sink(heap: Entry[], entry: Entry): void {
  let place = 0;
  for (;;) {
    let below = 2 * place + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && isBefore(heap[below + 1] as Entry, heap[below] as Entry)) below++;
    const child = heap[below] as Entry;
    if (isBefore(entry, child)) break;
    heap[place] = child;
    place = below;
  }
  heap[place] = entry;
}
