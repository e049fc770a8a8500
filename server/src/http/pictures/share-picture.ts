/** What the pictures beside shared links have in common: their size, and text as blocks of lines that are set one below the other. */
import { fitLines, outlineOf, type Weight } from "./lettering.js";

/** The size that networks show whole. */
export const SHARE_PICTURE = { width: 1200, height: 630 } as const;

export interface Block {
  height: number;
  at(x: number, y: number): string;
}
export const EMPTY_BLOCK: Block = { height: 0, at: () => "" };
const LEADING = 1.16;

/** Lines of text, from the top of the first to the bottom of the last. */
export function block(text: string, { fill, ...box }: { width: number; size: number; lines: number; weight: Weight; fill: string }): Block {
  const { lines, size } = fitLines(text, box);
  const drawn = (x: number, y: number) =>
    lines.map((line, index) => outlineOf(line, size, box.weight, x, y + size * (0.86 + index * LEADING))).join("");
  return { height: lines.length * size * LEADING, at: (x, y) => `<path fill="${fill}" d="${drawn(x, y)}"/>` };
}
