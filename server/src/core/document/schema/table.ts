/** Values by a name: any threshold, length of time or bound can be one for all, or a table by the plan, the country, a tier. */
import Type, { type TSchema } from "typebox";
import { closed, KeyText } from "./values.js";

export const TableKey = Type.Union(
  [
    KeyText,
    Type.Array(KeyText, {
      minItems: 2,
      maxItems: 3,
      description: 'Several expressions; rows are named by what they give, with a stroke between: "DE/pro".',
    }),
  ],
  { title: "TableKey", description: "What the table goes by: an expression that gives a name, or several." },
);

const RowName = Type.String({ minLength: 1, maxLength: 100 });

/** The value, or a table of such values. */
export function orTable<T extends TSchema>(value: T, description: string, more: object = {}) {
  const table = Type.Object(
    {
      table: Type.Object(
        {
          by: TableKey,
          rows: Type.Record(RowName, value, { ...closed, minProperties: 1, maxProperties: 500, description: "The value for each name." }),
          otherwise: Type.Optional(
            Type.Union([value, Type.Literal("not_offered")], {
              default: "not_offered",
              description: "For any other name, or when there is none. not_offered: what the value belongs to is not offered then.",
            }),
          ),
        },
        { ...closed, description: "Values by name." },
      ),
    },
    { ...closed, description: "A value that depends on a name." },
  );
  return Type.Union([value, table], { ...more, description });
}
