import Type from "typebox";
import { Referral } from "./referrals.js";
import { Reward } from "./rewards.js";
import { anything, Id, Moment, named, namedObject, nullable, oneOf, Problems, Text } from "./shapes.js";

const outcomeFields = {
  reason: Type.Optional(Type.String({ description: "Why it came to nothing, or to less." })),
  sentence: Type.String({ description: "What happened, in the language that was asked for." }),
  referrals: Type.Array(Id, { description: "That began." }),
  rewards: Type.Array(Id, { description: "That were made." }),
  taken: Type.Array(Id, { description: "Rewards that were taken back in part or whole." }),
};
const writtenFields = {
  id: Type.String({ description: "evt_ and the record's number: GET /v1/events/{id}/explanation tells how it was decided." }),
  replayed: Type.Boolean({ description: "True: the key was known and nothing was done again." }),
};
const failureFields = {
  errors: Type.Optional(Problems),
  code: Type.Optional(Type.String({ description: "Of what failed: docs/reference/errors.md." })),
  retryAfterSeconds: Type.Optional(Type.Integer()),
};
const STATUSES = ["rewarded", "recorded", "refused", "ignored"] as const;

export const EventResult = namedObject("EventResult", "What became of an event.", {
  key: Text,
  status: oneOf(STATUSES),
  ...writtenFields,
  ...outcomeFields,
});
const BatchedResult = namedObject("BatchedEventResult", "What became of one event of a batch. One that was not written has no id.", {
  key: nullable(Text),
  status: oneOf([...STATUSES, "invalid", "failed"]),
  id: Type.Optional(writtenFields.id),
  replayed: Type.Optional(writtenFields.replayed),
  ...outcomeFields,
  ...failureFields,
});
export const EventAnswer = named(
  "EventAnswer",
  Type.Union([EventResult, Type.Object({ results: Type.Array(BatchedResult) })], {
    description: "To one event its result; to a batch one for each, in order.",
  }),
);

const SegmentResult = namedObject("SegmentResult", "What became of one call of the Segment protocol. One that was not written has no id.", {
  messageId: nullable(Text),
  type: nullable(Text),
  status: oneOf([...STATUSES, "done", "invalid", "failed"]),
  id: Type.Optional(writtenFields.id),
  replayed: Type.Optional(writtenFields.replayed),
  ...outcomeFields,
  ...failureFields,
});
export const SegmentAnswer = namedObject("SegmentAnswer", "The results of the calls, in their order.", {
  success: Type.Literal(true),
  results: Type.Array(SegmentResult),
});

const explanationFields = {
  sentences: Type.Array(Text, { description: "All steps, as they are read one after the other." }),
  records: Type.Array(
    Type.Object({
      id: Text,
      at: Moment,
      what: Text,
      outcome: Text,
      steps: Type.Array(
        Type.Object({
          sentence: Text,
          data: Type.Optional(Type.Record(Type.String(), anything("A value of the step."), { description: "For owners only." })),
        }),
      ),
    }),
  ),
};
const Now = Type.String({ description: "How it stands now." });
export const EventExplanation = namedObject("EventExplanation", "Why an event had its result.", { event: Text, ...explanationFields });
export const RewardExplanation = namedObject("RewardExplanation", "Why there is a reward.", { reward: Reward, now: Now, ...explanationFields });
export const ReferralExplanation = namedObject("ReferralExplanation", "What became of a referral, and why.", {
  referral: Referral,
  now: Now,
  ...explanationFields,
});

export const Fact = named(
  "Fact",
  Type.Object(
    { id: Text, at: Moment, kind: Text, event: Text },
    { additionalProperties: true, description: "Something that happened; further fields by its kind." },
  ),
);
