import { expect, test } from "vitest";
import { minimal, rule } from "../../../test/program-documents.js";
import { compileProgram } from "../document/compile.js";
import type { ProgramDocument } from "../document/schema.js";
import { imaginedEvents, imaginedTraits } from "./imagined-events.js";

function imagined(parts: object) {
  const document = { ...minimal, ...parts } as ProgramDocument;
  const program = compileProgram(document);
  return { events: imaginedEvents(document, program), traits: imaginedTraits(document, program) };
}
const events = {
  ride: { properties: { kind: { type: "string" }, km: { type: "int" }, driver: { type: "string", personal: true } } },
  ride_cancelled: { corrects: "ride" },
  review_posted: {},
};

test("an event is told as the goal waits for it: its status and its properties, and by what it is taken back", () => {
  const where = 'event.status == "completed" && event.properties.kind == "long" && event.properties.km > 10';
  expect(imagined({ events, goals: [{ id: "rode", steps: { event: "ride", where } }] }).events).toEqual([
    { type: "ride", status: "completed", properties: { kind: "long", km: 11 }, correctedBy: "ride_cancelled" },
  ]);
});

test("what is waited for in two ways comes in both, what is not waited for does not come, and purchases come last", () => {
  const steps = {
    all: [{ event: "purchase" }, { event: "ride", where: 'event.properties.kind == "a"' }, { event: "ride", where: 'event.properties.kind == "b"' }],
  };
  const found = imagined({ events, goals: [{ id: "rode", steps }] }).events;
  expect(found.map(({ type, properties }) => [type, properties?.kind])).toEqual([
    ["ride", "a"],
    ["ride", "b"],
    ["purchase", undefined],
  ]);
});

test("rules and holds wait as well; sign-ups and corrections come by themselves", () => {
  const hold = { until: { event: "review_posted" } };
  const grant = { id: "credit", to: "referrer", credit: { amount: "5.00" }, hold };
  const rules = [
    ...rule({ referral: "signed_up" }, [grant]).rules,
    { ...rule({ event: "sign_up" }).rules[0], id: "two" },
    { ...rule({ event: "refund" }).rules[0], id: "three" },
  ];
  expect(imagined({ events, rules }).events.map(({ type }) => type)).toEqual(["review_posted"]);
});

test("traits have the values that conditions and tables tell apart; personal ones have none", () => {
  const table = { by: "friend.traits.plan", rows: { pro: "5.00", basic: "3.00" } };
  const traits = { plan: { type: "string" }, age: { type: "int" }, club: { type: "bool" }, phone: { type: "string", personal: true } };
  const found = imagined({
    traits,
    ...rule({ referral: "signed_up" }, [{ id: "credit", to: "referrer", credit: { amount: { table } }, when: "friend.traits.age > 17" }]),
  });
  expect(found.traits).toEqual([
    { name: "plan", values: ["pro", "basic"] },
    { name: "age", values: [17, 18, 16] },
    { name: "club", values: [true, false] },
  ]);
});
