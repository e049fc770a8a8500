/** Challenges as a member meets them: how far they are, the proof that is wanted, and the squad. */
import { eventIn } from "../../words/terms/telling.js";
import type { challengeViews } from "../challenge-view.js";
import type { Standing } from "./game.js";
import { momentOf, prizeOf, type Told, within } from "./told.js";

type Challenge = ReturnType<typeof challengeViews>[number];

export function challengeViewsOf(told: Told, { challenges }: Standing) {
  const { words, day, telling } = told;
  return challenges.map((challenge) => {
    const { challenge: id, name, description, state, completed, optIn, joinedAt, steps, until } = challenge;
    const shares = steps.map(({ done, needed }) => within(Number(done) / Number(needed)));
    const end = momentOf(until);
    return {
      id,
      name,
      description,
      state,
      completed,
      canJoin: optIn && joinedAt === null && state !== "over",
      progress: completed ? 1 : shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length),
      steps: steps.map(({ name: step, event, done, needed, met }) => ({
        text: words("challenge.step", { step: step ?? eventIn(telling, event), done, needed }),
        met,
      })),
      until: end === null ? "" : words(state === "over" ? "over" : "until", { date: day(end) }),
      prize: prizeOf(told, ({ on }) => "challenge" in on && on.challenge === id),
      proof: proofView(told, challenge),
      squad: squadView(told, challenge),
    };
  });
}

function proofView({ words, day, published }: Told, { proof }: Challenge) {
  if (proof === null) return null;
  const { by, state, reason, until } = proof;
  const last = momentOf(until);
  const isTaken = last !== null && published.status === "running";
  const answer = { hasReason: reason === null ? "no" : "yes", reason: reason ?? "" };
  const text = words(`proof.${state}`, { by, ...answer, isTaken: isTaken ? "yes" : "no", date: last === null ? "" : day(last) });
  return { by, state, text, canHandIn: isTaken, canWithdraw: state === "waiting" };
}

function squadView({ words, published }: Told, { squad, state, completed }: Challenge) {
  if (squad === null) return null;
  const { min, max, mine } = squad;
  const isOpen = state === "running" && !completed && published.status === "running";
  if (mine === null) return { text: words("squad.none", { min, max }), code: null, members: [], canJoin: isOpen, canLeave: false };
  const { code, members } = mine;
  const missing = Math.max(0, min - members.length);
  const text = words("squad.mine", { n: members.length, max, missing });
  return { text, code: members.length < max && isOpen ? code : null, members, canJoin: false, canLeave: isOpen };
}
