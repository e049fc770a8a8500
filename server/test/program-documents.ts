/** Program documents for tests: the smallest, a full one, and short ways to write a part that is tried on it. */

export const minimal = { format: 1, handle: "friends", name: "Friends", destination: "https://shop.example/" };
export const full = {
  ...minimal,
  units: { MB: { precision: 0 }, KM: { precision: 3 } },
  traits: { plan: { type: "string" }, phone: { type: "string", personal: true } },
  events: {
    ride: { properties: { km: { type: "int" }, tip: { type: "money" }, driver: { type: "string", personal: true }, kind: { type: "string" } } },
    stay: { properties: { kind: { type: "int" } } },
    ride_cancelled: { corrects: "ride" },
  },
  goals: [{ id: "rode", steps: { event: "ride" } }],
  stampCards: [{ id: "card", slots: 9 }],
  badges: [
    { id: "star", name: "Star" },
    { id: "moon", name: "Moon" },
  ],
};
export const credit = { id: "credit", to: "referrer", credit: { amount: "5.00" } };
export const rule = (on: unknown, grants: unknown[] = [credit], more: object = {}) => ({ rules: [{ id: "thanks", on, grants, ...more }] });
export const grant = (patch: object, on: unknown = { referral: "converted" }) => rule(on, [{ ...credit, ...patch }]);
export const gives = (given: object, on: unknown = { referral: "converted" }) => rule(on, [{ id: "credit", to: "referrer", ...given }]);
export const goal = (patch: object) => ({ goals: [{ id: "rode", steps: { event: "ride" }, ...patch }] });
export const limit = (patch: object, given: object = {}) => grant({ limits: [{ id: "cap", measure: "rewards", max: "3", ...patch }], ...given });
