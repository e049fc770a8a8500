/** What members and shops print: a poster for the wall, a card for the wallet. */
import { BRAND, CANVAS, INK, INK_SOFT, inkOn, WHITE } from "./colours.js";
import { fitLines, outlineOf, type Weight, widthOf } from "./lettering.js";
import { box, qrModules, type Shape, type Sheet, ticket } from "./sheet.js";

/** What stands on it, in the reader's language. */
export interface Print {
  title: string;
  about: string;
  /** Where the QR leads. */
  link: string;
  code: string;
  brand: string | undefined;
  words: { scan: string; code: string };
}

interface Lines {
  text: string;
  x: number;
  /** Of the first baseline. */
  y: number;
  width: number;
  size: number;
  lines: number;
  weight: Weight;
  fill: string;
  isCentred?: boolean;
}

const LEADING = 1.18;

/** A4, upright. */
export function poster({ title, about, link, code, brand = BRAND, words }: Print): Sheet {
  const width = 210;
  const height = 297;
  const margin = 18;
  const inner = width - 2 * margin;
  const onBrand = inkOn(brand);
  const shapes: Shape[] = [
    { path: box(0, 0, width, height), fill: CANVAS },
    { path: box(0, 0, width, 96), fill: brand },
  ];
  const used = write(shapes, { text: title, x: margin, y: 36, width: inner, size: 21, lines: 2, weight: "bold", fill: onBrand });
  write(shapes, { text: about, x: margin, y: Math.max(used + 6, 66), width: inner, size: 7.5, lines: 3, weight: "medium", fill: onBrand });
  const qr = 92;
  const frame = qr + 20;
  const left = (width - frame) / 2;
  shapes.push({ path: box(left, 106, frame, frame, 6), fill: WHITE }, { path: qrModules(link, left + 10, 116, qr), fill: INK });
  const centred = { x: margin, width: inner, isCentred: true } as const;
  write(shapes, { ...centred, text: words.scan, y: 231, size: 7, lines: 1, weight: "bold", fill: INK });
  write(shapes, { ...centred, text: words.code, y: 242, size: 5, lines: 1, weight: "medium", fill: INK_SOFT });
  const size = fitLines(code, { width: inner - 30, size: 13, lines: 1, weight: "bold" }).size;
  const wide = widthOf(code, size, "bold") + 24;
  shapes.push({ path: ticket((width - wide) / 2, 247, wide, 24), fill: brand });
  write(shapes, { text: code, x: (width - wide) / 2 + 12, y: 259 + size * 0.36, width: wide - 23, size, lines: 1, weight: "bold", fill: onBrand });
  write(shapes, { ...centred, text: readableAddress(link), y: 285, size: 5.2, lines: 1, weight: "medium", fill: INK_SOFT });
  return { width, height, title, shapes };
}

/** The size of a bank card. */
export function card({ title, link, code, brand = BRAND, words }: Print): Sheet {
  const width = 85;
  const height = 55;
  const qr = 33;
  const text = { x: 48, width: 32 } as const;
  const shapes: Shape[] = [
    { path: box(0, 0, width, height), fill: WHITE },
    { path: box(0, 0, width, 5), fill: brand },
    { path: qrModules(link, 7.5, 11, qr), fill: INK },
  ];
  const used = write(shapes, { ...text, text: title, y: 15.5, size: 5.2, lines: 3, weight: "bold", fill: INK });
  write(shapes, { ...text, text: words.code, y: Math.max(used + 1, 29), size: 2.5, lines: 2, weight: "medium", fill: INK_SOFT });
  const size = fitLines(code, { width: text.width - 5, size: 4.6, lines: 1, weight: "bold" }).size;
  shapes.push({ path: ticket(text.x, 35.5, text.width, 8.5), fill: brand });
  const start = text.x + (text.width - widthOf(code, size, "bold")) / 2;
  write(shapes, { text: code, x: start, y: 39.75 + size * 0.36, width: text.width, size, lines: 1, weight: "bold", fill: inkOn(brand) });
  write(shapes, { text: readableAddress(link), x: 7.5, y: 50.5, width: 72.5, size: 2.8, lines: 1, weight: "medium", fill: INK_SOFT });
  return { width, height, title, shapes };
}

/** Writes the lines; gives the baseline below the last one. */
function write(shapes: Shape[], { text, x, y, width, size, lines, weight, fill, isCentred = false }: Lines): number {
  const fitted = fitLines(text, { width, size, lines, weight });
  let baseline = y;
  for (const line of fitted.lines) {
    const start = isCentred ? x + (width - widthOf(line, fitted.size, weight)) / 2 : x;
    shapes.push({ path: outlineOf(line, fitted.size, weight, start, baseline), fill });
    baseline += fitted.size * LEADING;
  }
  return baseline;
}

/** The address as a person types it: without the protocol, and without what only counts channels. */
export function readableAddress(link: string): string {
  const { host, pathname } = new URL(link);
  return `${host}${pathname}`;
}
