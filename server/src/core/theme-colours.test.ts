import fc from "fast-check";
import { expect, test } from "vitest";
import { contrast } from "./colour.js";
import { darkColours, lightColours } from "./theme-colours.js";

const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

test("whatever the colour, text on it, in it and on its tint has a contrast of 4.5, and the action 3 to every ground", () => {
  fc.assert(
    fc.property(anyColour, (brand) => {
      for (const [colours, grounds] of [
        [lightColours(brand), ["#FFFBF5", "#FFFFFF", "#F6F0E7"]],
        [darkColours(brand), ["#17130F", "#211C17", "#120F0B"]],
      ] as const) {
        expect(contrast(colours.brand, colours.onBrand)).toBeGreaterThanOrEqual(4.5);
        for (const ground of [...grounds, colours.soft]) expect(contrast(colours.ink, ground)).toBeGreaterThanOrEqual(4.5);
        for (const ground of grounds) expect(contrast(colours.brand, ground)).toBeGreaterThanOrEqual(3);
      }
    }),
  );
});

test("a colour that can be read stays as it is", () => {
  expect(lightColours("#C2410C").brand).toBe("#C2410C");
  expect(darkColours("#fb8a4c").brand).toBe("#FB8A4C");
  expect(lightColours("#FFD500").brand).not.toBe("#FFD500");
});
