export interface FactBell {
  /** The workspace may have new facts, or deliveries that are due. */
  ring(workspaceId: string): void;
  /** Whoever delivers facts, in this process. One at a time: the last one who says so. */
  answer(onRing: (workspaceId: string) => void): void;
}

/** Saves a process the wait for its next look into the database. Nothing depends on it: who does not hear it finds the facts with that look. */
export function makeFactBell(): FactBell {
  let listener = (_workspaceId: string): void => {};
  return {
    ring: (workspaceId) => listener(workspaceId),
    answer: (onRing) => {
      listener = onRing;
    },
  };
}
