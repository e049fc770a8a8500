import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeOf } from "../http/shop.js";
import { type CliShop, openCliShop } from "./cli-shop.js";

let cli: CliShop;
beforeAll(async () => {
  cli = await openCliShop();
});
afterAll(() => cli.close());

function file(name: string, text: string): string {
  const path = join(cli.folder, name);
  writeFileSync(path, text);
  return path;
}

async function run(kind: "members" | "referrals", path: string, ...options: string[]) {
  const { out, err, code } = await cli.run("import", kind, cli.shop.workspace.id, path, "--program", cli.shop.handle, ...options);
  return { data: out === "" ? undefined : JSON.parse(out), err, code };
}

describe("bandwagon import members", () => {
  const table =
    '\uFEFFCustomer ID;E-Mail;Full name;Phone;Referral code\r\nc-1;ann@example.com;"Ann; the first";+49 151 12345678;ANN-ONE\r\nc-2;;Bo;;\r\nc-3;not an address;Cy;;\r\n;;Nobody;;\r\nc-5;;Eve;;ANN-0NE\r\n';

  test("reads columns by their names, enrols with the old codes, and tells of each row that cannot be done", async () => {
    const path = file("members.csv", table);
    const { data } = await run("members", path, "--separator", "semicolon");
    expect(data).toEqual({ rows: 5, done: 2, repeated: 0, refused: 3, errors: `${path}.errors.csv` });
    const { body } = await cli.shop.get("/v1/members/c-1");
    expect(body).toMatchObject({ email: "ann@example.com", name: "Ann; the first", phone: "+49 151 12345678" });
    expect(await codeOf(cli.shop, "c-1")).toBe("ANN-ONE");
    const errors = readFileSync(`${path}.errors.csv`, "utf8").slice(1).trim().split("\n");
    expect(errors[0]).toBe("line,problem,Customer ID,E-Mail,Full name,Phone,Referral code");
    expect(errors.slice(1).sort()).toEqual([
      expect.stringMatching(/^4,The member cannot be read.*e-mail address/),
      "5,Customer ID is empty.,,,Nobody,,",
      expect.stringMatching(/^6,.*taken.*,c-5,,Eve,,ANN-0NE$/),
    ]);
  });

  test("run again, does nothing again; the mended rows of the errors' file are imported", async () => {
    const again = await run("members", file("members.csv", table), "--separator", "semicolon");
    expect(again.data).toMatchObject({ done: 0, repeated: 2, refused: 3 });
    const mended = file("mended.csv", "line,problem,Customer ID,Phone\n4,,c-3,'+49 151 7654321\n");
    expect((await run("members", mended)).data).toMatchObject({ rows: 1, done: 1, errors: null });
    expect((await cli.shop.get("/v1/members/c-3")).body.phone).toBe("+49 151 7654321");
    expect(existsSync(`${mended}.errors.csv`)).toBe(false);
  });

  test("a preview shows how rows are read, and changes nothing", async () => {
    const path = file("preview.csv", "Kunde,Name\nc-9,Zoe\n");
    const { data } = await run("members", path, "--map", "id=Kunde", "--preview");
    expect(data).toEqual({ columns: { id: "Kunde", name: "Name" }, rows: [{ line: 2, id: "c-9", name: "Zoe" }] });
    expect((await cli.shop.get("/v1/members/c-9")).status).toBe(404);
  });

  test.each([
    ["no column for what is needed", "Kunde,Name\nc-9,Zoe\n", [], /No column is known to be id/],
    ["a column that is not there", "id\nc-9\n", ["--map", "email=Mail"], /no column Mail/],
    ["a field that is not there", "id\nc-9\n", ["--map", "age=id"], /no field age/],
    ["a quote that never ends", 'id,name\nc-9,"Zoe\n', [], /cannot be read/],
    ["an empty file", "", [], /is empty/],
  ])("refused: %s", async (_what, text, options, message) => {
    const { err, code } = await run("members", file("bad.csv", text), ...options);
    expect(code).toBe(1);
    expect(JSON.parse(err).error.message).toMatch(message);
  });
});

describe("bandwagon import referrals", () => {
  test("enters those of the past with their dates, and says why one cannot be", async () => {
    const { body: clock } = await cli.shop.get("/v1/clock");
    const past = new Date(Date.parse(clock.now) - 40 * 86_400_000).toISOString().slice(0, 10);
    const [year, month, day] = past.split("-");
    const path = file(
      "referrals.csv",
      `Referrer,Friend,Date\nanna,old-1,${past}\nanna,old-2,${day}.${month}.${year}\nanna,anna,\nanna,old-3,yesterday\n`,
    );
    const { data } = await run("referrals", path);
    expect(data).toMatchObject({ rows: 4, done: 2, refused: 2 });
    const { body } = await cli.shop.get("/v1/referrals?friend=old-2");
    expect(body.data[0]).toMatchObject({ referrer: "anna", attribution: { method: "hand", reason: "Imported from another system." } });
    expect(body.data[0].signedUpAt.slice(0, 10)).toBe(new Date(Date.parse(`${past}T00:00:00Z`) - 3_600_000).toISOString().slice(0, 10));
    const errors = readFileSync(`${path}.errors.csv`, "utf8");
    expect(errors).toContain("4,These two cannot be referrer and friend. Nobody can refer themselves.,anna,anna,");
    expect(errors).toContain('5,"yesterday is not a moment; write 2026-03-01, 2026-03-01 14:30 or 01.03.2026.",anna,old-3,yesterday');
  });

  test("thousands of rows, and no row twice", async () => {
    const lines = Array.from({ length: 2500 }, (_, index) => `anna,crowd-${index}`);
    const path = file("crowd.csv", `referrer,friend\n${lines.join("\n")}\n`);
    expect((await run("referrals", path)).data).toMatchObject({ rows: 2500, done: 2500 });
    expect((await run("referrals", path)).data).toMatchObject({ rows: 2500, done: 0, repeated: 2500 });
  }, 60_000);
});
