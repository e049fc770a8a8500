import type { Tx } from "../store/db.js";

/** What is known of a person, as it was told to us. */
export type Person = Record<string, unknown>;

/** Opens sealed personal data; whoever may not see it is given a reader that finds nobody. */
export type PeopleReader = (tx: Tx, members: string[]) => Promise<Map<string, Person>>;

/** Finds nobody. */
export const nobody: PeopleReader = async () => new Map();

/** The same reader, which opens in one go whoever is asked for while answers are on their way, and nobody who is known. */
export function together(people: PeopleReader, known: Promise<Map<string, Person>>): PeopleReader {
  let asked: { ids: Set<string>; answer: Promise<Map<string, Person>> } | undefined;
  return async (tx, members) => {
    const before = await known;
    const unknown = members.filter((id) => !before.has(id));
    if (unknown.length === 0) return before;
    asked ??= { ids: new Set(), answer: open(tx) };
    for (const id of unknown) asked.ids.add(id);
    return new Map([...before, ...(await asked.answer)]);
  };
  async function open(tx: Tx): Promise<Map<string, Person>> {
    await tx.answered();
    // Whoever waits for the last answer goes first.
    await new Promise((resolve) => setImmediate(resolve));
    const ids = [...(asked?.ids ?? [])];
    asked = undefined;
    return people(tx, ids);
  }
}

/** The business's own id of a person, where it is known. */
export function externalIdOf(person: Person | undefined): string | null {
  return typeof person?.externalId === "string" ? person.externalId : null;
}
