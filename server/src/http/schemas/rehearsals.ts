import Type from "typebox";
import { REWARD_KINDS } from "../../core/reward-kinds.js";
import { Decimal, Id, MaybeMoment, MemberId, Moment, namedObject, nullable, oneOf, Text, unitFields } from "./shapes.js";

const Version = Type.Union([Type.Integer(), Type.Literal("draft")], {
  description: "The document that was rehearsed: a published version, or the draft.",
});
export const rehearsedFields = {
  program: Id,
  version: Version,
  revision: Type.Optional(Type.Integer({ description: "Of the draft." })),
  hash: Type.String({ description: "Of the document." }),
  inForce: Type.Boolean({ description: "Whether the document is the one that is in force." }),
};

const side = oneOf(["referrer", "friend", "member", "referrers_referrer"]);
export const rewardType = oneOf(REWARD_KINDS);
const type = rewardType;
const aboutReward = {
  program: Id,
  rule: Text,
  grant: Text,
  member: MemberId,
  side,
  type,
  unit: Type.Optional(unitFields.unit),
  kind: unitFields.kind,
  accruing: unitFields.accruing,
};
const TriedReward = Type.Object({
  ...aboutReward,
  amount: Type.Optional(Decimal),
  item: Type.Optional(Type.String({ description: "Of a badge or stamp: which one." })),
  state: oneOf(["waiting", "pending", "available", "redeemed", "cancelled", "expired", "reversed"]),
  hold: nullable(Type.Object({ until: MaybeMoment, waitsFor: Type.Array(oneOf(["approval", "event", "review"])) })),
  expiresAt: MaybeMoment,
});
const TakenReward = Type.Object({
  ...aboutReward,
  reward: nullable(Id, "Null for a reward that is imagined itself."),
  how: oneOf(["cancelled", "reversed", "shrunk"]),
  amount: Type.Optional(Decimal),
  debt: Type.Optional(Type.String({ description: "The part that the member would owe." })),
});
const TriedResult = namedObject("TriedEventResult", "What would become of an imagined event.", {
  at: Moment,
  status: oneOf(["rewarded", "recorded", "refused", "ignored"]),
  reason: Type.Optional(Type.String({ description: "Why it would come to nothing, or to less." })),
  sentence: Text,
  referrals: Type.Array(Type.Object({ program: Id, friend: MemberId, referrer: MemberId, state: Text }), { description: "That would begin." }),
  rewards: Type.Array(TriedReward, { description: "That would be made, as they would stand right after." }),
  taken: Type.Array(TakenReward, { description: "What would be taken back." }),
  sentences: Type.Array(Text, { description: "The steps of the decision in plain words." }),
});
export const TrialAnswer = namedObject("TrialAnswer", "What would happen. Nothing was written, and no key was used.", {
  ...rehearsedFields,
  at: Moment,
  members: Type.Array(
    Type.Object({
      id: Text,
      code: nullable(Text, "What they would share in the program: imagined events may name it. Null where they are not enrolled."),
    }),
    { description: "The imagined people." },
  ),
  results: Type.Array(TriedResult, { description: "One for each event, in their order." }),
});

const sum = Type.Object({
  count: Type.Integer({ description: "Rewards that were made." }),
  amount: Type.Optional(Decimal),
  taken: Type.Optional(Type.String({ description: "What was taken back of it." })),
  net: Type.Optional(Type.String({ description: "What remains: the cost." })),
  takenCount: Type.Optional(Type.Integer({ description: "Of what has no amount: how many were taken back." })),
});
const compared = {
  type,
  unit: Type.Optional(unitFields.unit),
  kind: unitFields.kind,
  accruing: unitFields.accruing,
  recorded: sum,
  candidate: sum,
  difference: Type.Object({ count: Type.Integer(), net: Type.Optional(Decimal) }),
};
const counts = Type.Object({ began: Type.Integer(), qualified: Type.Integer(), converted: Type.Integer() });
const stage = nullable(oneOf(["signed_up", "qualified", "converted", "rejected", "expired", "reversed"]));
const difference = Type.Array(Type.Object({ member: MemberId, by: Decimal }));
const explained = Type.Object({ sentence: Text, sentences: Type.Array(Text) });
const Report = namedObject("BacktestReport", "What would have happened, beside what did.", {
  ...rehearsedFields,
  records: Type.Integer({ description: "That were decided again." }),
  from: MaybeMoment,
  to: MaybeMoment,
  identical: Type.Boolean({ description: "Whether every reward and referral of the whole log is the same on both sides, to the last unit." }),
  totals: Type.Array(Type.Object(compared)),
  rules: Type.Array(Type.Object({ rule: Text, grant: Text, ...compared })),
  months: Type.Array(
    Type.Object({
      month: Type.String({ description: "In which the rewards were made, in the program's time zone.", examples: ["2026-03"] }),
      ...compared,
    }),
  ),
  referrals: Type.Object({
    recorded: counts,
    candidate: counts,
    gained: Type.Integer({ description: "That would have come further." }),
    lost: Type.Integer({ description: "That would not have come so far." }),
    examples: Type.Array(Type.Object({ referral: nullable(Id), friend: MemberId, referrer: MemberId, recorded: stage, candidate: stage })),
  }),
  members: Type.Array(
    Type.Object({
      unit: unitFields.unit,
      kind: unitFields.kind,
      accruing: unitFields.accruing,
      gaining: Type.Integer(),
      losing: Type.Integer(),
      most: difference,
      least: difference,
    }),
    {
      description: "By unit: how many would have gained and lost, and who the most.",
    },
  ),
  redemptions: Type.Object({ recorded: Type.Integer(), notPossible: Type.Integer({ description: "Of value that members would not have had." }) }),
  examples: Type.Array(Type.Object({ event: Text, at: Moment, what: Text, recorded: explained, candidate: explained }), {
    description: "Events of which the two make something else, one of each kind of difference.",
  }),
});
/** One line of the answer. */
export const BacktestLine = namedObject("BacktestLine", "A line of a backtest: how far it is; the last one has the report, or why there is none.", {
  progress: Type.Optional(Type.Object({ records: Type.Integer(), of: Type.Integer() })),
  report: Type.Optional(Report),
  error: Type.Optional(Type.Object({ code: Text, detail: Text })),
});
