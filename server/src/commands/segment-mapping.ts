/** Calls of the Segment protocol as what they mean here: identify is a member, track an event. Pure; docs/guides/segment.md is its table. */
import { canonicalJson } from "../core/document/hash.js";
import { BUILT_IN_EVENTS, DEFAULT_CURRENCY } from "../core/document/vocabulary.js";
import { formatInstant, parseInstant } from "../core/time.js";
import type { RequestProblem } from "../errors.js";
import type { EventRequest } from "./parse-event.js";
import type { WorkspacePrograms } from "./program-directory.js";
import type { MemberRequest } from "./put-members.js";
import { segmentLines } from "./segment-lines.js";
import { paymentOf, refundOf } from "./segment-money.js";
import { declaredTraits, namedValues, otherTraits, personBeside, personOf } from "./segment-person.js";
import { type Found, findValue, isObject, textOf } from "./segment-values.js";

export const SEGMENT_CALLS = ["identify", "track", "page", "screen", "group", "alias"] as const;
export type SegmentCall = (typeof SEGMENT_CALLS)[number];

/** Why a call is answered and nothing is written. */
export type SegmentReason = "no_user_id" | "unknown_type" | "call_not_used" | "alias_not_supported";

/** A call as it came: whatever the client put into it. */
export type SegmentMessage = Readonly<Record<string, unknown>>;

export interface SegmentTimes {
  /** When the client sent the request, by its own clock. */
  sentAt?: string;
  /** When it came, by the workspace's clock: epoch milliseconds. */
  receivedAt: number;
}

export type MappedCall =
  /** `origins`: where in the call each field came from, by its JSON Pointer in the request. */
  | { is: "event"; request: EventRequest; origins: Origins }
  | { is: "member"; request: MemberRequest; origins: Origins }
  | { is: "ignored"; reason: SegmentReason }
  | { is: "invalid"; problems: RequestProblem[] };

type Origins = Readonly<Record<string, string>>;

/** The problem with the place that the caller knows: the longest pointer of which an origin is known. */
export function atItsOrigin(problem: RequestProblem, origins: Origins): RequestProblem {
  for (let end = problem.path.length; end > 0; end = problem.path.lastIndexOf("/", end - 1)) {
    const origin = origins[problem.path.slice(0, end)];
    if (origin !== undefined) return { ...problem, path: origin + problem.path.slice(end) };
  }
  return problem;
}

/** What of the programs a mapping depends on. */
export type SegmentVocabulary = Pick<WorkspacePrograms, "list" | "propertyOf" | "traitOf">;

/** What the call means. The same call gives the same, but for the moment, which follows the clocks (`occurredAt`). */
export function mapSegmentCall(message: SegmentMessage, times: SegmentTimes, programs: SegmentVocabulary): MappedCall {
  const { type } = message;
  if (!SEGMENT_CALLS.includes(type as SegmentCall)) {
    return invalid({ path: "/type", problem: "is none of the calls that are known here", remedy: `send one of ${SEGMENT_CALLS.join(", ")}` });
  }
  if (type === "alias") return { is: "ignored", reason: "alias_not_supported" };
  if (type !== "identify" && type !== "track") return { is: "ignored", reason: "call_not_used" };
  const key = textOf(message.messageId);
  if (key === undefined) {
    const remedy = "send an id that is new for each call and the same when the call is repeated";
    return invalid({ path: "/messageId", problem: "is missing", remedy });
  }
  const userId = textOf(message.userId);
  if (userId === undefined) return { is: "ignored", reason: "no_user_id" };
  return type === "identify" ? mapIdentify(message, userId, programs) : mapTrack(message, key, userId, times, programs);
}

function invalid(...problems: RequestProblem[]): MappedCall {
  return { is: "invalid", problems };
}

function mapIdentify({ traits }: SegmentMessage, id: string, programs: SegmentVocabulary): MappedCall {
  const others = otherTraits(traits, programs.traitOf);
  const request: MemberRequest = { id, ...personOf(traits), ...(Object.keys(others).length === 0 ? {} : { traits: others }) };
  return { is: "member", request, origins: ORIGINS_OF_IDENTIFY };
}

function mapTrack(message: SegmentMessage, key: string, id: string, times: SegmentTimes, programs: SegmentVocabulary): MappedCall {
  const { event, context } = message;
  if (typeof event !== "string" || event.trim() === "") {
    return invalid({ path: "/event", problem: "is missing", remedy: 'name what happened, such as "Order Completed"' });
  }
  const { type, isWhole } = typeOf(event, programs);
  if (type === undefined) return { is: "ignored", reason: "unknown_type" };
  const problems: RequestProblem[] = [];
  const properties = isObject(message.properties) ? message.properties : {};
  const origins: Record<string, string> = { ...ORIGINS_OF_TRACK };
  const used: string[] = [];
  const request: EventRequest = { key, type, member: memberOf(id, type, context, properties, programs, used) };
  const at = occurredAt(message, times, problems);
  if (at !== undefined) request.occurredAt = at;
  const set = (field: "subject" | "status" | "coupon" | "code" | "referrer", found: Found | undefined): void => {
    const text = found && textOf(found.value);
    if (found === undefined || text === undefined) return;
    request[field] = text;
    origins[`/${field}`] = found.path;
    used.push(found.name);
  };
  set("subject", findValue(properties, "/properties", ["order_id", "subject"]));
  set("status", findValue(properties, "/properties", ["status"]));
  const channel = textOf(findValue(context, "", ["channel"])?.value);
  if (channel !== undefined && channel.length <= 100) request.channel = channel;
  set("coupon", shortCoupon(properties));
  if (type === "sign_up" || type === "claim") addAttribution(request, origins, used, set, properties, context);
  addMoney(request, origins, used, properties, { isWhole, usualCurrency: programs.list[0]?.document.currency ?? DEFAULT_CURRENCY }, problems);
  const rest = namedValues(
    properties,
    (name) => programs.propertyOf(type, name),
    (name) => !used.includes(name),
  );
  if (Object.keys(rest).length > 0) request.properties = rest;
  return problems.length > 0 ? { is: "invalid", problems } : { is: "event", request, origins };
}

const ORIGINS_OF_IDENTIFY: Readonly<Record<string, string>> = {
  "/id": "/userId",
  "/email": "/traits/email",
  "/phone": "/traits/phone",
  "/name": "/traits/name",
  "/address": "/traits/address",
};
const ORIGINS_OF_TRACK: Readonly<Record<string, string>> = {
  "/key": "/messageId",
  "/type": "/event",
  "/occurredAt": "/timestamp",
  "/member": "/properties",
  "/member/id": "/userId",
  "/member/traits": "/context/traits",
};

const TYPES: Readonly<Record<string, string>> = {
  signed_up: "sign_up",
  order_completed: "purchase",
  order_refunded: "refund",
};
const CANCELLATIONS = ["order_cancelled", "order_canceled"];

/** The type that the name stands for, if a program knows it. A cancelled order is refunded whole, unless a program has a type of its own for it. */
function typeOf(event: string, programs: SegmentVocabulary): { type?: string; isWhole: boolean } {
  const name = snakeCase(event);
  const isDeclared = (type: string): boolean => programs.list.some(({ document }) => Object.hasOwn(document.events ?? {}, type));
  const builtIn = TYPES[name] ?? name;
  if (BUILT_IN_EVENTS.has(builtIn)) return { type: builtIn, isWhole: false };
  if (isDeclared(name)) return { type: name, isWhole: false };
  return CANCELLATIONS.includes(name) ? { type: "refund", isWhole: true } : { isWhole: false };
}

/** Whether the call tracks something that no program knows by that name. */
export function isOfUnknownType({ type, event }: SegmentMessage, programs: SegmentVocabulary): boolean {
  return type === "track" && typeof event === "string" && typeOf(event, programs).type === undefined;
}

const LONGEST_NAME = 200;

/** "Review Posted", "reviewPosted" and "review-posted" are `review_posted`. */
export function snakeCase(event: string): string {
  if (event.length > LONGEST_NAME) return "";
  const words = event
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .filter((word) => word !== "");
  return words.join("_");
}

function memberOf(
  id: string,
  type: string,
  context: unknown,
  properties: Record<string, unknown>,
  programs: SegmentVocabulary,
  used: string[],
): EventRequest["member"] {
  const known = isObject(context) ? context.traits : undefined;
  const traits = declaredTraits(known, programs.traitOf);
  const member = { id, ...personBeside(known), ...(Object.keys(traits).length === 0 ? {} : { traits }) };
  if (type !== "sign_up") return member;
  used.push("email", "phone", "name", "first_name", "last_name", "firstName", "lastName");
  const { address: _address, ...told } = personOf(properties);
  return { ...member, ...told };
}

type Set = (field: "code" | "referrer", found: Found | undefined) => void;

/** Who recommended: from the properties, from the campaign, or from the address of the page as the member's link made it. */
function addAttribution(
  request: EventRequest,
  origins: Record<string, string>,
  used: string[],
  set: Set,
  properties: Record<string, unknown>,
  context: unknown,
): void {
  const find = (names: string[]): Found | undefined =>
    findValue(properties, "/properties", names) ??
    findValue(isObject(context) ? context.campaign : undefined, "/context/campaign", names) ??
    findValue(pageQuery(context), "/context/page/search", names);
  const visit = find(["bw_visit"]);
  if (visit !== undefined) {
    request.visit = (Array.isArray(visit.value) ? visit.value : String(visit.value)) as string | string[];
    origins["/visit"] = visit.path;
    used.push("bw_visit");
  }
  set("code", find(["bw_code", "referral_code"]) ?? findValue(properties, "/properties", ["code"]));
  const referrer = findValue(properties, "/properties", ["referrer"]);
  // Browsers' clients call the page that was open before the referrer.
  if (!/:\/\/|^www\./.test(String(referrer?.value))) set("referrer", referrer);
}

function pageQuery(context: unknown): Record<string, string> | undefined {
  const page = isObject(context) && isObject(context.page) ? context.page : {};
  const search = typeof page.search === "string" ? page.search : typeof page.url === "string" ? (page.url.split("?")[1] ?? "") : "";
  return search === "" || search.length > 4000 ? undefined : Object.fromEntries(new URLSearchParams(search.split("#")[0]));
}

/** A coupon of the shop's own may be anything: one that cannot be ours stays a property. */
function shortCoupon(properties: Record<string, unknown>): Found | undefined {
  const coupon = findValue(properties, "/properties", ["coupon"]);
  return typeof coupon?.value === "string" && coupon.value.length <= 64 ? coupon : undefined;
}

function addMoney(
  request: EventRequest,
  origins: Record<string, string>,
  used: string[],
  properties: Record<string, unknown>,
  { isWhole, usualCurrency }: { isWhole: boolean; usualCurrency: string },
  problems: RequestProblem[],
): void {
  // Of a cancelled order all that remains is taken back, whatever its total was.
  if (isWhole || request.type === "sign_up" || request.type === "claim") return;
  const told = request.type === "refund" ? refundOf(properties, problems) : paymentOf(properties, problems);
  const { origins: found, used: read, ...money } = told;
  Object.assign(request, money);
  const lines = segmentLines(properties.products, told, usualCurrency);
  if (lines !== undefined) {
    request.lines = lines;
    origins["/lines"] = "/properties/products";
  }
  used.push(...read);
  for (const [field, path] of Object.entries(found)) origins[`/${field}`] = path;
}

const LAST_MOMENT = 253_402_300_799_999;

/**
 * When it happened, by the clock that `receivedAt` is of: the client's time, moved by how far its clock was off when it sent (received − sent), as
 * Segment does it. Taken as it is where `sentAt` is missing, or where the call was corrected before (it has `originalTimestamp` or `receivedAt` as well).
 */
function occurredAt(message: SegmentMessage, { sentAt, receivedAt }: SegmentTimes, problems: RequestProblem[]): string | undefined {
  const found = findValue(message, "", ["timestamp", "originalTimestamp"]);
  if (found === undefined) return undefined;
  const at = typeof found.value === "string" ? parseInstant(found.value) : undefined;
  if (at === undefined) {
    problems.push({ path: found.path, problem: "is not a moment", remedy: "write it with date, time and offset, as in 2026-03-01T12:30:00.000Z" });
    return undefined;
  }
  const isCorrected = found.name === "timestamp" && (message.originalTimestamp !== undefined || message.receivedAt !== undefined);
  const sent = parseInstant(sentAt ?? textOf(message.sentAt) ?? "");
  const moved = isCorrected || sent === undefined ? at : at + receivedAt - sent;
  return formatInstant(Math.min(Math.max(moved, 0), LAST_MOMENT));
}

/**
 * What the call says, as one text: equal for every copy of a call, however often and by whichever way it is sent. What sending changes is not in it
 * (`sentAt`, `receivedAt`, the corrected timestamp, `_metadata`, the library's version).
 */
export function segmentBody({ type, event, userId, traits, properties, timestamp, originalTimestamp, context }: SegmentMessage): string {
  const { traits: known, campaign, page, channel } = isObject(context) ? context : ({} as Record<string, unknown>);
  return canonicalJson({ type, event, userId, traits, properties, at: originalTimestamp ?? timestamp, known, campaign, page, channel });
}
