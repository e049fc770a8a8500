import { expect, test } from "vitest";
import { subjectOf } from "./embedded.js";
import { heightAt, lengthOf } from "./portal/now-worth.js";
import { turnOf } from "./portal/play.js";
import { addressFor } from "./portal/share.js";
import { sayIn } from "./words.js";

test("a channel's address takes the words as the member has left them, whatever stands in them", () => {
  const channel = { template: "https://wa.me/?text={both}", link: "https://r.example/r/tea/A?c=whatsapp" };
  expect(addressFor(channel, "Tea & {link} 100 %", "")).toBe(
    `https://wa.me/?text=${encodeURIComponent("Tea & {link} 100 % https://r.example/r/tea/A?c=whatsapp")}`,
  );
  expect(addressFor({ ...channel, template: "mailto:?subject={subject}&body={both}" }, "a", "b c")).toContain("subject=b%20c&body=a%20https");
});

test("what something is worth lies on the line between two points, behind a jump when it has come, and stays after the last", () => {
  const curve = [
    { at: 0, height: 20 },
    { at: 100, height: 10 },
    { at: 100, height: 4 },
    { at: 200, height: 4 },
  ];
  expect([-5, 0, 50, 99, 100, 150, 1000].map((at) => heightAt(curve, at))).toEqual([20, 20, 15, 10.1, 4, 4, 4]);
  expect(heightAt([], 5)).toBe(0);
});

test("how long there is, by its two largest parts", () => {
  const minutes = (n: number) => lengthOf(n * 60_000, sayIn("en"));
  expect([0.2, 59, 60, 61, 1440, 1441, 1500, 3061].map(minutes)).toEqual(["1 min", "59 min", "1 h", "1 h 1 min", "1 d", "1 d", "1 d 1 h", "2 d 3 h"]);
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
