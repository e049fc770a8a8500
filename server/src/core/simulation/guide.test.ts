/** The tables of the guide are those of the code. With UPDATE_SPEC=1 they are written. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FIELDS } from "./assumptions.js";
import { defaultsOf, INDUSTRIES } from "./industries.js";

const path = join(import.meta.dirname, "../../../../docs/guides/simulation.md");
const columns = [
  ["shareRate", "share"],
  ["invitationsPerSharer", "invitations"],
  ["signUpRate", "sign up"],
  ["purchaseRate", "buy"],
  ["orderValue", "order, USD"],
  ["orderValueSpread", "spread"],
  ["grossMargin", "margin"],
  ["returnRate", "returns"],
  ["repeatRate", "repeats"],
  ["repeatDelayDays", "days between"],
] as const;

const tables: Record<string, string[]> = {
  assumptions: [
    "| name | what it is | from | to | uncertain |",
    "| --- | --- | --- | --- | --- |",
    ...FIELDS.map(
      ({ publicName, about, min, max, kind, varies }) =>
        `| \`${publicName}\` | ${about} | ${min} | ${max.toLocaleString("en")}${kind === "money" ? " of the currency" : ""} | ${varies ? "yes" : ""} |`,
    ),
  ],
  industries: [
    `| industry | ${columns.map(([, title]) => title).join(" | ")} |`,
    `| --- |${columns.map(() => " --- |").join("")}`,
    ...INDUSTRIES.map((industry) => {
      const numbers = defaultsOf(industry).numbers as Record<string, number>;
      return `| ${industry} | ${columns.map(([name]) => numbers[name]).join(" | ")} |`;
    }),
  ],
};

test.each(Object.keys(tables))("docs/guides/simulation.md has the %s as the code has them", (name) => {
  const page = readFileSync(path, "utf8");
  const [start, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(start) + start.length, page.indexOf(end)];
  const table = `\n${tables[name]?.join("\n")}\n\n`;
  if (process.env.UPDATE_SPEC === "1") writeFileSync(path, page.slice(0, from) + table + page.slice(to));
  else expect(page.slice(from, to)).toBe(table);
});
