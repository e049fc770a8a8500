/** Levels: steps by what was done in all, never lost. */
import Type from "typebox";
import { about, closed, Decimal, ReferralStage, Text, UnitName, Word } from "../values.js";

const LevelStep = Type.Object(
  {
    id: about(Word, "The step's name in conditions and tables, the same over versions; not none, which is what a member without a step has."),
    name: Type.Optional(about(Text, "What people call it.")),
    atLeast: about(Decimal, "From how much on, in all. The lowest step may begin at 0."),
  },
  { ...closed, description: "A step of a level." },
);
export const Level = Type.Object(
  {
    id: about(Word, "The level's name in conditions and tables, the same over versions: member.level.<id> gives the id of the step, or none."),
    name: Type.Optional(about(Text, "What people call it.")),
    measure: Type.Union(
      [
        Type.Object({ referrals: ReferralStage }, { ...closed, description: "How many referrals have reached this stage." }),
        Type.Object(
          { earned: about(UnitName, "POINTS or a unit of the document.") },
          { ...closed, description: "How much of a unit was ever earned, less what was taken back." },
        ),
      ],
      {
        description:
          "What decides, over all time: referrals of the member, or how much of a unit was earned. What is spent lowers nothing; what is taken back counts no more for the next step, but no step is lost.",
      },
    ),
    steps: Type.Array(LevelStep, { minItems: 1, maxItems: 50, description: "The steps, the lowest first." }),
  },
  { ...closed, title: "Level", description: "A step by what a member has done in all. A level that was reached is never lost." },
);
export const LevelTrigger = Type.Object(
  { level: about(Word, "A level of the document."), step: about(Word, "The step that the member reaches.") },
  { ...closed, description: "A member reaches a step of a level: once ever." },
);
