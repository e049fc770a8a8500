/**
 * What one program must do, said again in the plainest way: no log, no ledger, no effects of effects, just people and numbers.
 * When a friend's first order stands: points at once for the friend, credit on hold for the referrer, who gets it for at most 3 friends.
 * When the last order that counted is refunded, both are taken back; what was spent of them becomes a debt.
 */
export type Unit = "POINTS" | "credit:USD";
interface Account {
  available: number;
  debt: number;
}
export interface Person {
  referrer?: string;
  /** Orders that stand, and when they came. */
  orders: Map<string, number>;
  refunded: Set<string>;
  /** Of these the ones that count for the referral; it has converted while there is one. */
  counted: Set<string>;
  /** What the referrer was given for this friend. */
  credit?: { until: number; isPending: boolean };
  accounts: Record<Unit, Account>;
  rewards: number;
}
const HOLD_MS = 14 * 86_400_000;
const LATENESS_MS = 30 * 86_400_000;
const CREDIT = 500;
const POINTS = 50;
export const FRIENDS_MAX = 3;

export class Model {
  now: number;
  people = new Map<string, Person>();
  spent: { who: string; unit: Unit; amount: number; isCancelled: boolean }[] = [];
  constructor(now: number) {
    this.now = now;
  }
  join(name: string): void {
    const accounts = { POINTS: { available: 0, debt: 0 }, "credit:USD": { available: 0, debt: 0 } };
    this.people.set(name, { orders: new Map(), refunded: new Set(), counted: new Set(), accounts, rewards: 0 });
  }
  of(name: string): Person {
    return this.people.get(name) as Person;
  }
  friendsOf(name: string): Person[] {
    return [...this.people.values()].filter(({ referrer }) => referrer === name);
  }
  /** True when the referral began: then earlier orders count as well, unless they are told too late. */
  signUp(name: string, referrer: string): boolean {
    const friend = this.of(name);
    if (friend.referrer !== undefined || this.isAbove(name, referrer)) return false;
    friend.referrer = referrer;
    for (const [order, at] of friend.orders) if (at + LATENESS_MS >= this.now) this.count(friend, order);
    return true;
  }
  /** Whether a person is another, or stands above. */
  private isAbove(name: string, below: string | undefined): boolean {
    return below !== undefined && (below === name || this.isAbove(name, this.of(below).referrer));
  }
  purchase(name: string, order: string): void {
    const friend = this.of(name);
    if (friend.orders.has(order)) return;
    friend.orders.set(order, this.now);
    if (friend.referrer !== undefined) this.count(friend, order);
  }
  private count(friend: Person, order: string): void {
    friend.counted.add(order);
    if (friend.counted.size > 1) return;
    this.give(friend, "POINTS", POINTS);
    friend.rewards++;
    const referrer = friend.referrer as string;
    if (this.friendsOf(referrer).filter(({ credit }) => credit !== undefined).length >= FRIENDS_MAX) return;
    friend.credit = { until: this.now + HOLD_MS, isPending: true };
    this.of(referrer).rewards++;
  }
  refund(name: string, order: string): void {
    const friend = this.of(name);
    friend.orders.delete(order);
    friend.refunded.add(order);
    if (!friend.counted.delete(order) || friend.counted.size > 0) return;
    this.take(friend, "POINTS", POINTS);
    if (friend.credit?.isPending === false) this.take(this.of(friend.referrer as string), "credit:USD", CREDIT);
    friend.credit = undefined;
  }
  spend(who: string, unit: Unit, amount: number): boolean {
    const account = this.of(who).accounts[unit];
    if (account.available < amount) return false;
    account.available -= amount;
    this.spent.push({ who, unit, amount, isCancelled: false });
    return true;
  }
  cancel(index: number): boolean {
    const spending = this.spent[index] as Model["spent"][number];
    if (spending.isCancelled) return false;
    spending.isCancelled = true;
    this.give(this.of(spending.who), spending.unit, spending.amount);
    return true;
  }
  wait(ms: number): void {
    this.now += ms;
    for (const { credit, referrer } of this.people.values()) {
      if (!credit?.isPending || credit.until > this.now) continue;
      credit.isPending = false;
      this.give(this.of(referrer as string), "credit:USD", CREDIT);
    }
  }
  pendingCredit(name: string): number {
    return CREDIT * this.friendsOf(name).filter(({ credit }) => credit?.isPending).length;
  }
  private give({ accounts }: Person, unit: Unit, amount: number): void {
    const account = accounts[unit];
    const repaid = Math.min(account.debt, amount);
    account.debt -= repaid;
    account.available += amount - repaid;
  }
  private take({ accounts }: Person, unit: Unit, amount: number): void {
    const account = accounts[unit];
    const there = Math.min(account.available, amount);
    account.available -= there;
    account.debt += amount - there;
  }
}
