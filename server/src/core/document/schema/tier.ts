/** Tiers: a member's status by what was done in a period, kept for a time and then lost. */
import Type from "typebox";
import { about, closed, Decimal, oneOf, ReferralStage, Text, UnitName, Word } from "./values.js";

const Measure = Type.Union(
  [
    Type.Object({ referrals: ReferralStage }, { ...closed, description: "How many referrals reached this stage in the period." }),
    Type.Object(
      { earned: about(UnitName, "POINTS or a unit of the document: how much was given in the period, less what was taken back.") },
      { ...closed, description: "How much of a unit was earned in the period." },
    ),
  ],
  { description: "What decides: referrals of the member, or how much of a unit was earned." },
);
const TierStep = Type.Object(
  {
    id: about(Word, "The step's name in conditions and tables; not none, which is what a member without a step has."),
    name: Type.Optional(about(Text, "What people call it.")),
    atLeast: about(Decimal, "From how much on, in one period."),
  },
  { ...closed, description: "A step of a tier." },
);
export const Tier = Type.Object(
  {
    id: about(Word, "The tier's name in conditions and tables, the same over versions: member.tier.<id> gives the id of the step, or none."),
    name: Type.Optional(about(Text, "What people call it.")),
    measure: Measure,
    period: oneOf(["month", "quarter", "year"], "In which period of the calendar it is measured."),
    keptFor: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 12,
        default: 1,
        description: "For how many periods after the one in which a step was reached it is kept.",
      }),
    ),
    warnDays: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 90,
        description:
          "So many days before a period ends a member who would lose a step with it is told, with what is missing to keep it (`tier.at_risk`). Nobody is told unless said.",
      }),
    ),
    steps: Type.Array(TierStep, { minItems: 1, maxItems: 20, description: "The steps, the lowest first." }),
  },
  {
    ...closed,
    title: "Tier",
    description: "A status that is measured anew in each period: reached at once, kept for a time, lost unless it is reached again.",
  },
);

export const TierReachedTrigger = Type.Object(
  { tier: about(Word, "A tier of the document."), reached: about(Word, "The step that the member reaches.") },
  { ...closed, description: "A member reaches a step of a tier." },
);
export const TierLostTrigger = Type.Object(
  { tier: about(Word, "A tier of the document."), lost: about(Word, "The step that the member loses.") },
  { ...closed, description: "A member loses a step of a tier: a period is over, or what it was reached by was taken back." },
);
export const TierWhileTrigger = Type.Object(
  { tier: about(Word, "A tier of the document."), while: about(Word, "The step that the member is on, or above.") },
  {
    ...closed,
    description:
      "As long as a member holds a step of a tier: given when it is reached, taken back when it is lost, given anew when it is reached again.",
  },
);
