/**
 * Composed keys, each made once for a holder (a member or a program) and then the same string object: composing a key and hashing it anew for
 * every look-up was most of what a decision cost (0.35 µs against 0.1 µs a look-up).
 */
import { derivedId } from "./hash.js";
import type { AccountKind } from "./record.js";

interface ProgramKeys {
  program: string;
  enrolment: string;
  progress: string;
  referral: string;
}
/** The keys of one holder. There are few programs and units, so that lists are faster than maps. */
interface HolderKeys {
  programs: ProgramKeys[];
  accounts: { unit: string; kind: AccountKind; key: string }[];
}

/** The keys that were made so far, by holder. */
export type KeyRing = Map<string, HolderKeys>;

function keysOf(ring: KeyRing, holder: string): HolderKeys {
  const known = ring.get(holder);
  if (known !== undefined) return known;
  const keys: HolderKeys = { programs: [], accounts: [] };
  ring.set(holder, keys);
  return keys;
}

/**
 * The keys of what a member has in a program. `referral` is the id of the one referral in which the member can be the friend (L12), or, where there can be
 * several, of the one that is for nothing in particular.
 */
export function programKeys(ring: KeyRing, workspace: string, program: string, member: string): ProgramKeys {
  const { programs } = keysOf(ring, member);
  for (const keys of programs) if (keys.program === program) return keys;
  const pair = `${program}\n${member}`;
  const keys = { program, enrolment: pair, progress: pair, referral: derivedId("ref", workspace, program, member) };
  programs.push(keys);
  return keys;
}

/** The key of an account. */
export function accountKey(ring: KeyRing, holder: string, unit: string, kind: AccountKind): string {
  const { accounts } = keysOf(ring, holder);
  for (const account of accounts) if (account.kind === kind && account.unit === unit) return account.key;
  const key = `${holder}\n${unit}\n${kind}`;
  accounts.push({ unit, kind, key });
  return key;
}
