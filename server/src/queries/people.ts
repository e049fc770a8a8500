import type { Tx } from "../store/db.js";

/** What is known of a person, as it was told to us. */
export type Person = Record<string, unknown>;

/** Opens sealed personal data; whoever may not see it is given a reader that finds nobody. */
export type PeopleReader = (tx: Tx, members: string[]) => Promise<Map<string, Person>>;

/** Finds nobody. */
export const nobody: PeopleReader = async () => new Map();

/** The business's own id of a person, where it is known. */
export function externalIdOf(person: Person | undefined): string | null {
  return typeof person?.externalId === "string" ? person.externalId : null;
}
