/** Rows in columns that line up: what looks like a number to the right, all else to the left. */
export function table(headings: readonly string[] | undefined, rows: readonly (readonly string[])[]): string {
  const all = headings === undefined ? rows : [headings, ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const isNumeric = widths.map((_, column) => rows.every((row) => /^[-+]?[\d.]*$/.test(row[column] ?? "")));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (isNumeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)));
  return all.map((row) => line(row).join("  ").trimEnd()).join("\n");
}
