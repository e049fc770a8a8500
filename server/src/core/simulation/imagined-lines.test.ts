import { expect, test } from "vitest";
import { compileProgram } from "../document/compile.js";
import { factsOfLines } from "../lines.js";
import { imaginedLines } from "./imagined-lines.js";

test("an imagined order has a line of each assortment, and the lines are the order", () => {
  const program = compileProgram({
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    assortments: {
      tea: { categories: ["tea"] },
      cups: { products: ["c1", "c2"], except: { products: ["c1"] } },
      rest: { except: { categories: ["tea"] } },
    },
  });
  const lines = imaginedLines(program, 1000n);
  expect(lines.map(({ amount }) => amount)).toEqual(["334", "333", "333"]);
  for (const assortment of program.assortments.values()) expect(factsOfLines(lines, assortment).net).toBeGreaterThan(0n);
  expect(imaginedLines({ assortments: new Map() }, 1000n)).toEqual([]);
});
