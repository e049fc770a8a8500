import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliShop, openCliShop } from "./cli-shop.js";

let cli: CliShop;
beforeAll(async () => {
  cli = await openCliShop();
});
afterAll(() => cli.close());

function file(name: string, content: unknown): string {
  const path = join(cli.folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}
const runTry = (...args: string[]) => cli.run("try", cli.shop.workspace.id, cli.shop.handle, ...args);
const signUp = { type: "sign_up", member: { id: "ben" }, referrer: "anna" };

describe("bandwagon try", () => {
  test("an event, a list, or a whole request: the same as over HTTP, and nothing is written", async () => {
    const events = [signUp, { type: "purchase", member: { id: "ben" }, subject: "1", amount: "45.00", currency: "EUR" }];
    const { body } = await cli.shop.post(`/v1/programs/${cli.shop.handle}/try`, { events });
    const { out } = await runTry("--event", file("list.json", events));
    expect(JSON.parse(out)).toEqual(body);
    const alone = JSON.parse((await runTry("--event", file("one.json", signUp))).out);
    expect(alone.results).toEqual(body.results.slice(0, 1));
    const whole = JSON.parse(
      (await runTry("--event", file("whole.json", { members: [{ id: "imke" }], events }), "--version", "1", "--lang", "ru")).out,
    );
    expect([whole.version, whole.members[0].id, whole.results.length]).toEqual([1, "imke", 2]);
    expect((await cli.shop.get("/v1/referrals")).body.data).toEqual([]);
  });

  test("refuses what cannot be, and says which", async () => {
    const refused = async (...args: string[]) => {
      const { err, code } = await runTry(...args);
      return [code, JSON.parse(err).error.message];
    };
    expect(await refused("--event", join(cli.folder, "none.json"))).toEqual([1, expect.stringContaining("cannot be read as JSON")]);
    expect(await refused("--event", file("one.json", signUp), "--version", "newest")).toEqual([1, expect.stringContaining("--version is newest")]);
    expect(await refused("--event", file("one.json", signUp), "--lang", "fr")).toEqual([1, expect.stringContaining("en or ru")]);
    expect(await refused("--event", file("bad.json", { ...signUp, mebmer: 1 }))).toEqual([1, expect.stringContaining("/events/0/mebmer")]);
    expect(await refused("--event", file("empty.json", {}))).toEqual([1, expect.stringContaining("/events")]);
  });
});
