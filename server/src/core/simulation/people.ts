/** The invented people: what chance has in store for each, drawn at once from a stream of their own, so that another number somewhere else changes nobody. */
import type { Identities, IdentityKind, Scalar } from "../record.js";
import type { Assumptions } from "./assumptions.js";
import { type Chance, chanceOf, mixed } from "./chance.js";
import type { ImaginedTrait } from "./imagined-events.js";

export interface Person {
  /** Names the stream: of a friend it follows from the referrer's. */
  key: number;
  chance: Chance;
  /** The business's own id. */
  name: string;
  referrer: Person | null;
  /** Of the log: once an input has told of the person. */
  memberId: string | null;
  isEnrolled: boolean;
  /** When the person became a customer; the start for who was one. */
  customerAt: number | null;
  isFraud: boolean;
  /** Whether there is a referral: known after the sign-up. */
  isReferred: boolean;
  nextOrder: number;
  /** The next reward of which it is drawn whether it is used. */
  nextReward: number;
  /** Codes of coupons that are kept for the next order. */
  coupons: string[];
  isReached: boolean;
  isSharing: boolean;
  /** Shares nothing and was brought by nobody: stands for others of the kind. */
  isPassive: boolean;
  shareDelayDays: number;
}
/** How a friend takes an invitation. */
export interface Friendship {
  isVisiting: boolean;
  visitDelayDays: number;
  isSigningUp: boolean;
  signUpDelayDays: number;
  isFraud: boolean;
  isSameMail: boolean;
  isSameAddress: boolean;
  isBuying: boolean;
  purchaseDelayDays: number;
}

export function newPerson(key: number, name: string, assumptions: Assumptions, referrer: Person | null): Person {
  const chance = chanceOf(key);
  return {
    key,
    chance,
    name,
    referrer,
    memberId: null,
    isEnrolled: false,
    customerAt: null,
    isFraud: false,
    isReferred: false,
    nextOrder: 1,
    nextReward: 1,
    coupons: [],
    isReached: isReached(key, assumptions),
    isSharing: isSharing(key, assumptions),
    isPassive: referrer === null && !isSharing(key, assumptions),
    shareDelayDays: chance.exponential(assumptions.shareDelayDays),
  };
}
/** Asked of everybody, and so without a stream: the key itself is as good as chance. */
export function isReached(key: number, { reachRate }: Assumptions): boolean {
  return mixed(key, 7) < reachRate * BITS;
}
export function isSharing(key: number, { shareRate }: Assumptions): boolean {
  return mixed(key, 8) < shareRate * BITS;
}
/** Whether one of those who share nothing is played. */
export function isPlayed(key: number, passivePart: number): boolean {
  return mixed(key, 10) < passivePart * BITS;
}
const BITS = 4_294_967_296;

/** Always the same draws in the same order, whatever comes of them. */
export function friendshipOf({ key }: Person, assumptions: Assumptions): Friendship {
  const chance = chanceOf(key, 1);
  return {
    isVisiting: chance.happens(assumptions.visitRate),
    visitDelayDays: chance.exponential(assumptions.visitDelayDays),
    isSigningUp: chance.happens(assumptions.signUpRate),
    signUpDelayDays: chance.exponential(assumptions.visitDelayDays),
    isFraud: chance.happens(assumptions.fraudRate),
    isSameMail: chance.happens(0.5),
    isSameAddress: chance.happens(assumptions.sharedAddressRate),
    isBuying: chance.happens(assumptions.purchaseRate),
    purchaseDelayDays: chance.exponential(assumptions.purchaseDelayDays),
  };
}
export function invitationsOf({ key }: Person, assumptions: Assumptions): number {
  return chanceOf(key, 2).geometric(assumptions.invitationsPerSharer);
}
export function friendKey({ key }: Person, invitation: number): number {
  return mixed(mixed(key, 3), invitation);
}
/** One order of a person, and what becomes of it. */
export function orderOf({ key, nextOrder }: Person, assumptions: Assumptions) {
  const chance = chanceOf(key, 4, nextOrder);
  return {
    isReturned: chance.happens(assumptions.returnRate),
    returnDelayDays: chance.exponential(assumptions.returnDelayDays),
    isRepeated: chance.happens(assumptions.repeatRate),
    repeatDelayDays: chance.exponential(assumptions.repeatDelayDays),
    valueMinor: Math.max(0, Math.round(chance.lognormal(assumptions.orderValueMinor, assumptions.orderValueSpread))),
  };
}

/** What a person is known by; who comes a second time has the other's address and more. */
export function identitiesOf(person: Person, friendship: Friendship | null, kinds: ReadonlySet<string>): Identities | undefined {
  if (kinds.size === 0) return undefined;
  const { referrer } = person;
  const identities: Identities = {};
  for (const kind of kinds as ReadonlySet<IdentityKind>) {
    const isMail = kind === "email" || kind === "phone";
    const isSame = friendship?.isFraud ? !isMail || friendship.isSameMail : kind === "address" && friendship?.isSameAddress === true;
    identities[kind] = `${kind} of ${isSame ? referrer?.name : person.name}`;
  }
  return identities;
}
export function traitsOf({ key }: Person, traits: readonly ImaginedTrait[]): Record<string, Scalar> | undefined {
  if (traits.length === 0) return undefined;
  const chance = chanceOf(key, 5);
  return Object.fromEntries(traits.map(({ name, values }) => [name, values[chance.below(values.length)] as Scalar]));
}
