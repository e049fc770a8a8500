import { expect, test } from "vitest";
import { subjectOf } from "./embedded.js";
import { turnOf } from "./portal/play.js";
import { addressFor } from "./portal/share.js";

test("a channel's address takes the words as the member has left them, whatever stands in them", () => {
  const channel = { template: "https://wa.me/?text={both}", link: "https://r.example/r/tea/A?c=whatsapp" };
  expect(addressFor(channel, "Tea & {link} 100 %", "")).toBe(
    `https://wa.me/?text=${encodeURIComponent("Tea & {link} 100 % https://r.example/r/tea/A?c=whatsapp")}`,
  );
  expect(addressFor({ ...channel, template: "mailto:?subject={subject}&body={both}" }, "a", "b c")).toContain("subject=b%20c&body=a%20https");
});

test("a stamp lands a little turned, always the same way", () => {
  const turns = Array.from({ length: 50 }, (_, slot) => turnOf(`card ${slot}`));
  expect(turns).toEqual(Array.from({ length: 50 }, (_, slot) => turnOf(`card ${slot}`)));
  expect(Math.max(...turns.map(Math.abs))).toBeLessThanOrEqual(9);
  expect(new Set(turns).size).toBeGreaterThan(5);
});

test("a token names its member, in any script; what is no token names nobody", () => {
  const token = (payload: object) =>
    `e30.${btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(payload))))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")}.x`;
  expect(subjectOf(token({ sub: "анна-1" }))).toBe("анна-1");
  for (const text of ["", "a.b.c", token({}), token({ sub: 5 }), token({ sub: "" })]) expect(subjectOf(text)).toBeUndefined();
});
