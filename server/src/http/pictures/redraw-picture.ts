/**
 * What was uploaded, drawn anew as a PNG: of the bytes that came nothing is left but what is to be seen. No metadata (a place, a name), no second file behind
 * the first, nothing that a browser could take for something else.
 */
import { spawn } from "node:child_process";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { type PictureHeader, readPictureHeader } from "../../core/picture-header.js";
import { AppError } from "../../errors.js";

export const PICTURE_BYTES_MAX = 5_000_000;
const PIXELS_MAX = 40_000_000;
const SIDE_MIN = 16;
/** Of what is kept: the longer side of a photo, both sides of a badge. */
export const PHOTO_SIDE = 1_000;
export const BADGE_SIDE = 600;

export interface Redrawn {
  png: Buffer;
  width: number;
  height: number;
}

/** A photo keeps its proportions and is never enlarged; a badge is put into the middle of a square. Throws an `AppError` that says what is wrong. */
export async function redrawPicture(bytes: Buffer, as: "photo" | "badge"): Promise<Redrawn> {
  const header = readPictureHeader(bytes);
  if (header === undefined)
    throw unreadable("It is no PNG and no JPEG that can be read.", "Send a PNG or a JPEG; save other pictures as one of these.");
  const { width, height } = header;
  if (width * height > PIXELS_MAX)
    throw unreadable(`It has ${width} by ${height} pixels, more than ${PIXELS_MAX / 1e6} million.`, "Send it smaller.");
  if (Math.min(width, height) < SIDE_MIN)
    throw unreadable(`It has ${width} by ${height} pixels.`, `Send one with at least ${SIDE_MIN} pixels on each side.`);
  const size = as === "badge" ? { width: BADGE_SIDE, height: BADGE_SIDE } : photoSize(header);
  return { png: await inTurn(() => draw(svgOf(bytes, header, size))), ...size };
}

function unreadable(problem: string, remedy: string): AppError {
  return new AppError("picture_unreadable", { detail: `${problem} ${remedy}` });
}

function photoSize({ width, height, orientation }: PictureHeader): { width: number; height: number } {
  const scale = Math.min(1, PHOTO_SIDE / Math.max(width, height));
  const [across, down] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  return orientation > 4 ? { width: down, height: across } : { width: across, height: down };
}

/** From pixels as stored to pixels as seen, by how the camera was held; `w` and `h` are the sides as seen. */
const TURNS: Record<number, (w: number, h: number) => number[]> = {
  2: (w) => [-1, 0, 0, 1, w, 0],
  3: (w, h) => [-1, 0, 0, -1, w, h],
  4: (_, h) => [1, 0, 0, -1, 0, h],
  5: () => [0, 1, 1, 0, 0, 0],
  6: (w) => [0, 1, -1, 0, w, 0],
  7: (w, h) => [0, -1, -1, 0, w, h],
  8: (_, h) => [0, -1, 1, 0, 0, h],
};
function svgOf(bytes: Buffer, { type, orientation }: PictureHeader, { width, height }: { width: number; height: number }): string {
  const turn = TURNS[orientation]?.(width, height) ?? [1, 0, 0, 1, 0, 0];
  const [across, down] = orientation > 4 ? [height, width] : [width, height];
  const image = `<image href="data:image/${type};base64,${bytes.toString("base64")}" width="${across}" height="${down}" preserveAspectRatio="xMidYMid"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g transform="matrix(${turn.join(" ")})">${image}</g></svg>`;
}

const AT_ONCE_MAX = 2;
const WAITING_MAX = 20;
const waiting: (() => void)[] = [];
let drawing = 0;

/** Decoding a large picture takes some hundred megabytes: two at once, the others wait. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= WAITING_MAX)
    throw new AppError("overloaded", { detail: "More pictures arrive than can be drawn; try again shortly.", retryAfterSeconds: 5 });
  if (drawing >= AT_ONCE_MAX) await new Promise<void>((turn) => waiting.push(turn));
  else drawing += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) drawing -= 1;
    else next();
  }
}

const SECONDS_MAX = 20;
const DRAWING = fileURLToPath(new URL("../../../bin/draw-picture.mjs", import.meta.url));

/** In a process of its own that knows nothing of ours, with an end. */
async function draw(svg: string): Promise<Buffer> {
  const child = spawn(process.execPath, ["--max-old-space-size=512", DRAWING], {
    env: {},
    stdio: ["pipe", "pipe", "ignore"],
    timeout: SECONDS_MAX * 1000,
    killSignal: "SIGKILL",
  });
  const ended = new Promise<number | null>((resolve, reject) => child.on("close", resolve).on("error", reject));
  // A process that has ended before it has read everything is told of by its code.
  child.stdin.on("error", () => undefined).end(svg);
  const [png, code] = await Promise.all([buffer(child.stdout), ended]);
  if (code !== 0 || png.length === 0)
    throw unreadable("It cannot be decoded, or nothing is to be seen in it.", "Open it, save it anew as PNG or JPEG, and send that.");
  return png;
}
