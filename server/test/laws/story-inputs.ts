/** Inputs about what a shop has by now: rewards that wait, accounts with something in them. */
import type { EventInput, RecordInput } from "../../src/core/record.js";
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
  if (answer === "nothing") return [words];
  if (answer === "withdraw") return [words, { kind: "testimonial.withdraw", program, member: who }];
  return [words, { kind: "testimonial.review", program, member: who, written: records.length + 1, answer }];
}

/** A member proves a challenge, and the owner answers, or answers and takes it back. */
export function proved({ log: { records } }: Shop, { who, answer }: Extract<Step, { do: "prove" }>, program: string): RecordInput[] {
  const about = { program, member: who, challenge: "proved" };
  const answers = answer === "both" ? (["accept", "refuse"] as const) : answer === "nothing" ? [] : [answer];
  return [
    { kind: "challenge.prove", ...about, by: "link" },
    ...answers.map((each): RecordInput => ({ kind: "challenge.review", ...about, written: records.length + 1, answer: each })),
  ];
}

/** A member hands something in, which is accepted, votes for what there is, or what there is is refused. */
export function competed(
  { log: { records, stored, world } }: Shop,
  { who, nth, how }: Extract<Step, { do: "compete" }>,
  program: string,
): RecordInput[] {
  const about = { program, contest: "works" };
  if (how === "vote") return pick(stored.contestEntries, nth, ({ id }) => ({ kind: "contest.vote", ...about, member: who, entry: id }));
  if (how === "refuse")
    return pick(stored.contestEntries, nth, ({ id, recordNumber }) => ({
      kind: "contest.review",
      ...about,
      entry: id,
      written: recordNumber,
      answer: "refuse",
    }));
  const written = records.length + 1;
  const member = world.externals.get(who);
  const run = [...stored.contestRuns.values()].find(({ endsAt }) => endsAt > (records.at(-1)?.at ?? 0));
  const own = [...stored.contestEntries.values()].find((entry) => entry.memberId === member && entry.runId === run?.id);
  const entered: RecordInput = { kind: "contest.enter", ...about, member: who, by: "link" };
  return own === undefined ? [entered] : [entered, { kind: "contest.review", ...about, entry: own.id, written, answer: "accept" }];
}
