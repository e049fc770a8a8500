/** A friend's way as a path with stops: what is done, what comes next, and what each brings. */
import { movingGoal } from "../../core/document/places.js";
import type { Goal } from "../../core/document/schema.js";
import type { FriendView } from "../../queries/friends.js";
import { pseudonymOf } from "../../words/pseudonym.js";
import { brieflyGiven } from "../../words/terms/giving-words.js";
import { textIn } from "../explanation-view.js";
import { capital } from "../landing-view.js";
import { grantsOf, type Told } from "./told.js";

interface Stop {
  id: string;
  name: string;
  reachedAt(friend: FriendView): number | null;
  brings: string[];
}
/** So many things are named at a stop. */
const BRINGS_MAX = 3;
const OVER = new Set<FriendView["state"]>(["rejected", "expired", "reversed"]);

/** The stops of a program, the same for every friend, and worked out once in a language. */
export function stopsOf(told: Told): Stop[] {
  const stops = known.get(told.telling) ?? makeStops(told);
  known.set(told.telling, stops);
  return stops;
}
const known = new WeakMap<Told["telling"], Stop[]>();
function makeStops(told: Told): Stop[] {
  const { document, words } = told;
  const goals = document.goals ?? [];
  const moving = movingGoal(goals);
  const kept = moving?.hold !== undefined;
  const isMoving = (goal: Goal) => goal === moving;
  return [
    { id: "signed_up", name: words("stop.joined"), reachedAt: ({ times }) => times.signed_up, brings: broughtAt(told, "signed_up") },
    ...goals.map((goal) => ({
      id: goal.id,
      name: textIn(goal.name, told.language) ?? goal.id,
      reachedAt: ({ goals: reached }: FriendView) => reached[goal.id]?.reachedAt ?? null,
      brings: broughtAt(told, goal.id, ...(isMoving(goal) ? (["qualified", ...(kept ? [] : ["converted"])] as const) : [])),
    })),
    ...(kept
      ? [
          {
            id: "converted",
            name: words("stop.kept"),
            reachedAt: ({ times }: FriendView) => times.converted ?? null,
            brings: broughtAt(told, "converted"),
          },
        ]
      : []),
  ];
}
/** What the member gets when a referral reaches one of the stages, or a goal. */
function broughtAt(told: Told, ...reached: readonly string[]): string[] {
  const grants = grantsOf(told, ({ on }, { to }) => {
    const stage = "referral" in on ? on.referral : "goal" in on ? on.goal : undefined;
    return to === "referrer" && stage !== undefined && reached.includes(stage);
  });
  return [...new Set(grants.map(({ grant }) => capital(brieflyGiven(told.telling, grant))))].slice(0, BRINGS_MAX);
}

/** A friend under a name that may be shown, on the way. */
export function friendView(told: Told, stops: readonly Stop[], friend: FriendView) {
  const { words, day, language, program } = told;
  const isOver = OVER.has(friend.state);
  const reached = stops.map((stop) => stop.reachedAt(friend));
  // What was taken back was reached once; it is told as not reached.
  const next = reached.findIndex((at, index) => index > 0 && (at === null || friend.state === "reversed"));
  return {
    referral: friend.id,
    name: friend.name ?? words("friend", { name: pseudonymOf(program, friend.friendId, language) }),
    since: day(friend.beganAt),
    state: isOver ? "ended" : friend.state === "in_review" ? "in_review" : next === -1 ? "done" : "on_the_way",
    note: noteOf(told, friend, stops[next]),
    path: stops.map(({ id, name, brings }, index) => {
      const at = reached[index] ?? null;
      const isDone = at !== null && (index === 0 || friend.state !== "reversed");
      const state = isDone ? "done" : isOver ? "missed" : index === next ? "current" : "ahead";
      return { id, name, state, at: isDone && at !== null ? day(at) : null, brings };
    }),
  };
}
/** The name of the stop, if the friend has reached it and it counts. */
export function friendStep(told: Told, friend: FriendView, id: string): string | undefined {
  const stop = stopsOf(told).find((each) => each.id === id);
  return stop === undefined || OVER.has(friend.state) || stop.reachedAt(friend) === null ? undefined : stop.name;
}
function noteOf({ words, day }: Told, { state, times }: FriendView, next: Stop | undefined): string | null {
  if (OVER.has(state) || state === "in_review") return words(`friend.${state}`);
  if (next === undefined) return null;
  if (next.id === "converted")
    return times.holdUntil === undefined ? words("friend.held") : words("friend.held_until", { date: day(times.holdUntil) });
  return words("friend.next", { stop: next.name });
}

/** Where a reward is that the member waits for: what is done, what is missing, and what to do. It tells nothing of the friend but how far they are. */
export function explainFriend(told: Told, friend: FriendView) {
  const { words, day } = told;
  const stops = stopsOf(told);
  const { path, note, state } = friendView(told, stops, friend);
  const steps = path.map(({ name, state: reached, at, brings }) => {
    const key = reached === "done" ? "why.done" : reached === "missed" ? "why.missed" : "why.missing";
    const text = words(key, { stop: name, date: at ?? "", brings: brings.join(", "), hasBrings: brings.length === 0 ? "no" : "yes" });
    return { text, state: reached === "done" ? ("met" as const) : reached === "missed" ? ("not_needed" as const) : ("missing" as const) };
  });
  const isRefused = friend.referrerSide === "refused" && friend.state !== "rejected";
  const summary = isRefused
    ? words("why.refused")
    : (note ?? words(state === "done" ? "why.all_done" : "why.on_the_way", { date: day(friend.beganAt) }));
  return { summary, steps };
}
