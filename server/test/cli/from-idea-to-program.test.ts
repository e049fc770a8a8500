/** Follows docs/guides/from-idea-to-program.md as it stands: its files, its commands, and the sentences that it quotes. */
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runCli } from "../../src/cli/main.js";
import { checkoutDir } from "../../src/config.js";
import { type CliShop, openCliShop } from "./cli-shop.js";

const guide = readFileSync(join(checkoutDir, "docs/guides/from-idea-to-program.md"), "utf8");
interface Block {
  language: string;
  title: string;
  text: string;
}
const blocks: Block[] = [...guide.matchAll(/^```(\w+)(?: title="([^"]*)")?\n([\s\S]*?)^```$/gm)].map(([, language = "", title = "", text = ""]) => ({
  language,
  title,
  text,
}));

let cli: CliShop;
beforeAll(async () => {
  cli = await openCliShop();
});
afterAll(() => cli.close());

/** What a command printed; fails the test where it was refused. */
async function type(args: string[]): Promise<string> {
  const out = vi.spyOn(console, "log").mockImplementation(() => {});
  const err = vi.spyOn(console, "error").mockImplementation(() => {});
  try {
    await runCli(args);
    expect([process.exitCode, err.mock.calls.flat().join("\n")]).toEqual([undefined, ""]);
    return out.mock.calls.flat().join("\n");
  } finally {
    process.exitCode = undefined;
    out.mockRestore();
    err.mockRestore();
  }
}

/** The arguments of a line "npx bandwagon …", files in the test's folder. */
function argumentsOf(line: string, workspace: string): string[] {
  const words = line.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', "")) ?? [];
  expect(words.slice(0, 2)).toEqual(["npx", "bandwagon"]);
  return words.slice(2).map((word) => (word === "$WORKSPACE" ? workspace : /\.(yaml|json)$/.test(word) ? join(cli.folder, word) : word));
}

test("docs/guides/from-idea-to-program.md: every step can be done, and its commands print what it says", async () => {
  const printed: string[] = [];
  let workspace = "";
  for (const { language, title, text } of blocks) {
    const file = join(cli.folder, title);
    if (title === "tea.yaml") appendFileSync(file, `${text}\n`);
    else if (language === "json") writeFileSync(file, text);
    else if (title === "the change") {
      const tea = join(cli.folder, "tea.yaml");
      writeFileSync(tea, readFileSync(tea, "utf8").replaceAll('"40.00"', '"30.00"').replaceAll("40 €", "30 €"));
    } else {
      for (const line of text.trim().split("\n")) {
        const output = await type(argumentsOf(line, workspace));
        workspace = /ws_[a-z0-9]+/.exec(output)?.[0] ?? workspace;
        printed.push(output);
      }
    }
  }
  const all = printed.join("\n");
  const quoted = [...guide.matchAll(/^> (.*)$/gm)].map(([, sentence = ""]) => sentence).slice(1);
  expect(quoted.length).toBeGreaterThanOrEqual(3);
  expect(quoted.filter((sentence) => !all.includes(sentence))).toEqual([]);
  expect(printed.filter((output) => output.includes("valid")).join("\n")).not.toMatch(/\n {2}\//);
  expect(printed.at(-1)).toContain("version 2");
  expect(printed.at(-1)).toContain("The terms have changed");
});
