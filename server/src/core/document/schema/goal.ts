/** Goals of a referral: what the friend must do. */
import Type, { type Static } from "typebox";
import { orTable } from "./table.js";
import { about, Basis, Condition, closed, Decimal, Duration, EventName, Id, KeyText, LocalMoment, oneOf, Text } from "./values.js";

const FriendEvent = Type.Object(
  { event: about(EventName, "The type of the friend's event."), where: Type.Optional(about(Condition, "Only events for which this holds.")) },
  { ...closed, description: "An event of the friend." },
);

export const EventStep = Type.Object(
  {
    event: about(EventName, "The type of the friend's event."),
    where: Type.Optional(about(Condition, "Only events for which this holds count.")),
    count: Type.Optional(
      orTable(Type.Integer({ minimum: 1, maximum: 100_000, description: "A whole number." }), "How many are needed.", { default: 1 }),
    ),
    sum: Type.Optional(about(Basis, "Measure the sum of this instead of the count.")),
    atLeast: Type.Optional(orTable(Decimal, "The sum that is needed.")),
    distinct: Type.Optional(
      about(KeyText, "Count different values of this instead of events: event.properties.city. It asks the event alone; `count` of at most 100."),
    ),
    resetBy: Type.Optional(
      Type.Array(FriendEvent, {
        minItems: 1,
        maxItems: 10,
        description: "What counts must come in a row: such an event sets the count back to nothing. It changes nothing once the goal is reached.",
      }),
    ),
    name: Type.Optional(about(Text, "What people call it.")),
  },
  { ...closed, title: "EventStep", description: "A count or sum of the friend's events. Events about one subject count once. Net of corrections." },
);

/** A step of a goal: all or any of further steps, or events to be counted or summed. Nests at most 5 deep. */
export type Step = { all: Step[]; inOrder?: boolean } | { any: Step[] } | Static<typeof EventStep>;
const StepSchema = Type.Cyclic(
  {
    Step: Type.Union(
      [
        Type.Object(
          {
            all: Type.Array(Type.Ref("Step"), { minItems: 1, maxItems: 20, description: "All of these." }),
            inOrder: Type.Optional(Type.Boolean({ default: false, description: "Each counts only after the one before is done." })),
          },
          closed,
        ),
        Type.Object({ any: Type.Array(Type.Ref("Step"), { minItems: 1, maxItems: 20, description: "One of these." }) }, closed),
        EventStep,
      ],
      { description: "All or any of further steps, or events that are counted or summed; at most 5 deep." },
    ),
  },
  "Step",
);

const Window = Type.Union(
  [
    Type.Object(
      {
        from: Type.Union([oneOf(["sign_up", "visit"], "The friend's sign-up or visit."), FriendEvent], {
          description: "Where the time begins: at the friend's sign-up or visit, or at the first event of the friend that is named, which is in it.",
        }),
        for: orTable(Duration, "How long it is."),
      },
      { ...closed, description: "A time after the friend's sign-up, visit or an event of the friend." },
    ),
    Type.Object(
      { rolling: orTable(Duration, "How long it is.") },
      { ...closed, description: "Any time of this length, whenever it begins: what counts must lie within one." },
    ),
    Type.Object(
      { after: about(LocalMoment, "The first moment."), before: about(LocalMoment, "The moment after the last.") },
      { ...closed, description: "Between two moments." },
    ),
  ],
  { description: "When the friend's events count. Any time when left out." },
);

export const Goal = Type.Object(
  {
    id: about(Id, "The goal's name; the same over versions."),
    name: Type.Optional(about(Text, "What people call it.")),
    steps: about(Type.Unsafe<Step>(StepSchema), "What must be done."),
    window: Type.Optional(Window),
    requires: Type.Optional(about(Id, "Another goal that must be reached first.")),
    hold: Type.Optional(about(Duration, "So long after it is reached, and if it still is, the referral converts; at once when left out.")),
    undo: Type.Optional(
      Type.Object(
        {
          by: Type.Array(FriendEvent, { minItems: 1, maxItems: 10, description: "Events that take the goal back." }),
          within: about(Duration, "So long after the goal was reached; later ones change nothing."),
        },
        { ...closed, description: "What takes the goal back: its rewards go, and everything must be done anew." },
      ),
    ),
    movesReferral: Type.Optional(
      Type.Boolean({ description: "This goal qualifies and converts the referral. The first goal of the document does unless another says so." }),
    ),
  },
  { ...closed, title: "Goal", description: "A named aim of a referral." },
);
