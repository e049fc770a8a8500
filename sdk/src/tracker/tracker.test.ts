import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const bundle = (await import(new URL("../../scripts/bundle-tracker.mjs", import.meta.url).href)) as {
  bundleTracker(entry?: string, format?: string): string;
};

test.each([
  ["the script", "script.ts", "iife"],
  ["the module", "tracker.ts", "esm"],
])("%s is at most 3,000 bytes, zipped", (_name, entry, format) => {
  expect(gzipSync(bundle.bundleTracker(entry, format), { level: 9 }).length).toBeLessThanOrEqual(3000);
});

test("the script has no syntax that browsers since 2019 do not know, and leaves one name behind", () => {
  const text = bundle.bundleTracker();
  expect(text).not.toMatch(/\?\?|\?\.[a-z([]|\|\|=|&&=/i);
  expect(text).toMatch(/^"use strict";\(\(\)=>\{/);
});

test("it reads nothing by which browsers can be told apart", () => {
  const text = bundle.bundleTracker();
  for (const name of ["navigator", "userAgent", "screen", "canvas", "plugins", "timezone", "hardwareConcurrency", "Intl", "getBattery"]) {
    expect(text.includes(name), name).toBe(false);
  }
});

test("the module can be loaded where there is no page", async () => {
  expect(typeof (await import("./tracker.js")).startTracker).toBe("function");
});
