import { describe, expect, test } from "vitest";
import { compileProgram } from "./compile.js";
import type { ProgramDocument } from "./schema.js";
import { validateProgram } from "./validate.js";

const pieces = {
  events: { ride: { properties: { km: { type: "int" }, town: { type: "string" } } } },
  traits: { zone: { type: "string" }, club: { type: "string" }, email: { type: "string", personal: true }, age: { type: "int" } },
  segments: [{ id: "regulars", when: "member.purchases > 2" }],
  badges: [{ id: "rider", name: "Rider" }],
  levels: [
    {
      id: "club",
      measure: { earned: "POINTS" },
      steps: [
        { id: "bronze", atLeast: "0" },
        { id: "gold", atLeast: "2000" },
      ],
    },
  ],
  streaks: [{ id: "riding", event: "ride", each: "week", timeZone: "zone", freezes: { earnedEvery: 4, max: 2 } }],
  challenges: [
    {
      id: "march",
      name: "March",
      from: "2026-03-01",
      until: "2026-04-01",
      steps: [{ event: "ride", of: "friends", differentFriends: true, count: 3 }],
    },
  ],
  leaderboards: [{ id: "weekly", name: "Weekly", score: { earned: "POINTS" }, period: "week", partitionBy: "club", segment: "regulars" }],
  contests: [
    { id: "most", name: "Most", ranked: "weekly" },
    { id: "post", name: "Post", judged: { submit: ["link"], by: "owner", every: "month" } },
  ],
  draws: [{ id: "car", name: "Car", every: "month" }],
  waitingList: {},
};
const points = [{ id: "points", to: "member", points: { amount: "5" } }];
const rules = [
  { id: "golden", on: { level: "club", step: "gold" }, grants: points },
  { id: "four", on: { streak: "riding", length: 4 }, grants: points },
  { id: "done", on: { challenge: "march" }, grants: points },
  { id: "second", on: { contest: "most", place: 2, toPlace: 3 }, grants: points },
  { id: "won", on: { draw: "car" }, grants: points },
  {
    id: "ride",
    on: { event: "ride" },
    grants: [
      { id: "ticket", to: "member", tickets: { draw: "car" } },
      { id: "faster", to: "member", booster: { multiplyBy: "2", for: { days: 7 }, rules: ["ride"] } },
      { id: "ahead", to: "member", places: 10 },
      { id: "badge", to: "member", badge: "rider", boundWith: ["ticket"] },
    ],
  },
];
const base = { format: 1, handle: "game", name: "Game", destination: "https://shop.example/" };
const document = { ...base, ...pieces, rules };
const problemsOf = (patch: object) => {
  const validation = validateProgram({ ...document, ...patch });
  return validation.ok ? [] : validation.problems.map(({ path, problem }) => `${path} | ${problem}`);
};
const withTrigger = (on: object) => ({ rules: [...rules, { id: "other", on, grants: points }] });
const withGrant = (grant: object) => ({ rules: [...rules, { id: "other", on: { event: "ride" }, grants: [{ id: "a", to: "member", ...grant }] }] });

describe("pieces of the game", () => {
  test("are valid together, and all of them run", () => {
    const validation = validateProgram(document);
    if (!validation.ok) throw new Error(JSON.stringify(validation.problems));
    expect([...compileProgram(document as unknown as ProgramDocument).rules.keys()]).toEqual(rules.map(({ id }) => id));
  });

  test.each<[object, string]>([
    [{ challenges: [{ ...pieces.challenges[0], squad: { min: 4, max: 3 } }] }, "/challenges/0/squad/min | A squad"],
    [{ challenges: [{ ...pieces.challenges[0], squad: { max: 3 }, proof: "link" }] }, "/challenges/0/squad | A squad"],
    [
      { levels: [{ id: "club", measure: { earned: "MILES" }, steps: [{ id: "gold", atLeast: "1" }] }] },
      "/levels/0/measure/earned | There is no unit",
    ],
    [
      {
        levels: [
          {
            id: "club",
            measure: { referrals: "converted" },
            steps: [
              { id: "gold", atLeast: "5" },
              { id: "b", atLeast: "5" },
            ],
          },
        ],
      },
      "/levels/0/steps/1/atLeast | The steps do not rise.",
    ],
    [{ streaks: [{ id: "riding", event: "fly", each: "day" }] }, "/streaks/0/event | There is no type of event"],
    [{ streaks: [{ id: "riding", event: "ride", each: "day", timeZone: "email" }] }, '/streaks/0/timeZone | "email" is personal data.'],
    [{ leaderboards: [{ ...pieces.leaderboards[0], partitionBy: "age" }] }, '/leaderboards/0/partitionBy | "age" is no text.'],
    [{ leaderboards: [{ ...pieces.leaderboards[0], from: "2026-01-01" }] }, "/leaderboards/0/period | It has a time of its own already."],
    [{ leaderboards: [{ ...pieces.leaderboards[0], segment: "nobody" }] }, "/leaderboards/0/segment | There is no segment"],
    [
      { leaderboards: [{ id: "weekly", name: "All", score: { event: "ride", sum: { property: "town" } } }] },
      "/leaderboards/0/score/sum/property | There is no money or int",
    ],
    [
      { leaderboards: [{ id: "weekly", name: "All", score: { referrals: "converted" } }] },
      '/contests/0/ranked | The leaderboard "weekly" never ends',
    ],
    [{ challenges: [{ ...pieces.challenges[0], until: undefined }] }, "/challenges/0 | A beginning and an end belong together."],
    [{ challenges: [{ ...pieces.challenges[0], until: "2026-02-01" }] }, "/challenges/0/until | It is over before it begins."],
    [{ challenges: [{ id: "march", name: "March", steps: [{ event: "ride" }] }] }, "/challenges/0 | It has no time."],
    [{ challenges: [{ ...pieces.challenges[0], every: "month" }] }, "/challenges/0/every | It has a time of its own already."],
    [
      { challenges: [{ id: "march", name: "March", every: "month", steps: [{ event: "ride", differentFriends: true }] }] },
      "/challenges/0/steps/0/differentFriends | These are",
    ],
    [
      { challenges: [{ id: "march", name: "March", every: "month", steps: [{ event: "ride", sum: "total" }] }] },
      "/challenges/0/steps/0 | A sum and how much",
    ],
    [{ challenges: [{ ...pieces.challenges[0], steps: [] }] }, "/challenges/0/steps | Nothing is to be done."],
    [
      { challenges: [{ ...pieces.challenges[0], steps: [{ event: "ride", distinct: "member.traits.club" }] }] },
      '/challenges/0/steps/0/distinct | "member.traits.club" is not told by the event.',
    ],
    [
      { challenges: [{ ...pieces.challenges[0], steps: [{ event: "ride", distinct: "event.properties.town", count: 101 }] }] },
      "/challenges/0/steps/0/count | Different ones are counted up to 100.",
    ],
    [
      { challenges: [{ ...pieces.challenges[0], steps: [{ event: "ride", sum: { property: "km" }, atLeast: "0" }] }] },
      "/challenges/0/steps/0/atLeast | A sum of nothing",
    ],
    [withTrigger({ challenge: "april" }), "/rules/6/on/challenge | There is no challenge"],
    [{ contests: [{ id: "most", name: "Most" }] }, "/contests/0 | A contest is ranked by a leaderboard or judged"],
    [{ contests: [{ id: "most", name: "Most", ranked: "yearly" }] }, "/contests/0/ranked | There is no leaderboard"],
    [{ draws: [{ id: "car", name: "Car" }] }, "/draws/0 | A draw is held once or in each period"],
    [{ waitingList: undefined }, "/rules/5/grants/2/places | There is no waiting list."],
    [withTrigger({ level: "club", step: "platinum" }), "/rules/6/on/step | There is no step of this level"],
    [withTrigger({ contest: "most", place: 3, toPlace: 2 }), "/rules/6/on/toPlace | The places end before they begin."],
    [withTrigger({ draw: "boat" }), "/rules/6/on/draw | There is no draw"],
    [withGrant({ tickets: { draw: "boat" } }), "/rules/6/grants/0/tickets/draw | There is no draw"],
    [withGrant({ booster: { multiplyBy: "0", for: { days: 1 } } }), "/rules/6/grants/0/booster/multiplyBy | Amounts cannot be multiplied by 0."],
    [withGrant({ places: 3, validity: { for: { days: 1 } } }), "/rules/6/grants/0/validity | Tickets, boosters and places"],
    [
      withGrant({ places: 3, limits: [{ id: "l", measure: "amount", max: "3" }] }),
      "/rules/6/grants/0/limits/0/measure | What the game gives has no amount.",
    ],
  ])("%j is told with its place", (patch, words) => {
    expect(problemsOf(patch).join("\n")).toContain(words);
  });
});
