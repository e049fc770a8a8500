/** People from the traits of Segment's spec: the reserved ones become fields of the member, the others stay traits. */
import { canonicalEmail } from "../core/identity.js";
import type { PostalAddress } from "../core/postal-address.js";
import type { Property } from "./program-directory.js";
import { decimalText, findValue, isObject, textOf } from "./segment-values.js";
import type { PropertyValue } from "./sort-properties.js";

export interface SegmentPerson {
  email?: string;
  phone?: string;
  name?: string;
  address?: string | PostalAddress;
}

const FIELDS = new Set(["email", "phone", "name", "firstName", "lastName", "first_name", "last_name", "address"]);

/** What the reserved traits say. A text that is too long, or an e-mail address that is none, is kept: whoever checks the member names it. */
export function personOf(traits: unknown): SegmentPerson {
  const person: SegmentPerson = {};
  const email = traitText(traits, ["email"]);
  const phone = traitText(traits, ["phone"]);
  const name = traitText(traits, ["name"]) ?? nameOf(traits);
  const address = addressOf(findValue(traits, "", ["address"])?.value);
  if (email !== undefined) person.email = email;
  if (phone !== undefined) person.phone = phone;
  if (name !== undefined) person.name = name;
  if (address !== undefined) person.address = address;
  return person;
}

/** As `personOf`, without what cannot be used: what is told beside an event must not cost the event. */
export function personBeside(traits: unknown): SegmentPerson {
  const { email, phone, name, address } = personOf(traits);
  const person: SegmentPerson = {};
  if (email !== undefined && email.length <= 320 && canonicalEmail(email) !== undefined) person.email = email;
  if (phone !== undefined && phone.length >= 3 && phone.length <= 40) person.phone = phone;
  if (name !== undefined && name.length <= 200) person.name = name;
  const lines = typeof address === "object" ? Object.values(address) : [];
  if (typeof address === "string" ? address.length <= 1000 : address !== undefined && lines.every((line) => line.length <= 200))
    person.address = address;
  return person;
}

function traitText(traits: unknown, names: string[]): string | undefined {
  return textOf(findValue(traits, "", names)?.value);
}

function nameOf(traits: unknown): string | undefined {
  const parts = [traitText(traits, ["firstName", "first_name"]), traitText(traits, ["lastName", "last_name"])];
  const name = parts.filter((part) => part !== undefined).join(" ");
  return name === "" ? undefined : name;
}

const LINES: [line: keyof PostalAddress, names: string[]][] = [
  ["line1", ["street", "line1"]],
  ["line2", ["line2"]],
  ["city", ["city"]],
  ["region", ["state", "region"]],
  ["postalCode", ["postalCode", "postal_code", "zip"]],
  ["country", ["country"]],
];

function addressOf(value: unknown): string | PostalAddress | undefined {
  if (!isObject(value)) return textOf(value);
  const address: PostalAddress = {};
  for (const [line, names] of LINES) {
    const text = traitText(value, names);
    if (text !== undefined) address[line] = text;
  }
  return Object.keys(address).length === 0 ? undefined : address;
}

/** The traits that are no fields of the member, or that a program declares. */
export function otherTraits(traits: unknown, declarationsOf: (name: string) => readonly Property[]): Record<string, PropertyValue> {
  return namedValues(traits, declarationsOf, (name) => !FIELDS.has(name));
}

/** Only the traits that a program declares. */
export function declaredTraits(traits: unknown, declarationsOf: (name: string) => readonly Property[]): Record<string, PropertyValue> {
  return namedValues(traits, declarationsOf, () => false);
}

/** Values that are wanted or declared. A number that a program declares as money becomes its decimal, as amounts are texts everywhere else. */
export function namedValues(
  given: unknown,
  declarationsOf: (name: string) => readonly Property[],
  isWanted: (name: string) => boolean,
): Record<string, PropertyValue> {
  if (!isObject(given)) return {};
  const kept: [string, PropertyValue][] = [];
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined) continue;
    const declarations = declarationsOf(name);
    if (declarations.length === 0 && !isWanted(name)) continue;
    const isMoney =
      typeof value === "number" && declarations.some(({ type }) => type === "money") && !declarations.some(({ type }) => type === "int");
    kept.push([name, (isMoney ? (decimalText(value) ?? value) : value) as PropertyValue]);
  }
  return Object.fromEntries(kept);
}
