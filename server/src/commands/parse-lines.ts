/** The lines of an order as a business writes them, as the log keeps them. */
import type { EventLine, EventMoney } from "../core/record.js";
import { lineIdAt } from "../core/taken-lines.js";
import type { RequestProblem } from "../errors.js";

/** Amounts are decimals. */
export interface LineRequest {
  id?: string;
  product?: string;
  categories?: string[];
  quantity?: number;
  amount: string;
  tax?: string;
}

/** The lines in minor units, with every problem that they have with themselves and with the order: they are a part of what was paid. */
export function parseLines(
  lines: readonly LineRequest[],
  money: EventMoney,
  minorUnits: (text: string, path: string) => string,
  problems: RequestProblem[],
): EventLine[] {
  const ids = new Set<string>();
  const parsed = lines.map(({ id = "", amount, tax, ...rest }, index): EventLine => {
    const path = `/lines/${index}`;
    const name = id === "" ? lineIdAt(index) : id;
    if (ids.has(name))
      problems.push({ path: `${path}/id`, problem: "Another line has the same id.", remedy: "Give each line an id of its own, or none." });
    ids.add(name);
    const line: EventLine = { ...rest, id: name, amount: minorUnits(amount, `${path}/amount`) };
    if (tax === undefined) return line;
    line.tax = minorUnits(tax, `${path}/tax`);
    if (BigInt(line.tax) > BigInt(line.amount))
      problems.push({
        path: `${path}/tax`,
        problem: "The tax is more than the line.",
        remedy: "Send as amount what was paid for the line, tax included.",
      });
    return line;
  });
  checkSums(parsed, money, problems);
  return parsed;
}

function checkSums(lines: readonly EventLine[], { total, shipping = "0", tax = "0" }: EventMoney, problems: RequestProblem[]): void {
  if (sum(lines, "amount") > BigInt(total) - BigInt(shipping)) {
    problems.push({
      path: "/lines",
      problem: "The lines are more than the amount without shipping.",
      remedy: "Send for each line what was paid for it in all, its share of the discount taken off.",
    });
  }
  if (sum(lines, "tax") > BigInt(tax)) {
    problems.push({
      path: "/lines",
      problem: "The lines have more tax than the order.",
      remedy: "Send as tax of the order all tax that is in the amount.",
    });
  }
}
function sum(lines: readonly EventLine[], part: "amount" | "tax"): bigint {
  return lines.reduce((total, line) => total + BigInt(line[part] ?? "0"), 0n);
}
