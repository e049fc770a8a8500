import fc from "fast-check";
import Type from "typebox";
import { describe, expect, test } from "vitest";
import { closeSchema, compileValidator, type RequestPart } from "./validation.js";

const Line = Type.Object({ sku: Type.String({ minLength: 1 }), count: Type.Integer({ minimum: 1 }) });
const Body = Type.Object({
  kind: Type.Union([Type.Literal("sale"), Type.Literal("gift")]),
  lines: Type.Optional(Type.Array(Line, { maxItems: 3 })),
  price: Type.Optional(
    Type.Union([Type.Object({ fixed: Type.String({ pattern: "^[0-9]+$" }) }), Type.Object({ percent: Type.Number({ maximum: 100 }) })]),
  ),
});

function problemsOf(value: unknown, schema: object = Body, part: RequestPart = "body"): { path: string; problem: string; remedy: string }[] {
  const answer = compileValidator(closeSchema(schema), part)(value);
  return "error" in answer ? (answer.error.errors ?? []) : [];
}

describe("bodies", () => {
  test.each([
    [{}, ["/kind"], "is missing"],
    [{ kind: "loan" }, ["/kind"], "none of the values"],
    [{ kind: 7 }, ["/kind"], ""],
    [{ kind: "sale", colour: "red" }, ["/colour"], "not a key"],
    [{ kind: "sale", lines: [{ sku: "", count: 0 }] }, ["/lines/0/count", "/lines/0/sku"], "too s"],
    [{ kind: "sale", lines: [{ sku: "a", count: 1, extra: 1 }] }, ["/lines/0/extra"], "not a key"],
    [{ kind: "sale", lines: [{}, {}, {}, {}] }, ["/lines"], "too many"],
    [{ kind: "sale", price: { fixed: "x" } }, ["/price/fixed"], "form"],
    [{ kind: "sale", price: { percent: 101 } }, ["/price/percent"], "too large"],
    [{ kind: "sale", lines: "none" }, ["/lines"], "a list"],
    [{ kind: "sale", lines: [{ sku: 1, count: "1" }] }, ["/lines/0/count", "/lines/0/sku"], "must be"],
    [[], [""], "an object"],
    [null, [""], "an object"],
  ])("%j: every fault with its path and remedy", (value, paths, words) => {
    const problems = problemsOf(value);
    expect(problems.map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
    expect(problems.some(({ problem }) => problem.includes(words))).toBe(true);
    for (const { remedy } of problems) expect(remedy).not.toBe("");
  });

  test("values are never converted", () => {
    expect(problemsOf({ n: "1" }, Type.Object({ n: Type.Integer() }))).toHaveLength(1);
    expect(problemsOf({ n: 1 }, Type.Object({ n: Type.String() }))).toHaveLength(1);
  });

  test("any JSON is answered, never with an exception", () => {
    const validate = compileValidator(closeSchema(Body), "body");
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const answer = validate(value);
        if ("error" in answer) expect(answer.error.errors?.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("queries and addresses", () => {
  const Query = Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, default: 25 })), all: Type.Optional(Type.Boolean()) });
  const validate = compileValidator(closeSchema(Query), "querystring");

  test("texts become what the schema wants; defaults are filled in", () => {
    expect(validate({ limit: "3", all: "true" })).toEqual({ value: { limit: 3, all: true } });
    expect(validate({})).toEqual({ value: { limit: 25 } });
  });

  test.each(["1e3", "0x10", " 5", "5.", "-", "", "٣"])("limit=%j is no number", (limit) => {
    expect("error" in validate({ limit })).toBe(true);
  });

  test("says where in the address", () => {
    expect(problemsOf({ limit: "0" }, Query, "querystring")[0]?.path).toBe("?limit");
    expect(problemsOf({ id: "a\0" }, Type.Object({ id: Type.String() }), "params")[0]?.problem).toContain("U+0000");
  });
});
