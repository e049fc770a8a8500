import { type Shown, shownOf } from "../core/shown.js";
import type { Person } from "./people.js";

/** The name by which others may see the member, or undefined: only who agreed is named, by the name chosen for it, else by the first name that the business told. */
export function shownAs(person: Person | undefined, shown: Partial<Shown> | null): string | undefined {
  if (!shownOf({ shown }).named) return undefined;
  if (typeof person?.shownAs === "string") return person.shownAs;
  return typeof person?.name === "string" ? firstName(person.name) : undefined;
}

function firstName(name: string): string | undefined {
  return name.trim().split(/\s+/)[0]?.slice(0, 40) || undefined;
}
