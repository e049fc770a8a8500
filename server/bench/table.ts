/** Results as people and programs read them. */
import type { Measurement, Result, Row } from "./row.js";

/** The result of a row; `holds` is decided on the exact ratio, the numbers are rounded to what they can mean. */
export function resultOf({ id, what, unit, goal, better }: Row, { value, yardstick, ratio, note }: Measurement): Result {
  const holds = better === "higher" ? ratio >= goal : ratio <= goal;
  return {
    id,
    what: note === undefined ? what : `${what} (${note})`,
    value: round(value),
    unit,
    yardstick: round(yardstick),
    ratio: round(ratio),
    goal,
    better,
    holds,
  };
}

/** Four digits that count. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** One line a result, with the spread of the ratios where several pairs were measured. */
export function renderTable(results: readonly { result: Result; ratios?: [number, number] }[]): string {
  const rows = results.map(({ result, ratios }) => [
    result.id,
    withUnit(result.value, result.unit),
    withUnit(result.yardstick, result.unit),
    result.ratio.toFixed(2) + (ratios === undefined ? "" : ` (${ratios.map((ratio) => ratio.toFixed(2)).join("–")})`),
    `${result.better === "higher" ? "≥" : "≤"} ${result.goal}`,
    result.holds ? "✓" : "✗",
    result.what,
  ]);
  const head = ["id", "value", "yardstick", "ratio", "goal", "holds", "what"];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [
    line(head),
    line(
      widths
        .slice(0, -1)
        .map((width) => "-".repeat(width))
        .concat("----"),
    ),
    ...rows.map(line),
  ].join("\n");
}

function withUnit(value: number, unit: string): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${unit}`;
}
