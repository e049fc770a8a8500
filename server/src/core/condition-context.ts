/** What conditions see. Parts that need further rows are read only when a condition asks for them. */

import type { Deciding } from "./deciding.js";
import type { ConditionContext, EventFacts, MemberFacts } from "./document/scope.js";
import { type Exchange, exchanged, exchangeFor, isMoney } from "./exchange.js";
import { type FactsOfHistory, factsBefore } from "./facts-before.js";
import { goodsOf, type Happening } from "./happening.js";
import { levelsOf } from "./levels.js";
import { factsOfLines } from "./lines.js";
import { identitiesOfMember } from "./look-ups.js";
import { type Occurrence, referralOf, type Scope } from "./occurrence.js";
import { progressOf } from "./progress.js";
import type { EventLine, Scalar } from "./record.js";
import type { MemberRow, ReferralRow } from "./rows.js";
import { segmentsOf } from "./segments.js";
import { stepsOf } from "./tiers.js";
import { find } from "./world.js";

export function contextOf(d: Deciding, { scope, cause, member, occurredAt }: Occurrence): ConditionContext {
  return new Facts(d, scope, cause, member, occurredAt, undefined);
}
/** The context of an event of the member, before any rule: for steps, checks and holds. */
export function contextFor(d: Deciding, scope: Scope, cause: Happening | null, member: string): ConditionContext {
  return new Facts(d, scope, cause, member, cause?.occurredAt ?? d.moment ?? d.at, undefined);
}
/** The context of a person who may become a friend: there is no referral yet. */
export function contextForMember(d: Deciding, scope: Scope, member: string): ConditionContext {
  return new Facts(d, scope, null, member, d.at, member);
}

/** A class for its getters: each part is made when it is asked for, and most are not. */
class Facts implements ConditionContext {
  readonly #d: Deciding;
  readonly #scope: Scope;
  readonly #cause: Happening | null;
  readonly #member: string;
  readonly #asFriend: string | undefined;
  readonly at: number;

  constructor(d: Deciding, scope: Scope, cause: Happening | null, member: string, at: number, asFriend: string | undefined) {
    this.#d = d;
    this.#scope = scope;
    this.#cause = cause;
    this.#member = member;
    this.#asFriend = asFriend;
    this.at = at;
  }
  get #referral(): ReferralRow | undefined {
    return referralOf(this.#d, this.#scope);
  }
  #person(id: string, referral?: ReferralRow): MemberFacts {
    const told = this.#cause?.member === id ? this.#cause : null;
    // What comes by itself finds the status of its own moment, however late it is looked at; an event that is told late finds the present one.
    const standsAt = this.#cause === null ? this.at : (this.#d.moment ?? this.#d.at);
    return personPart(this.#d, this.#scope, id, { at: this.at, standsAt, told }, referral);
  }
  get event(): EventFacts | undefined {
    return this.#cause === null ? undefined : eventPart(this.#d, this.#scope, this.#cause);
  }
  get member(): MemberFacts {
    return this.#person(this.#member);
  }
  get friend(): MemberFacts | undefined {
    const id = this.#asFriend ?? this.#referral?.friendId;
    return id === undefined ? undefined : this.#person(id, this.#referral);
  }
  get referrer(): MemberFacts | undefined {
    const isAlone = this.#asFriend === undefined && this.#scope.referralId === null;
    const id = this.#referral?.referrerId ?? (isAlone ? this.#member : undefined);
    return id === undefined ? undefined : this.#person(id);
  }
  get referral(): ConditionContext["referral"] {
    const row = this.#referral;
    return row === undefined ? undefined : referralPart(row);
  }
  get match(): ConditionContext["match"] {
    return matchPart(this.#d, this.#referral);
  }
  get program(): { handle: string } {
    return this.#scope.program;
  }
}

/** Money is in the program's currency; where there is no rate for it there is none. Sums are taken before it is converted and rounded. */
function eventPart(d: Deciding, scope: Scope, cause: Happening): EventFacts {
  const { type, subject, currency, status, channel, placement, money, lines } = cause;
  const rate = exchangeFor(d, scope, cause);
  const part: EventFacts = { type, subject, currency, status, channel, placement, properties: propertiesPart(scope, cause, rate) };
  if (rate === undefined) return part;
  if (lines !== null) part.lines = linesPart(scope, lines, rate);
  if (money === null) return part;
  const goods = goodsOf(money);
  part.amount = exchanged(money.total, rate);
  part.tax = exchanged(money.tax, rate);
  part.shipping = exchanged(money.shipping, rate);
  part.discount = exchanged(money.discount, rate);
  part.goods = exchanged(goods, rate);
  part.goodsBeforeDiscount = exchanged(goods + money.discount, rate);
  return part;
}
function linesPart({ program }: Scope, lines: readonly EventLine[], rate: Exchange): EventFacts["lines"] {
  const all = [...program.assortments].map(([id, assortment]) => {
    const { net, gross, quantity } = factsOfLines(lines, assortment);
    return [id, { net: exchanged(net, rate), gross: exchanged(gross, rate), quantity }];
  });
  return Object.fromEntries(all);
}
function propertiesPart({ program }: Scope, { type, currency, properties }: Happening, rate: Exchange | undefined): Record<string, Scalar | bigint> {
  if (currency === null || !program.currencies.has(currency)) return properties;
  const told = Object.entries(properties).flatMap(([name, value]): [string, Scalar | bigint][] => {
    if (!isMoney(program, type, name)) return [[name, value]];
    return rate === undefined ? [] : [[name, exchanged(BigInt(value), rate)]];
  });
  return Object.fromEntries(told);
}

function personPart(
  d: Deciding,
  scope: Scope,
  id: string,
  { at, standsAt, told }: { at: number; standsAt: number; told: Happening | null },
  referral?: ReferralRow,
): MemberFacts {
  const row = find(d.world, "members", id) as MemberRow;
  let segment: MemberFacts["segment"];
  let history: FactsOfHistory | undefined;
  const done = () => {
    history ??= told === null ? row : factsBefore(d, scope.program, row, told);
    return history;
  };
  return {
    traits: referral === undefined ? row.traits : { ...row.traits, ...referral.frozen },
    joinedAt: row.joinedAt,
    get purchases() {
      return done().purchases;
    },
    get isCustomer() {
      return done().purchases > 0;
    },
    get firstPurchaseAt() {
      return done().firstPurchaseAt;
    },
    get lastSeenAt() {
      return done().lastSeenAt;
    },
    get referrals() {
      const { counts } = progressOf(d, scope, id);
      return { signedUp: counts.signed_up, qualified: counts.qualified, converted: counts.converted };
    },
    get level() {
      return levelsOf(d, scope, id);
    },
    get tier() {
      return stepsOf(d, scope, id, standsAt);
    },
    get segment() {
      segment ??= segmentsOf(scope.program, { at, member: this, program: scope.program });
      return segment;
    },
  };
}

function referralPart({ origin, stage, beganAt, referredFor }: ReferralRow): ConditionContext["referral"] {
  const { method, channel, placement, invitation } = origin;
  return { method, channel, placement, stage, startedAt: beganAt, referredFor, invitation };
}

/** By which identities friend and referrer are the same. */
function matchPart(d: Deciding, referral: ReferralRow | undefined): Record<string, boolean> {
  const match: Record<string, boolean> = { email: false, phone: false, address: false, payout: false, device: false };
  if (referral === undefined) return match;
  const theirs = new Set(identitiesOfMember(d.world, referral.referrerId));
  for (const identity of identitiesOfMember(d.world, referral.friendId)) {
    if (theirs.has(identity)) match[identity.slice(0, identity.indexOf("\n"))] = true;
  }
  return match;
}
