/** Which lines of an event a correction means. */
import type { EventLine } from "./record.js";
import type { SubjectEvent } from "./subject-row.js";

/** Ids that lines have by their place, because the business gave them none. */
const BY_PLACE = "#";
export function lineIdAt(index: number): string {
  return `${BY_PLACE}${index + 1}`;
}

type Taken = Pick<SubjectEvent, "takenLines" | "takenOther">;

/**
 * What is taken back of each line when the correction of the amount tells lines: those of the event with its id, else those of its product, in their order.
 * What is more than its lines is taken of what is no line, such as shipping. Whatever fits nowhere is taken of the event as a whole.
 */
export function takeOfLines(event: SubjectEvent, amount: bigint, lines: readonly EventLine[]): Taken {
  if (event.lines === undefined) return {};
  const takenLines = { ...event.takenLines };
  let named = 0n;
  for (const line of lines) {
    let wanted = BigInt(line.amount);
    named += wanted;
    for (const { id, amount: paid } of meantBy(line, event.lines)) {
      const before = BigInt(takenLines[id] ?? "0");
      const taken = least(wanted, BigInt(paid) - before);
      if (taken <= 0n) continue;
      takenLines[id] = String(before + taken);
      wanted -= taken;
    }
  }
  const before = BigInt(event.takenOther ?? "0");
  const other = BigInt(event.money?.total ?? "0") - event.lines.reduce((sum, line) => sum + BigInt(line.amount), 0n) - before;
  const takenOther = before + least(amount > named ? amount - named : 0n, other > 0n ? other : 0n);
  return { takenLines, ...(takenOther > 0n && { takenOther: String(takenOther) }) };
}

function meantBy({ id, product }: EventLine, lines: readonly EventLine[]): EventLine[] {
  const same = id.startsWith(BY_PLACE) ? [] : lines.filter((line) => line.id === id);
  return same.length > 0 || product === undefined ? same : lines.filter((line) => line.product === product);
}
function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
