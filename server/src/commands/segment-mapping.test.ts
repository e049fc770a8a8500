import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ProgramDocument } from "../core/document/schema.js";
import { atItsOrigin, mapSegmentCall, type SegmentMessage, type SegmentVocabulary, segmentBody, snakeCase } from "./segment-mapping.js";

const receivedAt = Date.parse("2026-03-01T12:00:00Z");
const times = { receivedAt };
const document = { events: { review_posted: { properties: { price: { type: "money" }, stars: { type: "int" } } }, parcel_cancelled: {} } };
const programs: SegmentVocabulary = {
  list: [{ id: "prg_1", handle: "x", status: "running", version: 1, hash: "h", document: document as unknown as ProgramDocument }],
  propertyOf: (type, name) => {
    const property = (document.events as Record<string, { properties?: Record<string, { type: "money" | "int" }> }>)[type]?.properties?.[name];
    return property === undefined ? [] : [{ type: property.type as "money", personal: false }];
  },
  traitOf: (name) => (name === "plan" ? [{ type: "string", personal: false }] : []),
};

const map = (message: SegmentMessage, at: { sentAt?: string; receivedAt: number } = times, known = programs) => mapSegmentCall(message, at, known);
const track = (event: string, properties: object = {}, more: object = {}) =>
  map({ type: "track", messageId: "m", userId: "ben", event, properties, ...more });
const requestOf = (mapped: ReturnType<typeof map>) => {
  expect(mapped).toMatchObject({ is: expect.stringMatching(/event|member/) });
  return (mapped as unknown as { request: Record<string, unknown> }).request;
};

describe("identify", () => {
  test("is a member, with the reserved traits as fields and the others as traits", () => {
    const traits = {
      email: "ben@example.com",
      phone: "+49 151 1",
      firstName: "Ben",
      lastName: "Ode",
      address: { street: "Main St 1", city: "Berlin", state: "BE", postalCode: 10115, country: "DE" },
      plan: "gold",
      age: 30,
      nothing: null,
    };
    expect(requestOf(map({ type: "identify", messageId: "m", userId: 17, traits }))).toEqual({
      id: "17",
      email: "ben@example.com",
      phone: "+49 151 1",
      name: "Ben Ode",
      address: { line1: "Main St 1", city: "Berlin", region: "BE", postalCode: "10115", country: "DE" },
      traits: { plan: "gold", age: 30 },
    });
  });

  test("without traits, or with empty ones, is a member about whom nothing is told", () => {
    expect(requestOf(map({ type: "identify", messageId: "m", userId: "ben" }))).toEqual({ id: "ben" });
    expect(requestOf(map({ type: "identify", messageId: "m", userId: "ben", traits: { email: "", name: " ", address: {} } }))).toEqual({ id: "ben" });
  });
});

describe("track", () => {
  test("Signed Up is a sign-up, with the person and who recommended", () => {
    const properties = { email: "ben@example.com", first_name: "Ben", bw_visit: "vis_1", referral_code: "K7P4", referrer: "anna", source: "web" };
    expect(requestOf(track("Signed Up", properties))).toEqual({
      key: "m",
      type: "sign_up",
      member: { id: "ben", email: "ben@example.com", name: "Ben" },
      visit: "vis_1",
      code: "K7P4",
      referrer: "anna",
      properties: { source: "web" },
    });
  });

  test.each([
    ["the campaign", { campaign: { bw_visit: "vis_2", bw_code: "AB" } }],
    ["the address of the page", { page: { url: "https://shop.example/?bw_visit=vis_2&bw_code=AB#top" } }],
    ["the query of the page", { page: { search: "?bw_visit=vis_2&bw_code=AB" } }],
  ])("a sign-up finds who recommended in %s", (_where, context) => {
    expect(requestOf(track("Signed Up", {}, { context }))).toMatchObject({ visit: "vis_2", code: "AB" });
  });

  test("a referrer that is a page is not a person", () => {
    expect(requestOf(track("Signed Up", { referrer: "https://search.example/?q=shop" }))).not.toHaveProperty("referrer");
  });

  test("Order Completed is a purchase with its money as exact decimals", () => {
    const properties = {
      order_id: 1001,
      total: 54.27,
      tax: 4.1,
      shipping: "5.00",
      discount: 2,
      currency: "eur",
      coupon: "K7P4",
      products: [],
      affiliation: "web",
    };
    expect(requestOf(track("Order Completed", properties))).toEqual({
      key: "m",
      type: "purchase",
      member: { id: "ben" },
      subject: "1001",
      coupon: "K7P4",
      amount: "54.27",
      tax: "4.1",
      shipping: "5",
      discount: "2",
      currency: "EUR",
      properties: { products: [], affiliation: "web" },
    });
  });

  test.each([
    ["revenue, to which tax and shipping are added", { revenue: 0.1, tax: 0.2, shipping: 5 }, "5.3"],
    ["subtotal, likewise", { subtotal: "40.00", tax: 1.5 }, "41.5"],
    ["total before all others", { total: 45, revenue: 40, tax: 2 }, "45"],
    [
      "products with prices and quantities",
      {
        products: [
          { price: 19, quantity: 1 },
          { price: 3.33, quantity: "3" },
        ],
        shipping: 1,
      },
      "29.99",
    ],
  ])("an order's amount: %s", (_what, properties, amount) => expect(requestOf(track("Order Completed", properties))).toMatchObject({ amount }));

  test("an order tells no amount when a product has no price, or a discount is off the whole", () => {
    expect(requestOf(track("Order Completed", { products: [{ price: 19 }, {}] }))).not.toHaveProperty("amount");
    expect(requestOf(track("Order Completed", { products: [{ price: 19 }], discount: 5 }))).not.toHaveProperty("amount");
  });

  test("Order Refunded is a refund: by total, by its products, or whole", () => {
    expect(requestOf(track("Order Refunded", { order_id: "1", total: 30 }))).toMatchObject({ type: "refund", subject: "1", amount: "30" });
    expect(requestOf(track("Order Refunded", { order_id: "1", products: [{ price: 3, quantity: 2 }] }))).toMatchObject({
      amount: "6",
      lines: [{ amount: "6" }],
    });
    expect(requestOf(track("Order Refunded", { order_id: "1", tax: 3 }))).not.toHaveProperty("amount");
  });

  test("a refund of products without prices is not taken for the whole order", () => {
    const mapped = track("Order Refunded", { order_id: "1", products: [{ product_id: "p" }] });
    expect(mapped).toMatchObject({ is: "invalid", problems: [{ path: "/properties/products" }] });
  });

  test("Order Cancelled is a whole refund, unless a program has a type of its own for it", () => {
    const whole = requestOf(track("Order Cancelled", { order_id: "1", total: 30, currency: "EUR" }));
    expect(whole).toMatchObject({ type: "refund", subject: "1" });
    expect(whole).not.toHaveProperty("amount");
    expect(requestOf(track("Parcel Cancelled", { subject: "1", total: 3 }))).toMatchObject({ type: "parcel_cancelled", subject: "1", amount: "3" });
  });

  test.each(["Review Posted", "review_posted", "reviewPosted", "  Review - Posted "])("%j is the declared type review_posted", (event) => {
    expect(requestOf(track(event, { price: 12.5, stars: 4 }))).toMatchObject({ type: "review_posted", properties: { price: "12.5", stars: 4 } });
  });

  test.each(["Button Clicked", "Отзыв", "__proto__", "constructor", "x".repeat(10_000)])("%j, which no program declares, is ignored", (event) => {
    expect(track(event)).toEqual({ is: "ignored", reason: "unknown_type" });
  });

  test.each([
    ["total", "€ 5"],
    ["tax", -1],
    ["shipping", {}],
  ])("a %s that is no amount is named where it was sent", (name, value) => {
    expect(track("Order Completed", { total: 5, [name]: value })).toMatchObject({ is: "invalid", problems: [{ path: `/properties/${name}` }] });
  });

  test("what the context knows of the person is used where it can be", () => {
    const context = { traits: { email: "not an address", name: "Ben", plan: "gold", other: 1 }, channel: "server" };
    expect(requestOf(track("Order Completed", {}, { context }))).toMatchObject({
      member: { id: "ben", name: "Ben", traits: { plan: "gold" } },
      channel: "server",
    });
  });
});

describe("not recorded", () => {
  test.each([
    ["track without a user", { type: "track", messageId: "m", anonymousId: "a", event: "Signed Up" }, "no_user_id"],
    ["identify without a user", { type: "identify", messageId: "m", anonymousId: "a" }, "no_user_id"],
    ["page", { type: "page", messageId: "m", userId: "b" }, "call_not_used"],
    ["alias", { type: "alias", messageId: "m", userId: "b", previousId: "a" }, "alias_not_supported"],
  ])("%s has a reason", (_what, message, reason) => expect(map(message)).toEqual({ is: "ignored", reason }));

  test.each([
    ["no message id", { type: "track", userId: "b", event: "x" }, "/messageId"],
    ["no name", { type: "track", messageId: "m", userId: "b" }, "/event"],
    ["another type", { type: "delete", messageId: "m" }, "/type"],
    ["a moment that is none", { type: "track", messageId: "m", userId: "b", event: "purchase", timestamp: "yesterday" }, "/timestamp"],
  ])("%s is a problem", (_what, message, path) => expect(map(message)).toMatchObject({ is: "invalid", problems: [{ path }] }));
});

describe("when it happened", () => {
  const timestamp = "2026-03-01T11:00:00.000Z";
  const at = (message: object, sentAt?: string) =>
    requestOf(map({ type: "track", messageId: "m", userId: "b", event: "purchase", ...message }, { receivedAt, ...(sentAt && { sentAt }) }))
      .occurredAt;

  test("follows our clock by how far the client's was off when it sent", () => {
    expect(at({ timestamp }, "2026-03-01T12:00:00Z")).toBe(timestamp);
    expect(at({ timestamp }, "2026-03-01T12:10:00Z")).toBe("2026-03-01T10:50:00.000Z");
    expect(at({ timestamp, sentAt: "2026-03-01T11:50:00Z" })).toBe("2026-03-01T11:10:00.000Z");
  });

  test("is taken as it is without sentAt, or when it was corrected before", () => {
    expect(at({ timestamp })).toBe(timestamp);
    expect(at({ timestamp }, "nonsense")).toBe(timestamp);
    expect(at({ timestamp, originalTimestamp: "2026-03-01T10:00:00Z" }, "2026-03-01T12:10:00Z")).toBe(timestamp);
    expect(at({ timestamp, receivedAt: "2026-03-01T10:00:00Z" }, "2026-03-01T12:10:00Z")).toBe(timestamp);
    expect(at({}, "2026-03-01T12:10:00Z")).toBeUndefined();
  });

  test("stays a moment whatever clocks say", () => {
    expect(at({ timestamp: "1970-01-01T00:00:00Z" }, "9999-01-01T00:00:00Z")).toBe("1970-01-01T00:00:00.000Z");
    expect(at({ timestamp: "9999-12-31T23:00:00Z" }, "1970-01-01T00:00:00Z")).toBe("9999-12-31T23:59:59.999Z");
  });
});

describe("what must be the same when a message comes again (L8)", () => {
  const message = { type: "track", messageId: "m", userId: "b", event: "x", properties: { a: 1, b: [2] }, timestamp: "2026-03-01T11:00:00Z" };
  test("is not touched by what sending changes", () => {
    const again = {
      ...message,
      sentAt: "later",
      receivedAt: "z",
      _metadata: { n: 1 },
      writeKey: "k",
      integrations: {},
      context: { library: { version: "2" } },
    };
    expect(segmentBody(again)).toBe(segmentBody(message));
    expect(segmentBody({ ...message, originalTimestamp: message.timestamp, timestamp: "corrected" })).toBe(segmentBody(message));
    expect(segmentBody({ ...message, properties: { b: [2], a: 1 } })).toBe(segmentBody(message));
  });

  test.each([
    ["properties", { a: 2, b: [2] }],
    ["userId", "c"],
    ["event", "y"],
    ["timestamp", "2026-03-01T11:00:01Z"],
  ])("is another with another %s", (name, value) => {
    expect(segmentBody({ ...message, [name]: value })).not.toBe(segmentBody(message));
  });
});

test("whatever a client sends is mapped, ignored or refused with a place, never thrown at", () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  const names = [
    "email",
    "total",
    "tax",
    "revenue",
    "products",
    "order_id",
    "currency",
    "bw_visit",
    "code",
    "referrer",
    "coupon",
    "status",
    "address",
  ];
  const bag = fc.dictionary(fc.constantFrom(...names, "__proto__", "x"), value);
  const message = fc.record(
    {
      type: fc.constantFrom("identify", "track", "page", "alias", "other"),
      messageId: fc.oneof(fc.constant("m"), value),
      userId: fc.oneof(fc.constant("u"), value),
      event: fc.oneof(fc.constantFrom("Signed Up", "Order Completed", "Order Refunded", "Order Cancelled", "Review Posted"), value),
      properties: fc.oneof(bag, value),
      traits: fc.oneof(bag, value),
      timestamp: value,
      context: fc.oneof(fc.record({ traits: bag, campaign: bag, page: fc.record({ search: value, url: value }) }), value),
    },
    { requiredKeys: ["type"] },
  );
  fc.assert(
    fc.property(message, (given) => {
      const mapped = map(given as SegmentMessage);
      expect(["event", "member", "ignored", "invalid"]).toContain(mapped.is);
      segmentBody(given as SegmentMessage);
    }),
    { numRuns: 500 },
  );
});

test("a problem is told with its place in the call", () => {
  const problem = { path: "/member/traits/plan", problem: "p", remedy: "r" };
  expect(atItsOrigin(problem, { "/member": "/properties", "/member/traits": "/context/traits" }).path).toBe("/context/traits/plan");
  expect(atItsOrigin({ ...problem, path: "/amount" }, { "/amount": "/properties/total" }).path).toBe("/properties/total");
  expect(atItsOrigin({ ...problem, path: "/properties/x" }, {}).path).toBe("/properties/x");
});

test("names become snake_case", () => {
  expect([snakeCase("Order Completed"), snakeCase("APIKey2Used"), snakeCase("ride.completed"), snakeCase("--")]).toEqual([
    "order_completed",
    "apikey2_used",
    "ride.completed",
    "",
  ]);
});
