/**
 * Challenges, contests and draws of random documents: a sum each month, friends' events for those who join, two steps each week, a proof, a squad; what members hand
 * in and vote for; tickets for each week, and for one evening.
 */
const CHALLENGES = [
  { id: "orders", name: "Orders", every: "month", steps: [{ event: "purchase", sum: "goods", atLeast: "60.00" }] },
  {
    id: "friends",
    name: "Friends",
    from: "2026-01-28",
    until: "2026-02-20",
    optIn: true,
    steps: [{ event: "purchase", of: "friends", where: 'event.amount > money("9.00")', differentFriends: true, count: 2 }],
  },
  {
    id: "posts",
    name: "Posts",
    every: "week",
    steps: [{ event: "review_posted" }, { event: "purchase", of: "friends", distinct: "event.currency" }],
  },
  { id: "proved", name: "Proved", every: "month", steps: [{ event: "review_posted" }], proof: "link" },
  {
    ...{ id: "together", name: "Together", every: "month", squad: { max: 3 } },
    steps: [
      { event: "purchase", sum: "goods", atLeast: "80.00" },
      { event: "review_posted", distinct: "event.currency" },
    ],
  },
];
const CONTESTS = [
  { id: "best", name: "Best", ranked: "buyers", correctedWithin: { days: 2 } },
  { id: "works", name: "Works", judged: { submit: ["link"], by: "members", every: "week", judgedWithin: { days: 3 } } },
];
const DRAWS = [
  { id: "weekly", name: "Weekly", every: "week", grace: { hours: 12 }, winners: 2 },
  { id: "evening", name: "Evening", at: "2026-01-31T18:00", grace: { hours: 6 } },
];
export const GAME = { challenges: CHALLENGES, contests: CONTESTS, draws: DRAWS };
export const GAME_TRIGGERS = [
  ...CHALLENGES.map(({ id }) => ({ challenge: id })),
  ...CONTESTS.map(({ id }) => ({ contest: id, place: 1, toPlace: 2 })),
  ...DRAWS.map(({ id }) => ({ draw: id })),
];
export const TICKET_RULES = [
  {
    id: "tickets",
    on: { event: "purchase" },
    grants: [
      { id: "own", to: "member", tickets: { draw: "weekly", count: 3 } },
      { id: "evening", to: "member", tickets: { draw: "evening" }, hold: { for: { hours: 20 } } },
      { id: "brought", to: "referrer", tickets: { draw: "weekly" } },
    ],
  },
  { id: "drawn", on: { draw: "weekly" }, grants: [{ id: "points", to: "member", points: { amount: "7" } }] },
];
