import Type from "typebox";
import { namedObject, Text } from "./shapes.js";

const Cells = Type.Record(Text, Text);
const Counts = Type.Object(
  {
    rows: Type.Integer(),
    done: Type.Integer(),
    repeated: Type.Integer({ description: "Rows that say what was imported before." }),
    refused: Type.Integer(),
  },
  { description: "So far." },
);

export const ImportLine = namedObject(
  "ImportLine",
  "A line of an import: how its rows are read, a row that was refused, how far it is, or why it broke off.",
  {
    preview: Type.Optional(
      Type.Object({
        columns: Type.Record(Text, Text, { description: "The column of each field." }),
        rows: Type.Array(Type.Record(Text, Type.Union([Text, Type.Integer()])), {
          description: "The first ten rows, field by field, or `problem`; `line` is the row's in the table.",
        }),
      }),
    ),
    refused: Type.Optional(
      Type.Object({
        line: Type.Integer({ description: "Of the table, the heading being line 1." }),
        problem: Text,
        row: Type.Intersect([Cells], { description: "The row as it was, cell by column." }),
      }),
    ),
    progress: Type.Optional(Counts),
    report: Type.Optional(Counts),
    error: Type.Optional(Type.Object({ code: Text, detail: Text })),
  },
);
