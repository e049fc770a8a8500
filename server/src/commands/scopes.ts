/** What a secret key may be allowed to do. `*` allows all, also what is added later. */
export const scopes = [
  "*",
  "events:write",
  "members:read",
  "members:write",
  "programs:read",
  "programs:write",
  "referrals:read",
  "referrals:write",
  "rewards:read",
  "rewards:write",
  "coupons:write",
  "facts:read",
  "webhooks:read",
  "webhooks:write",
  "rates:write",
  "clock:write",
  "keys:write",
] as const;

export type Scope = (typeof scopes)[number];

/** True if a key with these scopes may do what needs `wanted`. */
export function allowsScope(held: readonly string[], wanted: Scope): boolean {
  return held.includes("*") || held.includes(wanted);
}
