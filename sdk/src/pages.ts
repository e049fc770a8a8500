/** Lists, walked to their end or followed for ever. */
import type { CallOptions } from "./operation.js";

export interface Page<Item> {
  data: Item[];
  nextCursor: string | null;
}

type LoadPage<Item> = (cursor: string | undefined) => Promise<Page<Item>>;

/** Every thing of a list, page after page: the next one is asked for when the one before has been used up. */
export async function* walk<Item>(load: LoadPage<Item>, cursor?: string): AsyncGenerator<Item, void, undefined> {
  let next = cursor;
  while (true) {
    const page = await load(next);
    yield* page.data;
    // The end of a list has no cursor; a feed that may grow keeps its last one.
    if (page.nextCursor === null || page.nextCursor === next || page.data.length === 0) return;
    next = page.nextCursor;
  }
}

export interface FollowOptions extends CallOptions {
  /** Where to begin: the `nextCursor` of the last page that was worked through. The beginning of the feed, if left out. */
  cursor?: string;
  /** How long to wait at the end of the feed before asking again. */
  pollMs?: number;
}

/** Every page of a feed that has something on it, and then what is added to it, until the signal ends it: then it throws the signal's reason. */
export async function* follow<Item>(
  load: LoadPage<Item>,
  { cursor, pollMs = 1000, signal }: FollowOptions,
): AsyncGenerator<Page<Item> & { nextCursor: string }, void, undefined> {
  let next = cursor;
  while (true) {
    signal?.throwIfAborted();
    const { data, nextCursor } = await load(next);
    if (nextCursor !== null && data.length > 0) {
      yield { data, nextCursor };
      next = nextCursor;
    } else {
      await wait(pollMs, signal);
    }
  }
}

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end, { once: true });
  });
}
