export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets at most so many through at once; the others wait in the order in which they came. */
export function makeGate(widthMax: number): Gate {
  let width = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (width >= widthMax) await new Promise<void>((resolve) => waiting.push(resolve));
    else width++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) width--;
      else next();
    }
  };
}
