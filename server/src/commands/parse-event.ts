/** From the event as a business writes it to the input of the log: people become hashes, decimals minor units, names ids, and what is personal stays apart. */
import { canonicalCode } from "../core/code.js";
import { REFERRED_FOR_MAX } from "../core/friend-referrals.js";
import { canonicalEmail } from "../core/identity.js";
import { exponentOf, parseDecimal } from "../core/money.js";
import type { PostalAddress } from "../core/postal-address.js";
import type { EventInput, EventMoney, VisitEvidence } from "../core/record.js";
import { parseInstant } from "../core/time.js";
import type { RequestProblem } from "../errors.js";
import { externalHash, identityHashes } from "./identities.js";
import type { Submission } from "./log-writer.js";
import { type LineRequest, parseLines } from "./parse-lines.js";
import type { WorkspacePrograms } from "./program-directory.js";
import { type PropertyValue, sortProperties } from "./sort-properties.js";
import type { Workspace } from "./workspace-directory.js";

export interface EventMember {
  id: string;
  email?: string;
  phone?: string;
  name?: string;
  address?: string | PostalAddress;
  payout?: string;
  device?: string;
  traits?: Record<string, PropertyValue>;
}

export type Personal = NonNullable<Submission["personal"]>;

/** An event whose form was checked. */
export interface EventRequest {
  key: string;
  type: string;
  member: EventMember;
  occurredAt?: string;
  program?: string;
  subject?: string;
  amount?: string;
  currency?: string;
  tax?: string;
  shipping?: string;
  discount?: string;
  status?: string;
  code?: string;
  coupon?: string;
  visit?: string | string[];
  referrer?: string;
  properties?: Record<string, PropertyValue>;
  channel?: string;
  lines?: LineRequest[];
}

export type ParsedEvent = { ok: true; input: EventInput; personal: Personal } | { ok: false; problems: RequestProblem[] };

/** The event as a record's input, or every problem that its form alone cannot show. Unknown programs and currencies are no problems: the decision names them. */
export function parseEvent(
  workspace: Workspace,
  programs: WorkspacePrograms,
  event: EventRequest,
  visits: ReadonlyMap<string, VisitEvidence>,
): ParsedEvent {
  const problems: RequestProblem[] = [];
  const input: EventInput = { kind: "event", type: event.type, member: externalHash(workspace, event.member.id) };
  const program = event.program === undefined ? undefined : programs.find(event.program);
  if (program !== undefined) input.program = program.id;
  else if (event.program !== undefined) input.unknownProgram = event.program;
  if (event.occurredAt !== undefined) input.occurredAt = instantOf(event.occurredAt, problems);
  if (event.subject !== undefined) input.subject = event.subject;
  if (event.status !== undefined) input.status = event.status;
  if (event.channel !== undefined) input.channel = event.channel;
  addMoney(input, event, program?.document.currency ?? (program === undefined ? programs.currency : "USD"), problems);
  addEvidence(workspace, input, event, visits);
  addPerson(workspace, input, event.member, problems);
  const personal = addProperties(programs, input, event, problems);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, input, personal };
}

function instantOf(text: string, problems: RequestProblem[]): number | undefined {
  const at = parseInstant(text);
  if (at === undefined) {
    problems.push({
      path: "/occurredAt",
      problem: "This is not a moment.",
      remedy: "Write it with date, time and offset, as in 2026-03-01T12:30:00Z; leave it out for now.",
    });
  }
  return at;
}

const PARTS = ["tax", "shipping", "discount"] as const;
const PARTS_AND_LINES = [...PARTS, "lines"] as const;

function addMoney(input: EventInput, event: EventRequest, usualCurrency: string | undefined, problems: RequestProblem[]): void {
  const currency = event.currency ?? (event.amount === undefined ? undefined : usualCurrency);
  if (currency !== undefined) input.currency = currency;
  if (event.amount === undefined) {
    for (const part of PARTS_AND_LINES) {
      if (event[part] !== undefined)
        problems.push({
          path: `/${part}`,
          problem: "It is a part of an amount that is missing.",
          remedy: "Send amount as well: what was paid in all.",
        });
    }
    return;
  }
  if (currency === undefined) {
    problems.push({
      path: "/currency",
      problem: "The amount has no currency, and the programs do not share one.",
      remedy: "Add the currency, such as EUR.",
    });
    return;
  }
  const exponent = exponentOf(currency);
  // An unknown currency has no minor units to count; the decision says that it is unknown.
  if (exponent === undefined) return;
  const money: EventMoney = { total: minorUnits(event.amount, exponent, currency, "/amount", problems) };
  for (const part of PARTS) {
    const text = event[part];
    if (text !== undefined) money[part] = minorUnits(text, exponent, currency, `/${part}`, problems);
  }
  if (BigInt(money.tax ?? "0") + BigInt(money.shipping ?? "0") > BigInt(money.total)) {
    problems.push({
      path: "/amount",
      problem: "Tax and shipping are more than the amount.",
      remedy: "Send as amount what was paid in all, tax and shipping included.",
    });
  }
  input.money = money;
  if (event.lines !== undefined)
    input.lines = parseLines(event.lines, money, (text, path) => minorUnits(text, exponent, currency, path, problems), problems);
}

/** Digits of minor units. One that the books cannot hold is passed on: the decision says that it is too large. */
function minorUnits(text: string, exponent: number, currency: string, path: string, problems: RequestProblem[]): string {
  const minor = parseDecimal(text, exponent);
  if (minor !== undefined) return String(minor);
  const [whole = "0", decimals = ""] = text.split(".");
  if (decimals.length <= exponent) return whole + decimals.padEnd(exponent, "0");
  const places = exponent === 0 ? "no decimals" : `at most ${exponent} decimals`;
  problems.push({ path, problem: `${currency} has ${places}.`, remedy: `Send the amount with ${places}.` });
  return "0";
}

function addEvidence(workspace: Workspace, input: EventInput, event: EventRequest, visits: ReadonlyMap<string, VisitEvidence>): void {
  // Nobody has a code that is none, and the log keeps no free text: the decision finds "?" as unknown as it would the original.
  if (event.code !== undefined) input.code = canonicalCode(event.code) ?? "?";
  if (event.coupon !== undefined) input.coupon = canonicalCode(event.coupon) ?? "?";
  if (event.referrer !== undefined) input.referrer = externalHash(workspace, event.referrer);
  if (event.visit !== undefined) {
    const ids = typeof event.visit === "string" ? [event.visit] : [...new Set(event.visit)];
    input.visits = ids.map((id) => visits.get(id)).filter((visit) => visit !== undefined);
  }
}

function addPerson(workspace: Workspace, input: EventInput, member: EventMember, problems: RequestProblem[]): void {
  if (member.email !== undefined && canonicalEmail(member.email) === undefined) {
    problems.push({
      path: "/member/email",
      problem: "This is not an e-mail address.",
      remedy: "Send a plain address such as anna@example.com, or leave it out.",
    });
  }
  const identities = identityHashes(workspace, member);
  if (identities !== undefined) input.identities = identities;
}

function addProperties(programs: WorkspacePrograms, input: EventInput, event: EventRequest, problems: RequestProblem[]): Personal {
  const { traits: givenTraits, id, ...fields } = event.member;
  const traits = givenTraits && sortProperties(givenTraits, programs.traitOf, { path: "/member/traits", currency: input.currency }, problems);
  const propertyOf = (name: string) => programs.propertyOf(event.type, name);
  const properties = event.properties && sortProperties(event.properties, propertyOf, { path: "/properties", currency: input.currency }, problems);
  if (traits?.declared) input.traits = traits.declared;
  if (properties?.declared) input.properties = properties.declared;
  for (const name of programs.uniqueBy) {
    const value = properties?.declared?.[name];
    if (typeof value !== "string" || value.length <= REFERRED_FOR_MAX) continue;
    problems.push({
      path: `/properties/${name}`,
      problem: "It is too long to tell referrals of one friend apart.",
      remedy: `Send at most ${REFERRED_FOR_MAX} characters.`,
    });
  }
  const personal: Personal = { person: { externalId: id, ...fields, ...(traits?.other ? { traits: traits.other } : {}) } };
  if (properties?.other) personal.payload = properties.other;
  return personal;
}
