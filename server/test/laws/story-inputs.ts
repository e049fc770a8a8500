/** Inputs about what a shop has by now: rewards that wait, accounts with something in them. */
import { derivedId } from "../../src/core/hash.js";
import { programsOf } from "../../src/core/look-ups.js";
import type { EventInput, RecordInput } from "../../src/core/record.js";
import { periodOf } from "../../src/core/time.js";
import { PEOPLE } from "./steps.js";
import type { Shop, Step } from "./story.js";

type Evidence = Pick<EventInput, "referrer" | "code" | "coupon" | "visits">;
const HOUR = 3_600_000;
const AGES = [1, 18, 90];
/** By what a friend came: a name, a code (one that was given as long as it has uses), a coupon that was passed on, or links that were opened, of which one is old and another somebody else's. */
export function evidence({ log: { stored, world }, at }: Shop, { by, with: method }: Extract<Step, { do: "sign_up" | "claim" }>): Evidence {
  const codesOf = (name: string) => [...stored.codes.values()].filter(({ memberId }) => memberId === world.externals.get(name));
  const codeOf = (name: string) => codesOf(name).find(({ usesLeft }) => usesLeft !== null && usesLeft > 0) ?? codesOf(name)[0];
  const own = codeOf(by);
  if (method === "referrer" || own === undefined) return { referrer: by };
  if (method === "code") return { code: own.code };
  if (method === "coupon") return { coupon: [...stored.coupons.values()].find(({ memberId }) => memberId === own.memberId)?.code ?? own.code };
  const opened = [own, codeOf(PEOPLE[by.length % PEOPLE.length] as string), own].filter((code) => code !== undefined);
  const version = stored.programs.get(own.programId)?.version as number;
  return {
    code: own.code,
    visits: opened.map(({ code, memberId: member, programId: program }, index) => ({
      id: `opened-${index}`,
      program,
      code,
      member,
      at: at - (AGES[index] as number) * HOUR,
      version: index === 0 ? version : 1,
    })),
  };
}

/** Of a reward that waits; an option that there may not be. */
export function claimOf({ log: { stored } }: Shop, { nth: index, option }: Extract<Step, { do: "take" }>): RecordInput[] {
  const waiting = new Map([...stored.rewards].filter(([, { state }]) => state === "waiting"));
  return pick(waiting, index, ({ id, recipientId, details }) => {
    const member = stored.members.get(recipientId)?.externalHash as string;
    const options = details.choice?.options ?? [];
    return { kind: "reward.claim", member, reward: id, ...(options.length > 0 && { option: options[option]?.id ?? "none" }) };
  });
}
/** Of an account with something in it. */
export function redemption({ log: { stored } }: Shop, { nth: index, part, use }: Extract<Step, { do: "redeem" }>): RecordInput[] {
  const filled = new Map([...stored.accounts].filter(([, { kind, balance }]) => kind === "available" && balance > 0n));
  return pick(filled, index, ({ holder, unit, balance }) => {
    const amount = { one: 1n, half: (balance + 1n) / 2n, all: balance, more: balance + 1n }[part];
    const member = stored.members.get(holder)?.externalHash as string;
    return { kind: "redeem", use, member, unit, amount: String(amount), orderTotal: "2500" };
  });
}
/** Of a coupon, some for an order and some by somebody, who may be somebody else. */
export function couponUse({ log: { stored } }: Shop, { nth }: { nth: number }): RecordInput[] {
  const someone = [...stored.members.values()][nth % 7]?.externalHash;
  return pick(stored.coupons, nth, ({ code }) => ({
    ...{ kind: "coupon.redeem", code, currency: "USD", orderTotal: "5000" },
    ...(nth % 3 > 0 && { subject: `order-${nth % 3}` }),
    ...(nth % 2 > 0 && someone !== undefined && { member: someone }),
    lines: [{ id: "#1", categories: ["tea"], amount: String(100 * nth) }],
  }));
}
/** The nth code that a partner has made. */
export function codeOf(n: number): { code: string; display: string } {
  return { code: `PARTNER${n}`, display: `Partner-${n}` };
}
export function pick<T>(rows: Map<string, T>, index: number, make: (row: T) => RecordInput): RecordInput[] {
  const all = [...rows.values()];
  return all.length === 0 ? [] : [make(all[index % all.length] as T)];
}
/** By the first of the member's codes. Each visitor comes once: the record's key, which stories have none of, would answer the second time. */
export function visitOf({ log: { stored, world, records }, at }: Shop, { by, nth: index, oncePer }: Extract<Step, { do: "visit" }>): RecordInput[] {
  const id = world.externals.get(by);
  const found = [...stored.codes.values()].find(({ memberId }) => memberId === id);
  if (found === undefined) return [];
  return [
    {
      kind: "visit",
      program: found.programId,
      code: found.code,
      visit: `vis_${index}`,
      visitor: `visitor-${records.length}`,
      oncePer,
      at,
      channel: "web",
    },
  ];
}

/** There, not there any more, none. */
const PICTURES = ["pic_1", null, undefined];
/** A member says something, and the owner, or the member, answers to what stands. */
export function said({ log: { records } }: Shop, { who, rating, answer }: Extract<Step, { do: "say" }>, program: string): RecordInput[] {
  const words: RecordInput = { kind: "testimonial.write", program, member: who, rating, picture: PICTURES[rating % PICTURES.length] };
  if (answer === "nothing") return [words, { kind: "feedback", program, member: who, feedback: `fbk_${records.length}`, about: "help" }];
  if (answer === "withdraw") return [words, { kind: "testimonial.withdraw", program, member: who }];
  return [words, { kind: "testimonial.review", program, member: who, written: records.length + 1, answer }];
}

/** A member does what a challenge wants and proves it; the owner answers, or answers and takes it back. */
export function proved({ log: { records } }: Shop, { who, answer }: Extract<Step, { do: "prove" }>, program: string): RecordInput[] {
  const about = { program, member: who, challenge: "proved" };
  const answers = answer === "both" ? (["accept", "refuse"] as const) : answer === "nothing" || answer === "withdraw" ? [] : [answer];
  return [
    { kind: "member", member: who, enrol: [program] },
    { kind: "event", type: "review_posted", member: who, subject: `proved-${records.length}`, properties: { seats: 1 } },
    { kind: "challenge.prove", ...about, by: "link" },
    ...(answer === "withdraw" ? [{ kind: "challenge.withdraw" as const, ...about }] : []),
    ...answers.map((each): RecordInput => ({ kind: "challenge.review", ...about, written: records.length + 3, answer: each })),
  ];
}

/** A member makes a squad, leaves it, or joins one that there is. */
export function teamedUp({ log: { stored } }: Shop, { who, nth, how }: Extract<Step, { do: "team_up" }>, program: string): RecordInput[] {
  const about = { program, member: who, challenge: "together" };
  if (how === "leave") return [{ kind: "squad.leave", ...about }];
  if (how === "make") return [{ kind: "squad.join", ...about }];
  return pick(stored.squads, nth, ({ code }) => ({ kind: "squad.join", ...about, code }));
}

/** Two members hand something in, which is accepted, or is refused for the second; they vote for each other when the week is over; and the contest closes. */
export function competed(
  { log: { records, stored, world }, at }: Shop,
  { nth, how }: Extract<Step, { do: "compete" }>,
  program: string,
): RecordInput[] {
  const members = [...stored.members.values()].filter(({ mergedInto }) => mergedInto === null);
  const [first, second] = [nth, nth + 1].map((each) => members[each % members.length]);
  const scope = programsOf(world).find(({ programId }) => programId === program);
  if (first === undefined || second === undefined || scope === undefined) return [];
  const { key, end } = periodOf(at, "week", scope.program.timeZone, scope.program.weekStart);
  const entryOf = ({ id }: { id: string }) => derivedId("ent", derivedId("ctr", program, "works", key), id);
  const about = { program, contest: "works" };
  const enter = (member: typeof first, written: number, answer: "accept" | "refuse"): RecordInput[] => [
    { kind: "contest.enter", ...about, member: member.externalHash, by: "link" },
    { kind: "contest.review", ...about, entry: entryOf(member), written, answer },
  ];
  const number = records.length;
  const entered: RecordInput[] = [
    ...[first, second].map(({ externalHash }): RecordInput => ({ kind: "member", member: externalHash, enrol: [program] })),
    ...enter(first, number + 3, "accept"),
    ...enter(second, number + 5, how === "refuse" ? "refuse" : "accept"),
  ];
  const vote = (voter: typeof first, entry: typeof first): RecordInput => ({
    kind: "contest.vote",
    ...about,
    member: voter.externalHash,
    entry: entryOf(entry),
  });
  const judged: RecordInput[] = [{ kind: "clock", to: end }, vote(second, first), vote(first, second)];
  if (how === "enter") return entered;
  if (how === "withdraw") return [...entered, { kind: "contest.withdraw", ...about, member: first.externalHash }];
  return [...entered, ...judged, ...(how === "close" ? [{ kind: "clock" as const, to: end + 80 * 3_600_000 }, { kind: "due" as const }] : [])];
}
