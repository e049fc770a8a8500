import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parse, stringify } from "yaml";
import { publishProgram } from "../../src/commands/publish-program.js";
import { documentOf } from "../http/shop.js";
import { type CliShop, openCliShop } from "./cli-shop.js";

let cli: CliShop;
beforeAll(async () => {
  cli = await openCliShop();
});
afterAll(() => cli.close());

const workspace = () => cli.shop.workspace.id;
/** A document without anything to warn of. */
const offerOf = (handle: string) => ({ ...documentOf(handle), locales: ["en", "ru"] });
const pathOf = (name: string) => join(cli.folder, name);
function file(name: string, document: object): string {
  writeFileSync(pathOf(name), stringify(document));
  return pathOf(name);
}
const plan = (...args: string[]) => cli.run("program", "plan", workspace(), ...args);
const apply = (...args: string[]) => cli.run("program", "apply", workspace(), ...args);
const programs = async () => JSON.parse((await cli.run("program", "list", workspace())).out);
/** Runs the work at a terminal that answers what is asked. */
async function atTerminal<T>(answer: () => string | Promise<string>, work: () => Promise<T>): Promise<T> {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const stdin = vi.spyOn(process, "stdin", "get").mockReturnValue(input as never);
  const stderr = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    if (String(text).includes("Apply this?")) void Promise.resolve(answer()).then((typed) => input.end(typed));
    return true;
  });
  try {
    return await work();
  } finally {
    stdin.mockRestore();
    stderr.mockRestore();
  }
}

describe("bandwagon program pull", () => {
  test.each(["draft", "current", "1"])("what is pulled of version %s and applied again changes nothing", async (version) => {
    const name = pathOf(`pulled-${version}.yaml`);
    const { out, code } = await cli.run("program", "pull", workspace(), cli.shop.handle, "--version", version, "-o", name);
    expect(JSON.parse(out)).toMatchObject({ program: cli.shop.program, handle: cli.shop.handle, file: name });
    const before = await programs();
    expect([code, (await plan(name, "--publish")).code, (await apply(name, "--publish")).code]).toEqual([undefined, undefined, undefined]);
    expect(await programs()).toEqual(before);
  });

  test("prints the draft unless told otherwise, as YAML, or as JSON with --json; a .json file is JSON", async () => {
    const document = documentOf(cli.shop.handle);
    expect(parse((await cli.read("program", "pull", workspace(), cli.shop.program)).out)).toEqual(document);
    expect(JSON.parse((await cli.run("program", "pull", workspace(), cli.shop.handle)).out)).toEqual(document);
    const { out } = await cli.read("program", "pull", workspace(), cli.shop.handle, "-o", pathOf("pulled.json"));
    expect(out).toBe(`Wrote the draft (revision 1) of ${cli.shop.handle} to ${pathOf("pulled.json")}.`);
    expect(JSON.parse(readFileSync(pathOf("pulled.json"), "utf8"))).toEqual(document);
  });

  test.each([
    [["--version", "9"], "not_found"],
    [["--version", "latest"], "invalid_request"],
    [["-o", "/nowhere/at/all.yaml"], "invalid_request"],
  ])("with %j is refused", async (options, code) => {
    const refused = await cli.run("program", "pull", workspace(), cli.shop.handle, ...options);
    expect([JSON.parse(refused.err).error.code, refused.code]).toEqual([code, 1]);
  });
});

describe("bandwagon program plan", () => {
  test("an invalid document: every problem with its place and remedy, exit code 1", async () => {
    const bad = file("bad.yaml", { ...documentOf("planned"), currency: "ZZZ", rulez: [] });
    const { err, code } = await cli.read("program", "plan", workspace(), bad);
    expect(err).toMatch(/bad\.yaml is not valid:\n {2}\/rulez: .+ .+\n {2}\/currency: .+ .+/);
    expect(code).toBe(1);
  });

  test("tells what is added, changed and removed by rule and grant, and whose promises change, exit code 2, and writes nothing", async () => {
    const document = documentOf(cli.shop.handle) as { rules: { id: string; grants: object[] }[] };
    const [rule, ...others] = document.rules;
    const name = file("changed.yaml", {
      ...document,
      attribution: { window: { days: 7 } },
      catalogue: [],
      rules: [{ ...rule, grants: [...(rule?.grants ?? []), { id: "thanks-again", to: "referrer", points: { amount: "5" } }] }, ...others],
    });
    const before = await programs();
    const { out, code } = await cli.read("program", "plan", workspace(), name, "--publish");
    expect(out).toContain(
      `Program ${cli.shop.handle} (${cli.shop.program}): replaces the draft (revision 1) and publishes it in place of version 1.`,
    );
    expect(out).toContain("What differs from version 1:\n");
    expect(out).toMatch(new RegExp(`\\+ Rule “${rule?.id}”, grant “thanks-again”:\n {2}\\+ {3}id: thanks-again\n`));
    expect(out).toMatch(/- Catalogue entry “coffee”:\n {2}- {3}id: coffee\n/);
    expect(out).toContain("  + Attribution:\n  +   window:\n  +     days: 7");
    expect(out).toContain("The terms have changed: 2 members are asked to agree anew, 0 referrals under way keep theirs.");
    expect(out).toContain("  + A link counts for 7 days after it was opened; of several links the one opened last counts.");
    expect(code).toBe(2);
    const draftOnly = await plan(name);
    expect([JSON.parse(draftOnly.out), draftOnly.code]).toMatchObject([{ changes: true, saves: true, publishes: false, inForce: { version: 1 } }, 2]);
    expect(await programs()).toEqual(before);
  });

  test("foretells what publishing would be refused for because of the version in force, exit code 1", async () => {
    const document = offerOf("unique-by") as unknown as { events: object };
    const events = { ...document.events, sign_up: { properties: { product: { type: "string" } } } };
    const told = (attribution: object) => file("unique.yaml", { ...document, events, attribution });
    const first = await apply(told({ uniqueBy: "product" }), "--publish", "--yes");
    expect([first.err, first.code]).toEqual(["", undefined]);
    expect((await plan(told({ uniqueBy: "product" }), "--publish")).code).toBeUndefined();
    const { err, code } = await plan(told({}), "--publish");
    expect([JSON.parse(err).error.code, code]).toEqual(["unique_by_stays", 1]);
    expect((await plan(told({}))).code).toBe(2);
  });

  test("of a program that there is not yet: it would be made; warnings come last", async () => {
    const { out, code } = await cli.read("program", "plan", workspace(), file("new.yaml", documentOf("planned-only")), "--publish");
    const warning = "/name/ru: “ru” is not a language of the program. Add it to locales to show it.";
    expect([out, code]).toEqual([`Makes the program planned-only and publishes it as version 1.\n\nWarnings:\n  ${warning}`, 2]);
    const inRussian = await cli.read("program", "plan", workspace(), file("new.yaml", documentOf("planned-only")), "--lang", "ru");
    expect(inRussian.out).toContain("/name/ru: «ru» — не язык этой программы.");
  });
});

describe("bandwagon program apply", () => {
  test("makes the draft, then publishes it, then a next version; each again does nothing", async () => {
    const one = file("one.yaml", offerOf("as-code"));
    const made = JSON.parse((await apply(one, "--yes")).out);
    expect(made).toMatchObject({ applied: true, handle: "as-code", revision: 1, version: null, plan: { program: null } });
    expect(JSON.parse((await apply(one)).out)).toMatchObject({ applied: false });
    const published = JSON.parse((await apply(one, "--publish", "--yes")).out);
    expect(published).toMatchObject({ applied: true, program: made.program, revision: 1, version: 1 });
    expect((await cli.read("program", "apply", workspace(), one, "--publish")).out).toBe(
      "Nothing to change: the draft of as-code (revision 1) says this already, and so does version 1, which is in force.",
    );
    const two = file("two.yaml", { ...offerOf("as-code"), name: "Changed" });
    expect(JSON.parse((await apply(two, "--publish", "--yes")).out)).toMatchObject({ applied: true, program: made.program, version: 2 });
    const before = await programs();
    expect([JSON.parse((await apply(two, "--publish", "--yes")).out).applied, (await plan(two, "--publish")).code]).toEqual([false, undefined]);
    expect(await programs()).toEqual(before);
  });

  test("without a terminal and --yes nothing is applied, and the remedy is told", async () => {
    const { err, code } = await cli.read("program", "apply", workspace(), file("unasked.yaml", offerOf("unasked")));
    expect([err, code]).toEqual([expect.stringContaining("Say --yes to apply without being asked"), 1]);
    expect(JSON.stringify(await programs())).not.toContain("unasked");
  });

  test("at a terminal it shows the plan and asks: what is no yes applies nothing, a yes applies", async () => {
    const name = file("asked.yaml", offerOf("asked"));
    for (const typed of ["n\n", "\n", ""]) {
      const no = await atTerminal(
        () => typed,
        () => cli.read("program", "apply", workspace(), name),
      );
      expect(no).toEqual({ out: "Nothing was applied.", err: "Makes the program asked and saves its draft.\n", code: 1 });
    }
    const yes = await atTerminal(
      () => "y\n",
      () => cli.read("program", "apply", workspace(), name),
    );
    expect([yes.out, yes.code]).toEqual([expect.stringMatching(/^Saved the draft of asked \(revision 1\): prg_/), undefined]);
  });

  test("an invalid document is not applied, nor into a program that there is not", async () => {
    const bad = await apply(file("bad.yaml", { ...offerOf("never"), rulez: [] }), "--yes");
    const nowhere = await apply(file("never.yaml", offerOf("never")), "--yes", "--program", "prg_none");
    expect([bad, nowhere].map(({ err, code }) => [JSON.parse(err).error.code, code])).toEqual([
      ["unprocessable", 1],
      ["program_unknown", 1],
    ]);
    expect(JSON.stringify(await programs())).not.toContain("never");
  });

  test("a draft that somebody else has saved is told of before it is replaced, and a publication goes over it", async () => {
    const name = file("ours.yaml", offerOf("shared"));
    const { program } = JSON.parse((await apply(name, "--publish", "--yes")).out);
    await cli.shop.put(`/v1/programs/${program}/draft`, { ...offerOf("shared"), name: "Theirs" });
    const looked = await cli.read("program", "plan", workspace(), name);
    expect(looked.out).toContain("The draft (revision 2) says something else than this file and was never published.");
    expect(looked.code).toBe(2);
    expect(JSON.parse((await apply(name, "--publish", "--yes")).out)).toMatchObject({ applied: true, revision: 3, version: 1 });
  });

  test("a draft that changes while the plan is being read is left alone", async () => {
    const name = file("late.yaml", offerOf("late"));
    const { program } = JSON.parse((await apply(name, "--yes")).out);
    const changed = file("late.yaml", { ...offerOf("late"), name: "Ours" });
    const theirs = async () => {
      await cli.shop.put(`/v1/programs/${program}/draft`, { ...offerOf("late"), name: "Theirs" });
      return "y\n";
    };
    const { err, code } = await atTerminal(theirs, () => cli.run("program", "apply", workspace(), changed));
    expect([err, code]).toEqual([expect.stringContaining('"code":"conflict"'), 1]);
    expect(JSON.parse((await cli.run("program", "pull", workspace(), "late")).out).name).toBe("Theirs");
  });

  test("what is published is the draft that was planned: another revision of it is a conflict", async () => {
    const { program } = JSON.parse((await apply(file("planned.yaml", offerOf("one-revision")), "--yes")).out);
    const owner = await cli.server.app.workspaces.load(workspace());
    if (owner === undefined) throw new Error("The shop has no workspace.");
    await expect(publishProgram(cli.server.app, owner, program, "one-revision", 2)).rejects.toMatchObject({ code: "conflict" });
    expect((await publishProgram(cli.server.app, owner, program, "one-revision", 1)).outcome).toMatchObject({ version: 1 });
  });

  test("--program names the program where the document has another handle", async () => {
    const { program } = JSON.parse((await apply(file("old.yaml", offerOf("old-name")), "--yes")).out);
    const renamed = await apply(file("young.yaml", offerOf("new-name")), "--yes", "--program", "old-name");
    expect(JSON.parse(renamed.out)).toMatchObject({ program, handle: "new-name", revision: 2 });
  });
});
