import { afterAll, beforeAll, expect, test } from "vitest";
import { documentOf } from "../http/shop.js";
import { type CliShop, openCliShop } from "./cli-shop.js";

let cli: CliShop;
beforeAll(async () => {
  cli = await openCliShop();
});
afterAll(() => cli.close());

const terms = (...args: string[]) => cli.run("program", "terms", cli.shop.workspace.id, ...args);

test("bandwagon program terms: those of the version in force, in the language that was asked for", async () => {
  const { out, code } = await terms(cli.shop.handle, "--lang", "ru");
  const { body } = await cli.shop.get(`/v1/programs/${cli.shop.handle}/terms?lang=ru`);
  const { version, title, sections } = JSON.parse(out);
  expect({ version, title, sections, code }).toEqual({ version: 1, title: body.title, sections: body.sections, code: undefined });
  expect(JSON.parse((await terms(cli.shop.program)).out).language).toBe("en");
});

test("bandwagon program terms --draft: those that the draft would have; a draft that is not valid has none", async () => {
  const { id } = (await cli.shop.post("/v1/programs", { ...documentOf("terms-draft"), locales: ["ru", "en"], terms: { clauses: ["От себя."] } }))
    .body;
  expect((await terms("terms-draft")).err).toContain("--draft prints the terms of its draft");
  const draft = JSON.parse((await terms("terms-draft", "--draft")).out);
  expect(draft).toMatchObject({ version: null, language: "ru" });
  expect(draft.sections.at(-1)).toMatchObject({ heading: "Дополнительные условия", clauses: [{ text: "От себя." }] });
  await cli.shop.put(`/v1/programs/${id}/draft`, { ...documentOf("terms-draft"), currency: "XXX" });
  const refused = await terms("terms-draft", "--draft");
  expect([refused.code, JSON.parse(refused.err).error.code]).toEqual([1, "unprocessable"]);
});

test("the difference to the draft tells which sentences of the terms would change", async () => {
  const { program } = cli.shop;
  await cli.shop.put(`/v1/programs/${program}/draft`, { ...documentOf(cli.shop.handle), attribution: { window: { days: 7 } } });
  const { body } = await cli.shop.get(`/v1/programs/${program}/diff`);
  expect(body.promises.changes.map(({ sentence }: { sentence: string }) => sentence)).toEqual([
    "A link counts for 30 days after it was opened; of several links the one opened last counts.",
    "A link counts for 7 days after it was opened; of several links the one opened last counts.",
  ]);
});
