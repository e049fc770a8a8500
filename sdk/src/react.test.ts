/** The React components where there is no browser, and what the compiler knows of them. */
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, expectTypeOf, test } from "vitest";
import type { PortalDetail } from "./portal.js";
import { BandwagonBanner, BandwagonPortal, type BandwagonPortalProps } from "./react.js";

const look = { server: "https://refer.example", program: "tea-friends" };

test("on a server they draw nothing, ask for no token and need no browser", () => {
  const getToken = () => {
    throw new Error("A token is asked for.");
  };
  const page = createElement("main", null, createElement(BandwagonPortal, { ...look, getToken }), createElement(BandwagonBanner, look));
  expect(renderToString(page)).toBe("<main></main>");
});

test("what the page hears has the types of the portal's own events", () => {
  expectTypeOf<Parameters<NonNullable<BandwagonPortalProps["onShare"]>>>().toEqualTypeOf<[{ channel: string }]>();
  expectTypeOf<PortalDetail<"copy">>().toEqualTypeOf<{ what: "link" | "code" | "coupon" | "badge" | "squad" }>();
  expectTypeOf<PortalDetail<"ready">>().toEqualTypeOf<{ program: string }>();
  // @ts-expect-error without a token nobody is signed in
  createElement(BandwagonPortal, look);
  // @ts-expect-error there is no such mode
  createElement(BandwagonPortal, { ...look, getToken: () => "", mode: "sidebar" });
});
