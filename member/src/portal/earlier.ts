import { useEffect, useState } from "preact/hooks";
import { askOwn } from "../door.js";
import { useDeed, useStage } from "./stage.js";

const PAGE = 25;
/** As many as one call gives. */
const REREAD_MAX = 100;

interface Page<T> {
  data: T[];
  nextCursor: string | null;
}
interface Earlier<T> {
  /** All that was read so far; undefined as long as nobody asked. */
  rows: T[] | undefined;
  hasMore: boolean;
  isBusy: boolean;
  fault: string | undefined;
  /** Reads the next ones. */
  read(): void;
}

/** A list of which the portal has the first few: read page by page once somebody asks for it, and anew when the portal is. */
export function useEarlier<T>(list: "friends" | "rewards"): Earlier<T> {
  const { door, portal } = useStage();
  const { isBusy, fault, act } = useDeed();
  const [found, setFound] = useState<Page<T>>();
  const ask = (limit: number, cursor?: string | null) => {
    const query = new URLSearchParams({ program: portal.program.handle, lang: portal.language, limit: String(limit) });
    if (cursor != null) query.set("cursor", cursor);
    return askOwn<Page<T>>(door, `/${list}?${query}`, { language: portal.language });
  };
  const read = () =>
    act(async () => {
      const { data, nextCursor } = await ask(PAGE, found?.nextCursor);
      setFound({ data: [...(found?.data ?? []), ...data], nextCursor });
    });
  // What was read is as old as the portal with which it was read.
  useEffect(() => {
    if (found !== undefined) act(async () => setFound(await ask(Math.min(REREAD_MAX, found.data.length))));
  }, [portal]);
  return { rows: found?.data, hasMore: found === undefined || found.nextCursor !== null, isBusy, fault, read };
}
