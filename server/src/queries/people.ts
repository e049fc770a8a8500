import type { Tx } from "../store/db.js";

/** What is known of a person, as it was told to us. */
export type Person = Record<string, unknown>;

/** Opens sealed personal data; whoever may not see it is given a reader that finds nobody. */
export type PeopleReader = (tx: Tx, members: string[]) => Promise<Map<string, Person>>;

/** Finds nobody. */
export const nobody: PeopleReader = async () => new Map();

/** The same reader, which opens in one go whoever is asked for while answers are on their way, and by whom they name. */
export function together(people: PeopleReader): PeopleReader {
  let asked: { ids: Set<string>; answer: Promise<Map<string, Person>> } | undefined;
  return (tx, members) => {
    if (members.length === 0) return Promise.resolve(new Map());
    asked ??= { ids: new Set(), answer: open(tx) };
    for (const id of members) asked.ids.add(id);
    return asked.answer;
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
