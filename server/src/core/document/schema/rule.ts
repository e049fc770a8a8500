/** Rules: when something happens, and a condition holds, grants are given. */
import Type from "typebox";
import { DateTrigger, PeriodTrigger, SilenceTrigger } from "./clock.js";
import { ChallengeTrigger } from "./game/challenge.js";
import { ContestTrigger } from "./game/contest.js";
import { DrawTrigger } from "./game/draw.js";
import { LevelTrigger } from "./game/level.js";
import { StampCardTrigger } from "./game/stamp-card.js";
import { StreakTrigger } from "./game/streak.js";
import { Grant } from "./grant.js";
import { TierLostTrigger, TierReachedTrigger, TierWhileTrigger } from "./tier.js";
import { about, Condition, closed, EventName, Id, oneOf, Period, ReferralStage, Text } from "./values.js";

const EventTrigger = Type.Object(
  {
    event: about(EventName, "The event's type."),
    ordinal: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000,
        description: "Only the member's nth event of the type for which `when` holds; every one unless said.",
      }),
    ),
  },
  { ...closed, description: "An event of a member." },
);
const VisitTrigger = Type.Object(
  {
    visit: Type.Literal(true, { description: "Somebody came by a link or code of the member. Bots and previews are no visitors." }),
    oncePer: Type.Optional(
      oneOf(["day", "week", "month", "lifetime"], "How often the same visitor counts for the same member: once in each such period.", {
        default: "day",
      }),
    ),
  },
  { ...closed, description: "A visit by a member's link. The member is rewarded; the visitor is nobody yet." },
);
const ReferralTrigger = Type.Object(
  { referral: oneOf(["signed_up", "qualified", "converted", "reversed"], "The stage it reaches, or that it is taken back.") },
  { ...closed, description: "A referral reaches a stage." },
);
const GoalTrigger = Type.Object({ goal: about(Id, "A goal of the document.") }, { ...closed, description: "The goal of a referral is reached." });
const ReferralsTrigger = Type.Object(
  {
    referrals: Type.Object(
      {
        stage: ReferralStage,
        count: Type.Integer({ minimum: 1, maximum: 1_000_000, description: "How many." }),
        period: Type.Optional(about(Period, "In which period the referrals are counted; in all unless said.", { default: "lifetime" })),
        mode: Type.Optional(
          oneOf(
            ["once", "while", "every"],
            "once: when the count is first reached, and kept. while: as long as it holds; taken back below, given anew when reached again. every: at each nth, which uses up n referrals.",
            { default: "once" },
          ),
        ),
      },
      { ...closed, description: "A count of the referrer's referrals." },
    ),
  },
  { ...closed, description: "The referrer's referrals in a stage reach a count." },
);
const BadgeTrigger = Type.Object({ badge: about(Id, "A badge of the document.") }, { ...closed, description: "The badge is earned." });

const triggers = [
  EventTrigger,
  VisitTrigger,
  ReferralTrigger,
  GoalTrigger,
  ReferralsTrigger,
  StampCardTrigger,
  BadgeTrigger,
  TierReachedTrigger,
  TierLostTrigger,
  TierWhileTrigger,
  PeriodTrigger,
  DateTrigger,
  SilenceTrigger,
  LevelTrigger,
  StreakTrigger,
  ChallengeTrigger,
  ContestTrigger,
  DrawTrigger,
] as const;

export const Trigger = Type.Union([...triggers], {
  title: "Trigger",
  description:
    "What sets the rule off: exactly one of event, visit, referral, goal, referrals, stampCard, badge, tier, period, date, silence, level, streak, challenge, contest, draw.",
});

export const Rule = Type.Object(
  {
    id: about(Id, "The rule's name; the same over versions."),
    name: Type.Optional(about(Text, "What people call it.")),
    on: Trigger,
    when: Type.Optional(about(Condition, "Only if this holds.")),
    group: Type.Optional(
      Type.Object(
        {
          id: about(Id, "The group's name."),
          take: Type.Optional(
            oneOf(["first", "best"], "Which of the group's rules fires: the first in the document, or the one whose grants are worth most.", {
              default: "first",
            }),
          ),
        },
        { ...closed, description: "Of the rules of a group that are set off together only one fires." },
      ),
    ),
    grants: Type.Array(Grant, { minItems: 1, maxItems: 20, description: "What is given." }),
  },
  { ...closed, title: "Rule", description: "A trigger, a condition and grants." },
);
