import Type from "typebox";
import { rewardType } from "./rehearsals.js";
import { Decimal, Id, MaybeMoment, MemberId, namedObject, nullable, oneOf, Text, unitFields } from "./shapes.js";

const line = {
  rule: Text,
  grant: Text,
  type: rewardType,
  unit: Type.Optional(unitFields.unit),
  kind: unitFields.kind,
  accruing: unitFields.accruing,
  count: Type.Integer({ description: "Rewards." }),
  amount: Type.Optional(Decimal),
};
const Report = namedObject("ReevaluationReport", "What rules give for what has happened, as it stands now.", {
  program: Id,
  version: Type.Integer({ description: "Whose rules were asked." }),
  rules: Type.Array(Text, { description: "Ids of those that were asked." }),
  from: MaybeMoment,
  to: MaybeMoment,
  records: Type.Integer({ description: "That were read." }),
  tell: Type.Boolean(),
  given: Type.Array(Type.Object(line), { description: "What would be given, or was, with what follows from it; by rule, grant and unit." }),
  members: Type.Integer({ description: "Who gain." }),
  gains: Type.Array(
    Type.Object({
      unit: unitFields.unit,
      kind: unitFields.kind,
      accruing: unitFields.accruing,
      members: Type.Integer(),
      most: Type.Array(Type.Object({ member: MemberId, amount: Decimal })),
    }),
    { description: "By unit: how many gain, and who the most." },
  ),
  missed: Type.Array(
    Type.Object({
      rule: Text,
      grant: nullable(Text, "Null where the whole rule gives nothing."),
      why: Type.String({ description: "In one word." }),
      sentence: Type.String({ description: "In the language that was asked for." }),
      count: Type.Integer(),
    }),
    { description: "What the rules would have given then and cannot now." },
  ),
  kept: Type.Array(
    Type.Object({
      ...line,
      change: oneOf(["more", "less", "none"]),
      by: Type.Optional(Type.String({ description: "By how much the sum would be another." })),
    }),
    { description: "What the rules have given, and would give otherwise now: it stays as it is." },
  ),
  examples: Type.Array(Type.Array(Text), { description: "One of each kind, sentence by sentence." }),
  written: nullable(
    Type.Object({ records: Type.Integer(), rewards: Type.Integer() }),
    "What was written: less than `given` where something came between. Null where nothing was to be.",
  ),
});

/** One line of the answer. */
export const ReevaluationLine = namedObject(
  "ReevaluationLine",
  "A line of a re-evaluation: how far it is; the last one has the report, or why there is none.",
  {
    progress: Type.Optional(
      Type.Object({
        records: Type.Optional(Type.Integer({ description: "That were read." })),
        written: Type.Optional(Type.Integer({ description: "Records that were written." })),
        of: Type.Integer(),
      }),
    ),
    report: Type.Optional(Report),
    error: Type.Optional(Type.Object({ code: Text, detail: Text })),
  },
);
