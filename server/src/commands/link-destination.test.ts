import { expect, test } from "vitest";
import { addressOf, parseDestination } from "./link-destination.js";

test.each([
  ["https://shop.example", "https://shop.example/?bw_visit=vis_1&bw_code=K7P4-M2XQ"],
  ["https://shop.example/a?b=c", "https://shop.example/a?b=c&bw_visit=vis_1&bw_code=K7P4-M2XQ"],
  ["https://shop.example/a?b=c%20d&e#f", "https://shop.example/a?b=c%20d&e&bw_visit=vis_1&bw_code=K7P4-M2XQ#f"],
  ["https://shop.example/a?#", "https://shop.example/a?bw_visit=vis_1&bw_code=K7P4-M2XQ"],
  ["https://shop.example/?bw_code=OLD&x=1", "https://shop.example/?x=1&bw_visit=vis_1&bw_code=K7P4-M2XQ"],
])("%s keeps what it has and gets the visit and the code", (address, expected) => {
  expect(addressOf(parseDestination(address), "K7P4-M2XQ", "vis_1")).toBe(expected);
});

test("an address in any script becomes one that a header can carry", () => {
  expect(addressOf(parseDestination("https://магазин.рф/акция"), "K7P4-M2XQ", "vis_1")).toMatch(/^https:\/\/xn--[\x21-\x7e]+$/);
});

test("without a visit only the code is added, escaped", () => {
  expect(addressOf(parseDestination("https://shop.example/"), "АННА 1", undefined)).toBe(
    "https://shop.example/?bw_code=%D0%90%D0%9D%D0%9D%D0%90%201",
  );
});
