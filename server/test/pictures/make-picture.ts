/** Pictures out of nothing, right and wrong ones: what tests upload. */
import { crc32, deflateSync } from "node:zlib";

export interface PngParts {
  width?: number;
  height?: number;
  depth?: 8 | 16;
  /** Of the first pixel line by line; everything is of this colour. */
  rgba?: readonly [number, number, number, number];
  /** Between header and pixels. */
  chunks?: [type: string, data: Buffer][];
  /** What the header says, where that is not so. */
  saysWidth?: number;
  saysHeight?: number;
}

/** A PNG with colour and alpha. */
export function pngOf({
  width = 32,
  height = 32,
  depth = 8,
  rgba = [200, 60, 20, 255],
  chunks = [],
  saysWidth = width,
  saysHeight = height,
}: PngParts = {}) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(saysWidth, 0);
  header.writeUInt32BE(saysHeight, 4);
  header.set([depth, 6, 0, 0, 0], 8);
  const pixel = Buffer.from(depth === 8 ? rgba : rgba.flatMap((part) => [part, part]));
  const line = Buffer.concat([Buffer.of(0), Buffer.alloc(width * pixel.length, pixel)]);
  const pixels = deflateSync(Buffer.alloc(line.length * height, line));
  const all: [string, Buffer][] = [["IHDR", header], ...chunks, ["IDAT", pixels], ["IEND", Buffer.alloc(0)]];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...all.map(([type, data]) => chunkOf(type, data))]);
}
function chunkOf(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

export interface JpegParts {
  width?: number;
  height?: number;
  /** 1 grey, 3 colours, 4 inks (CMYK). */
  components?: 1 | 3 | 4;
  orientation?: number;
  /** Told to cameras and to nobody else. */
  comment?: string;
  frames?: number;
}

/** A baseline JPEG of one middle tone: each block says no more than "as the one before" and "no details". */
export function jpegOf({ width = 32, height = 16, components = 3, orientation, comment, frames = 1 }: JpegParts = {}): Buffer {
  const ids = Array.from({ length: components }, (_, index) => index + 1);
  const sides = Buffer.alloc(4);
  sides.writeUInt16BE(height, 0);
  sides.writeUInt16BE(width, 2);
  const frame = segment(0xc0, [8, ...sides, components, ...ids.flatMap((id) => [id, 0x11, 0])]);
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8) * components;
  return Buffer.concat([
    Buffer.of(0xff, 0xd8),
    ...(orientation === undefined ? [] : [segment(0xe1, exifOf(orientation))]),
    ...(comment === undefined ? [] : [segment(0xfe, [...Buffer.from(comment)])]),
    ...(components === 4 ? [segment(0xee, [...Buffer.from("Adobe"), 0, 100, 0, 0, 0, 0, 0])] : []),
    segment(0xdb, [0, ...Array(64).fill(1)]),
    ...Array(frames).fill(frame),
    segment(0xc4, [0x00, 1, ...Array(15).fill(0), 0]),
    segment(0xc4, [0x10, 1, ...Array(15).fill(0), 0]),
    segment(0xda, [components, ...ids.flatMap((id) => [id, 0]), 0, 63, 0]),
    // Two bits of zeros a block: no difference, end of block.
    Buffer.alloc(Math.ceil((blocks * 2) / 8), 0),
    Buffer.of(0xff, 0xd9),
  ]);
}
function segment(marker: number, data: readonly number[]): Buffer {
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, Buffer.from(data)]);
}
/** With an orientation, and where it was taken. */
function exifOf(orientation: number): number[] {
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  return [...Buffer.from("Exif\0\0MM"), 0, 42, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0, ...Buffer.from("GPS 55.7558 N 37.6173 E")];
}
