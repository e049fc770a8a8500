/**
 * One run: an invented population meets the program. People act by chance; what comes of it the product's own decisions say, over rows in memory.
 * Only who can make the log decide something is told to it: customers who share, their friends, and everybody where the program rewards members' own events.
 */
import { canonicalCode } from "../code.js";
import { decide } from "../decide.js";
import type { EventInput } from "../record.js";
import { memoryRows } from "../rehearsal/memory-rows.js";
import { VISIT_PERIODS } from "../visit-input.js";
import type { ActivityClock } from "./activity-clock.js";
import { newAgenda } from "./agenda.js";
import type { Assumptions } from "./assumptions.js";
import { chanceOf, mixed } from "./chance.js";
import { followDecision } from "./follow-decisions.js";
import { friendKey, friendshipOf, identitiesOf, invitationsOf, isPlayed, isReached, isSharing, newPerson, type Person, traitsOf } from "./people.js";
import { buy, orderAgain } from "./place-orders.js";
import type { Played } from "./played.js";
import type { Stage } from "./stage.js";

export const PROGRAM = "prg_simulated";
const WORKSPACE = "ws_simulated";
/** Codes are no secrets here. */
const CODE_KEY = new Uint8Array(32);
/** What is due for members whom nothing touches is settled as of its own moment, so this changes no result: only when somebody notices. */
const SETTLE_EVERY_DAYS = 14;
const DAY_MS = 86_400_000;
/**
 * More friends than so many times the customers who come by themselves cannot be: where each brings more than one, no business grows without end. A run in
 * which there would be more ends there.
 */
const FRIENDS_MAX_TIMES = 10;
const FRIENDS_SPARE = 200;
/** After so many decisions the run lets others have their turn. */
const TURN = 100;

/** Plays the months of the clock with so many members; yields in between, gives what happened. Throws nothing that a published document can say. */
export function* playRun(stage: Stage, clock: ActivityClock, assumptions: Assumptions, key: number): Generator<void, Played> {
  const played = open(stage, clock, assumptions);
  populate(played, key);
  for (let turn = TURN, next = played.agenda.next(clock.end); next !== undefined; next = played.agenda.next(clock.end)) {
    next.act(next.at);
    if (played.isCut) break;
    if (played.decisions < turn) continue;
    turn = played.decisions + TURN;
    yield;
  }
  settle(played, clock.end);
  return played;
}

function open(stage: Stage, clock: ActivityClock, assumptions: Assumptions): Played {
  const rows = memoryRows({ id: WORKSPACE, mode: "live", codeKey: CODE_KEY }, () => stage.program);
  const agenda = newAgenda();
  let last = 0;
  const played: Played = {
    stage,
    clock,
    rows,
    agenda,
    assumptions,
    decisions: 0,
    passiveDecisions: 0,
    ownCustomersAt: [],
    people: new Map(),
    sharers: 0,
    invitations: 0,
    visits: 0,
    isCut: false,
    won: [],
    orders: [],
    followed: new Set(),
    write(input, at) {
      last = Math.max(at, last);
      const decision = rows.decideNext({ number: ++played.decisions, at: last, input }, decide);
      if ("member" in input && played.people.get(input.member ?? "")?.isPassive) played.passiveDecisions++;
      followDecision(played, decision, last);
      return decision;
    },
  };
  played.write({ kind: "program.publish", program: PROGRAM, hash: stage.program.hash, document: stage.document }, clock.start);
  for (let n = 0; n < settlementsOf(clock); n++) agenda.put(clock.start + n * SETTLE_EVERY_DAYS * DAY_MS, (now) => settle(played, now));
  return played;
}

/** How often a run settles: decisions that it takes however few people there are. */
export function settlementsOf({ start, end }: ActivityClock): number {
  return Math.ceil((end - start) / (SETTLE_EVERY_DAYS * DAY_MS));
}
/** Holds that have passed and what has expired. */
function settle(played: Played, at: number): void {
  for (;;) {
    const { outcome } = played.write({ kind: "due" }, at);
    if (!("settled" in outcome) || outcome.settled === 0) return;
  }
}

/** Everybody who is a customer at the start or becomes one without the program. */
function populate(played: Played, key: number): void {
  const { clock, assumptions, stage } = played;
  let index = 0;
  const add = (at: number) => {
    played.ownCustomersAt.push(at);
    const own = mixed(key, ++index);
    // Most people never come to anything: nothing is made for them.
    if (!isReached(own, assumptions)) return;
    if (!isSharing(own, assumptions) && !(stage.isForEverybody && isPlayed(own, stage.passivePart))) return;
    const person = newPerson(own, `m${index}`, assumptions, null);
    person.customerAt = at;
    join(played, person, at);
  };
  for (let n = 0; n < assumptions.members; n++) add(clock.start);
  const chance = chanceOf(key, 0);
  for (const [month, weight] of clock.weights.entries()) {
    const [from, until] = [clock.bounds[month] as number, clock.bounds[month + 1] as number];
    const mean = assumptions.newMembersPerMonth * weight;
    const count = Math.floor(mean) + (chance.happens(mean - Math.floor(mean)) ? 1 : 0);
    for (let n = 0; n < count; n++) add(Math.floor(from + chance.unit() * (until - from)));
  }
}

/** A customer may come upon the program, and may share. */
function join(played: Played, person: Person, at: number): void {
  const { clock, stage, agenda } = played;
  if (!person.isReached || person.isFraud) return;
  if (stage.isForEverybody) {
    agenda.put(at, (now) => {
      enrol(played, person, now);
      if (person.referrer === null) orderAgain(played, person, now);
    });
  }
  if (person.isSharing) agenda.put(clock.after(at, person.shareDelayDays), (now) => share(played, person, now));
}

function enrol(played: Played, person: Person, at: number): void {
  if (person.isEnrolled) return;
  const { stage, people } = played;
  person.isEnrolled = true;
  people.set(person.name, person);
  if (person.referrer === null) {
    // Has bought before: conditions ask whether somebody is a customer.
    played.write({ kind: "event", type: "purchase", member: person.name, currency: stage.program.currency, money: { total: "0" } }, at);
  }
  // Of a friend the sign-up has told this.
  const isNew = person.referrer === null;
  const identities = isNew ? identitiesOf(person, null, stage.program.needs.match) : undefined;
  const traits = isNew ? traitsOf(person, stage.traits) : undefined;
  const input = { kind: "member" as const, member: person.name, enrol: [PROGRAM] };
  const { outcome } = played.write({ ...input, ...(identities && { identities }), ...(traits && { traits }) }, at);
  person.memberId = (outcome as { member?: string }).member ?? null;
}

/** Invites friends, each of whom may open the link and sign up. */
function share(played: Played, person: Person, at: number): void {
  enrol(played, person, at);
  const { assumptions, clock, agenda } = played;
  const count = invitationsOf(person, assumptions);
  played.sharers++;
  played.invitations += count;
  for (let invitation = 1; invitation <= count; invitation++) {
    const friend = newPerson(friendKey(person, invitation), `${person.name}.${invitation}`, assumptions, person);
    const friendship = friendshipOf(friend, assumptions);
    if (!friendship.isVisiting) continue;
    const visitAt = clock.after(at, friendship.visitDelayDays);
    agenda.put(visitAt, (now) => visit(played, person, friend, now));
    if (!friendship.isSigningUp) continue;
    friend.isFraud = friendship.isFraud;
    agenda.put(clock.after(visitAt, friendship.signUpDelayDays), (now) => {
      signUp(played, friend, visitAt, now);
      if (friendship.isBuying) agenda.put(clock.after(now, friendship.purchaseDelayDays), (then) => buy(played, friend, then, join));
    });
  }
}

/** Each friend opens the link once; rules may listen to it. */
function visit(played: Played, referrer: Person, { name: visitor }: Person, at: number): void {
  played.visits++;
  const { program } = played.stage;
  const code = codeOf(played, referrer);
  for (const oncePer of VISIT_PERIODS) {
    if (program.rulesOn.has(`visit:${oncePer}`))
      played.write({ kind: "visit", program: PROGRAM, code, visit: "vis_simulated", visitor, oncePer, at }, at);
  }
}

function signUp(played: Played, friend: Person, visitAt: number, at: number): void {
  const { stage, people, assumptions, ownCustomersAt } = played;
  if (people.size > FRIENDS_MAX_TIMES * ownCustomersAt.length + FRIENDS_SPARE) played.isCut = true;
  if (played.isCut) return;
  people.set(friend.name, friend);
  const identities = identitiesOf(friend, friendshipOf(friend, assumptions), stage.program.needs.match);
  const traits = traitsOf(friend, stage.traits);
  const { outcome } = played.write(
    {
      kind: "event",
      type: "sign_up",
      member: friend.name,
      ...evidence(played, friend.referrer as Person, visitAt),
      ...(identities && { identities }),
      ...(traits && { traits }),
    },
    at,
  );
  friend.memberId = (outcome as { member?: string }).member ?? null;
  friend.isReferred = "referrals" in outcome && outcome.referrals !== undefined;
}
/** Friends come by the link, where the program takes links; otherwise by what it takes first. */
function evidence(played: Played, referrer: Person, visitAt: number): Partial<EventInput> {
  const { name, memberId } = referrer;
  const { order } = played.stage.program.attribution;
  const code = codeOf(played, referrer);
  if (order.includes("link"))
    return { visits: [{ id: "vis_simulated", program: PROGRAM, code, member: memberId as string, at: visitAt, version: 1 }] };
  return order[0] === "referrer" ? { referrer: name } : order[0] === "code" ? { code } : { coupon: code };
}
function codeOf({ rows }: Played, { memberId }: Person): string {
  return canonicalCode(rows.stored.enrolments.get(`${PROGRAM}\n${memberId}`)?.code ?? "") ?? "";
}
