/** People as the log knows them: keyed hashes of the business's own id, and of what may tell that two people are one. */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import { keyedHash } from "../core/hash.js";
import { canonicalEmail, canonicalPhone } from "../core/identity.js";
import { canonicalAddress, type PostalAddress } from "../core/postal-address.js";
import type { ExternalHash, Identities } from "../core/record.js";
import { AppError } from "../errors.js";
import type { Workspace } from "./workspace-directory.js";

/** What a business tells us about a person, as it was written. */
export interface PersonFields {
  email?: string;
  phone?: string;
  address?: string | PostalAddress;
  payout?: string;
  device?: string;
}

/** The name by which the log knows the person with this id of the business. Another workspace's name for the same id cannot be told to be the same. */
export function externalHash(workspace: Workspace, externalId: string): ExternalHash {
  return keyedHash(workspace.secrets.identities, "external", externalId);
}

/**
 * Hashes of the canonical forms, so that look-alike spellings are equal. What has no canonical form (a phone number without its country where none
 * can be guessed, an address that names no single place) makes no identity: a missing comparison must not cost an event. Undefined when there is none.
 */
export function identityHashes(workspace: Workspace, person: PersonFields): Identities | undefined {
  const canonical: Identities = {};
  if (person.email !== undefined) canonical.email = canonicalEmail(person.email);
  if (person.phone !== undefined) canonical.phone = phoneOf(person.phone, countryOf(workspace.locale, person.address));
  if (person.address !== undefined) canonical.address = canonicalAddress(person.address);
  if (person.payout !== undefined) canonical.payout = person.payout.replace(/\s/g, "").toLowerCase() || undefined;
  if (person.device !== undefined) canonical.device = person.device.trim() || undefined;
  let hashes: Identities | undefined;
  for (const kind of KINDS) {
    const value = canonical[kind];
    if (value === undefined) continue;
    hashes ??= {};
    hashes[kind] = keyedHash(workspace.secrets.identities, kind, value);
  }
  return hashes;
}

const KINDS = ["email", "phone", "address", "payout", "device"] as const;

function phoneOf(text: string, country: CountryCode | undefined): string | undefined {
  if (text.length > 40) return undefined;
  const parsed = parsePhoneNumberFromString(text, country);
  return parsed?.isPossible() ? canonicalPhone(parsed.number) : undefined;
}

/** Where a number without its country code most likely is: where the person lives, else where the workspace's language says. */
function countryOf(locale: string, address: string | PostalAddress | undefined): CountryCode | undefined {
  const stated = typeof address === "object" ? address.country?.trim().toUpperCase() : undefined;
  const country = stated ?? locale.split("-")[1]?.toUpperCase() ?? (locale === "ru" ? "RU" : undefined);
  return country !== undefined && isSupportedCountry(country) ? country : undefined;
}

/** The hash by which an address is known again. Throws `invalid_request`, which names the field, for what is no address. */
export function emailHashOf(workspace: Workspace, email: string, path: string): string {
  const hash = identityHashes(workspace, { email })?.email;
  if (hash !== undefined) return hash;
  const [problem, remedy] = ["is no e-mail address", "write it like anna@example.com"];
  throw new AppError("invalid_request", { detail: `${path} ${problem}; ${remedy}.`, errors: [{ path, problem, remedy }] });
}
