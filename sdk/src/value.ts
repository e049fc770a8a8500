/** What was earned and what became of it: rewards, wallets, coupons, payouts. */
import type { BodyOf, CallOptions, QueryOf, Request, WriteOptions } from "./operation.js";
import { walk } from "./pages.js";

type RewardQuery = QueryOf<"GET", "/v1/rewards">;
type Order = BodyOf<"POST", "/v1/coupons/redeem">;
type Reasoned = WriteOptions & { reason?: string };

export function rewardMethods(request: Request) {
  const list = (query: RewardQuery = {}, options?: CallOptions) => request("GET", "/v1/rewards", { query, ...options });
  return {
    get: (id: string, options?: CallOptions) => request("GET", "/v1/rewards/{id}", { params: { id }, ...options }),
    /** One page. */
    list,
    /** All that the query asks for, page after page. */
    each: (query: Omit<RewardQuery, "cursor"> = {}, options?: CallOptions) => walk((cursor) => list({ limit: 100, ...query, cursor }, options)),
    /** Lets a reward go that waits for an approval. */
    approve: (id: string, { reason, ...options }: Reasoned = {}) =>
      request("POST", "/v1/rewards/{id}/approve", { params: { id }, body: { reason }, ...options }),
    /** Refuses a reward that waits for an approval. */
    deny: (id: string, { reason, ...options }: Reasoned = {}) =>
      request("POST", "/v1/rewards/{id}/deny", { params: { id }, body: { reason }, ...options }),
    /** Says how far the sending of an item is. */
    fulfil: (id: string, state: "queued" | "sent" | "failed", { reason, ...options }: Reasoned = {}) =>
      request("POST", "/v1/rewards/{id}/fulfilment", { params: { id }, body: { state, reason }, ...options }),
    /** Claims a member's reward that waits, or chooses one of its options; a member's token will do. */
    claim: (member: string, id: string, { option, ...options }: WriteOptions & { option?: string } = {}) =>
      request("POST", "/v1/members/{externalId}/rewards/{id}/claim", { params: { externalId: member, id }, body: { option }, ...options }),
    /** Takes a reward back. */
    reverse: (id: string, { reason, ...options }: Reasoned = {}) =>
      request("POST", "/v1/rewards/{id}/reverse", { params: { id }, body: { reason }, ...options }),
    /** The decision that made it, and what later ones did to it. */
    explain: (id: string, options?: CallOptions) =>
      request("GET", "/v1/rewards/{id}/explanation", { params: { id }, query: { lang: options?.language }, ...options }),
  };
}

export function walletMethods(request: Request) {
  return {
    get: (member: string, options?: CallOptions) => request("GET", "/v1/wallets/{externalId}", { params: { externalId: member }, ...options }),
    /** One page of what moved, newest first. */
    entries: (member: string, query: QueryOf<"GET", "/v1/wallets/{externalId}/entries"> = {}, options?: CallOptions) =>
      request("GET", "/v1/wallets/{externalId}/entries", { params: { externalId: member }, query, ...options }),
    /** Exchanges points, or another unit, for an entry of a program's catalogue. */
    exchange: (member: string, exchange: BodyOf<"POST", "/v1/wallets/{externalId}/exchange">, options?: WriteOptions) =>
      request("POST", "/v1/wallets/{externalId}/exchange", { params: { externalId: member }, body: exchange, ...options }),
    /** Spends what is available, whole or not at all. */
    redeem: (member: string, redemption: BodyOf<"POST", "/v1/wallets/{externalId}/redeem">, options?: WriteOptions) =>
      request("POST", "/v1/wallets/{externalId}/redeem", { params: { externalId: member }, body: redemption, ...options }),
  };
}

export function redemptionMethods(request: Request) {
  return {
    get: (id: string, options?: CallOptions) => request("GET", "/v1/redemptions/{id}", { params: { id }, ...options }),
    /** One page of a member's redemptions. */
    list: (query: QueryOf<"GET", "/v1/redemptions">, options?: CallOptions) => request("GET", "/v1/redemptions", { query, ...options }),
    /** Gives back what was spent, to the lots that it came from. */
    cancel: (id: string, { reason, ...options }: Reasoned = {}) =>
      request("POST", "/v1/redemptions/{id}/cancel", { params: { id }, body: { reason }, ...options }),
  };
}

export function couponMethods(request: Request) {
  return {
    /** What the coupon would take off this order. Changes nothing. */
    validate: (order: BodyOf<"POST", "/v1/coupons/validate">, options?: CallOptions) =>
      request("POST", "/v1/coupons/validate", { body: order, ...options }),
    /** Uses the coupon, once, also under a race. */
    redeem: (order: Order, options?: WriteOptions) => request("POST", "/v1/coupons/redeem", { body: order, ...options }),
  };
}

export function payoutMethods(request: Request) {
  return {
    /** One page of the cash that is due. */
    list: (query: QueryOf<"GET", "/v1/payouts"> = {}, options?: CallOptions) => request("GET", "/v1/payouts", { query, ...options }),
    /** Notes that cash was paid out. */
    make: (payout: BodyOf<"POST", "/v1/payouts">, options?: WriteOptions) => request("POST", "/v1/payouts", { body: payout, ...options }),
  };
}
