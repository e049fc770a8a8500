/** What is worth something else at another time: the present amount, what comes next, and the curve. Nothing is told that the document does not say. */
import { compileProgram } from "../../commands/compiled-programs.js";
import type { HeldBooster } from "../../core/boosters.js";
import { type Foreseen, foreseenFor, type Way, wayFrom } from "../../core/foreseen.js";
import { formatDecimal } from "../../core/money.js";
import { dayOf, startOf } from "../../core/time.js";
import { type AheadAsked, changesAt, type Stretch, stays, worthAhead, worthIf } from "../../core/worth-ahead.js";
import type { FriendView } from "../../queries/friends.js";
import { sayMoment } from "../../words/format.js";
import { whenOf } from "../../words/offer.js";
import { instant } from "../views.js";
import type { Told } from "./told.js";

/** Of a friend who comes now: at most one for each side. None where nobody can join. */
export function offersWorth(told: Told, now: number, boosters: readonly HeldBooster[]) {
  const found = programOf(told);
  if (found === undefined || found.status !== "running") return [];
  const { joinFrom, joinUntil } = found.program.schedule;
  if (now < (joinFrom ?? now) || (joinUntil !== null && now >= joinUntil)) return [];
  return (["friend", "referrer"] as const).flatMap((side) => {
    const foreseen = foreseenFor(found.program, side, wayFrom(now), now, side === "referrer" ? boosters : []);
    const on = told.document.rules?.find(({ id }) => id === foreseen?.rule)?.on;
    if (foreseen === undefined || on === undefined) return [];
    return [
      {
        for: side === "friend" ? ("friend" as const) : ("member" as const),
        when: whenOf(told.telling, on, "referrer"),
        ...worthView(told, foreseen, now),
      },
    ];
  });
}

const UNDER_WAY = new Set<FriendView["state"]>(["signed_up", "qualified"]);
/** Of a friend on the way: what the member gets next. Null where it is not known, as under another version than the one in force. */
export function friendWorth(told: Told, friend: FriendView, now: number, boosters: readonly HeldBooster[]) {
  const found = programOf(told);
  if (found === undefined || found.status !== "running" || friend.version !== found.version) return null;
  if (!UNDER_WAY.has(friend.state) || friend.referrerSide !== "clear") return null;
  const foreseen = foreseenFor(found.program, "referrer", wayOf(friend), now, boosters);
  return foreseen === undefined ? null : worthView(told, foreseen, now);
}
function wayOf({ beganAt, origin, times, goals }: FriendView): Way {
  const stages = new Set((["signed_up", "qualified", "converted"] as const).filter((stage) => times[stage] !== undefined));
  const reached = Object.entries(goals).flatMap(([id, { reachedAt }]) => (reachedAt === null ? [] : [[id, reachedAt] as const]));
  return { beganAt, visitAt: origin.visitAt ?? times.signed_up, signedUpAt: times.signed_up, reached: { stages, goals: new Map(reached) } };
}
function programOf({ programs, program }: Told) {
  const found = programs.find(program);
  return found && { ...found, program: compileProgram(found.document, found.hash) };
}

function worthView(told: Told, { grant, asked, ahead }: Foreseen, now: number) {
  const { amount } = told;
  const unit = grant.unit ?? "";
  const curve = worthAhead(asked, asked.since ?? now);
  const [present] = ahead;
  return {
    worth: amount(worthIf(asked, now), unit),
    sentence: sentenceOf(told, unit, ahead, worthIf(asked, now)),
    until: instant(changesAt(asked, ahead, now)),
    turnsAt: instant(present?.end ?? null),
    points: pointsOf(asked, curve).map(({ at, worth }) => ({ at: instant(at), worth: Number(formatDecimal(worth, grant.precision)) })),
  };
}

function sentenceOf(told: Told, unit: string, [present, next]: readonly Stretch[], current: bigint): string {
  const { words, amount } = told;
  const said = (worth: bigint) => amount(worth, unit);
  const moment = (at: number | null) => (at === null ? "" : momentText(told, at));
  const way = ({ first, last }: Stretch) => (last < first ? "falls" : "rises");
  if (present === undefined) return "";
  if (!stays(present)) {
    const ends = next !== undefined && next.first === 0n && present.last !== 0n ? "yes" : "no";
    return words("worth.moves", { worth: said(current), way: way(present), next: said(present.last), end: moment(present.end), ends });
  }
  if (next === undefined) return words("worth.stays", { worth: said(current) });
  const date = moment(present.end);
  if (next.first === current)
    return words("worth.later", { worth: said(current), date, way: way(next), next: said(next.last), end: moment(next.end) });
  if (current === 0n) return words("worth.nothing", { next: said(next.first), date });
  return words("worth.step", { worth: said(current), hasNext: next.first === 0n ? "no" : "yes", next: said(next.first), date });
}
/** A day where it begins with it, else to the minute. */
function momentText({ day, document, language }: Told, at: number): string {
  const zone = document.timeZone ?? "UTC";
  return startOf(dayOf(at, zone), zone) === at ? day(at) : sayMoment(language, at, zone);
}

const SAMPLES = 16;
/** Of the open end so much of the whole is drawn. */
const TAIL = 0.15;
const HOUR_MS = 3_600_000;
/** The curve by its corners; what bends by points in between. */
function pointsOf(asked: AheadAsked, stretches: readonly Stretch[]) {
  const [from, until] = [stretches[0]?.start ?? 0, stretches.at(-1)?.start ?? 0];
  const tail = Math.max(HOUR_MS, Math.round((until - from) * TAIL));
  return stretches.flatMap((stretch) => {
    const { start, end, first, last } = stretch;
    if (end === null) return [start, start + tail].map((at) => ({ at, worth: first }));
    const between = stays(stretch) ? [] : Array.from({ length: SAMPLES - 1 }, (_, nth) => Math.round(start + ((nth + 1) * (end - start)) / SAMPLES));
    return [{ at: start, worth: first }, ...between.map((at) => ({ at, worth: worthIf(asked, at) })), { at: end, worth: last }];
  });
}
