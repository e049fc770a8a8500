import Type from "typebox";
import { rewardType } from "./rehearsals.js";
import { Decimal, Id, namedObject, nullable, oneOf, Text, unitFields } from "./shapes.js";

const Count = Type.Integer({ description: "Referrals." });
const From = Type.Integer({ description: "The version that holds for them." });

const Report = namedObject("MigrationReport", "What becomes of referrals that go over to the version in force.", {
  program: Id,
  version: Type.Integer({ description: "The version in force." }),
  migrated: Type.Array(Type.Object({ version: From, count: Count }), { description: "How many go over, or went." }),
  kept: Type.Array(Type.Object({ version: From, why: Type.String({ description: "In one word." }), sentence: Text, count: Count }), {
    description: "How many stay where they are.",
  }),
  promises: Type.Array(
    Type.Object({
      version: From,
      changes: Type.Array(Type.Object({ change: oneOf(["added", "removed"]), sentence: Text })),
    }),
    { description: "What the terms promise otherwise than each of those versions." },
  ),
  stages: Type.Array(Type.Object({ stage: Text, count: Count }), {
    description: "Where they get to on the way: a goal that is another one now is counted anew from what the friends have done.",
  }),
  expiring: Type.Integer({ description: "Of those that go over: whose time is over by the version in force." }),
  given: Type.Array(
    Type.Object({
      rule: Text,
      grant: Text,
      type: rewardType,
      unit: Type.Optional(unitFields.unit),
      kind: unitFields.kind,
      accruing: unitFields.accruing,
      amount: Type.Optional(Decimal),
      count: Type.Integer({ description: "Rewards." }),
    }),
    { description: "What is given on the way." },
  ),
  written: nullable(Type.Object({ records: Type.Integer(), referrals: Type.Integer() }), "What was written. Null where nothing was to be."),
});

/** One line of the answer. */
export const MigrationLine = namedObject(
  "MigrationLine",
  "A line of a migration: how far it is; the last one has the report, or why there is none.",
  {
    progress: Type.Optional(Type.Object({ written: Type.Integer({ description: "Records." }), of: Type.Integer() })),
    report: Type.Optional(Report),
    error: Type.Optional(Type.Object({ code: Text, detail: Text })),
  },
);
