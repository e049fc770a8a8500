import { describe, expect, test } from "vitest";
import { whyNotAsCode } from "./code-words.js";

describe("words of codes", () => {
  test.each(["ANNA", "TEA-WITH-ANNA", "KAZAN2026", "ЧАЙ", "MOSCOW-RUN", "GRAPE", "PASSAGE", "CLASSIC", "BORIS-7", "HELPING-HANDS"])(
    "%s is fine",
    (code) => {
      expect(whyNotAsCode(code)).toBeUndefined();
    },
  );
  test.each([
    ["a rude word", "FUCK"],
    ["at the start of another", "FUCKTEA"],
    ["inside another", "XWHORE9"],
    ["with figures for letters", "5H1T-HAPPENS"],
    ["with dashes in it", "FU-CK"],
    ["short, where it stands alone", "ASS-1"],
    ["Russian in Latin letters", "PIZDA"],
    ["Russian in other Latin letters", "BLYAD"],
    ["Russian in letters that look like Latin ones", "СУКА"],
    ["the same in Latin letters", "CYKA"],
  ])("%s is refused as rude: %s", (_what, code) => {
    expect(whyNotAsCode(code)).toBe("rude");
  });
  test.each(["ADMIN", "SUPPORT-1", "4DM1N", "BANDWAGON", "PODDERZHKA"])("%s is reserved", (code) => {
    expect(whyNotAsCode(code)).toBe("reserved");
  });
});
