/** The same work, which never throws: a shop's page must not break because of its tracker. */
export function quietly<Args extends unknown[]>(work: (...args: Args) => void): (...args: Args) => void {
  return (...args) => {
    try {
      work(...args);
    } catch {}
  };
}
