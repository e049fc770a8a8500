/** Text as outlines: it looks the same on every screen and at every printer's, with no font installed. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font } from "fontkit";

const files = createRequire(import.meta.url);
const WEIGHTS = { bold: "700Bold/Onest_700Bold.ttf", medium: "500Medium/Onest_500Medium.ttf" } as const;
export type Weight = keyof typeof WEIGHTS;

/** Read when the first picture is asked for. */
const fonts = new Map<Weight, Font>();

function fontOf(weight: Weight): Font {
  let font = fonts.get(weight);
  if (font === undefined) {
    font = create(readFileSync(files.resolve(`@expo-google-fonts/onest/${WEIGHTS[weight]}`))) as Font;
    fonts.set(weight, font);
  }
  return font;
}

/** How wide the text is at the size, in the size's unit. */
export function widthOf(text: string, size: number, weight: Weight): number {
  const font = fontOf(weight);
  return (font.layout(text).advanceWidth * size) / font.unitsPerEm;
}

/** The outlines of one line as an SVG path, its baseline beginning at the place. Letters that the font lacks are left out. */
export function outlineOf(text: string, size: number, weight: Weight, x: number, y: number): string {
  const font = fontOf(weight);
  const scale = size / font.unitsPerEm;
  const { glyphs, positions } = font.layout(text);
  let path = "";
  let pen = x;
  for (const [index, glyph] of glyphs.entries()) {
    const position = positions[index];
    // Fonts count upwards from the baseline, pictures downwards from the top.
    if (glyph.id !== 0) path += glyph.path.transform(scale, 0, 0, -scale, pen + (position?.xOffset ?? 0) * scale, y).toSVG();
    pen += (position?.xAdvance ?? 0) * scale;
  }
  return path;
}

/** The text in at most so many lines, as large as it then can be: words are broken between lines, and cut with an ellipsis where even the smallest size does not do. */
export function fitLines(
  text: string,
  { width, size, lines, weight }: { width: number; size: number; lines: number; weight: Weight },
): { lines: string[]; size: number } {
  for (let share = 1; share >= SMALLEST; share -= 0.1) {
    const broken = breakLines(text, width, size * share, weight);
    if (broken.length <= lines && broken.every((line) => widthOf(line, size * share, weight) <= width)) return { lines: broken, size: size * share };
  }
  const small = size * SMALLEST;
  const kept = breakLines(text, width, small, weight).slice(0, lines);
  return { lines: kept.map((line, index) => cut(line, width, small, weight, index === kept.length - 1)), size: small };
}
const SMALLEST = 0.5;

function breakLines(text: string, width: number, size: number, weight: Weight): string[] {
  const lines: string[] = [];
  // Not at a no-break space: it holds a number and its unit together.
  for (const word of text.split(/[ \t\n]+/).filter((each) => each !== "")) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size, weight) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function cut(line: string, width: number, size: number, weight: Weight, isLast: boolean): string {
  let kept = line;
  while (kept.length > 1 && widthOf(`${kept}…`, size, weight) > width) kept = kept.slice(0, -1);
  return kept === line && !isLast ? line : `${kept.trimEnd()}…`;
}
