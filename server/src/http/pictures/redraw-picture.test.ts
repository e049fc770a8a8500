import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { jpegOf, pngOf } from "../../../test/pictures/make-picture.js";
import { readPictureHeader } from "../../core/picture-header.js";
import type { AppError } from "../../errors.js";
import { redrawPicture } from "./redraw-picture.js";

async function problemOf(bytes: Buffer): Promise<string> {
  try {
    await redrawPicture(bytes, "photo");
    return "none";
  } catch (error) {
    return `${(error as AppError).code}: ${(error as AppError).detail}`;
  }
}

const SCRIPT = "<script>alert(1)</script>";
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64">${SCRIPT}<rect width="64" height="64"/></svg>`;
const bomb = deflateSync(Buffer.alloc(50_000_000));

describe("what cannot be taken is refused before anything is decoded, and why is said", () => {
  const refused: [what: string, bytes: Buffer, problem: RegExp][] = [
    ["nothing", Buffer.alloc(0), /no PNG and no JPEG/],
    ["one byte", Buffer.of(0x89), /no PNG and no JPEG/],
    ["an SVG with a script", Buffer.from(SVG), /no PNG and no JPEG/],
    ["an SVG that loads a file", Buffer.from('<svg><image href="file:///etc/passwd"/></svg>'), /no PNG/],
    ["an SVG behind the start of a PNG", Buffer.concat([pngOf().subarray(0, 8), Buffer.from(SVG)]), /no PNG/],
    ["a page", Buffer.from(`<!doctype html>${SCRIPT}`), /no PNG/],
    ["a page that calls itself a GIF", Buffer.from(`GIF89a/*${SCRIPT}*/`), /no PNG/],
    ["an animated GIF", Buffer.from("R0lGODlhAQABAIAAAP8AAAAAACwAAAAAAQABAAACAkQBADs=", "base64"), /no PNG/],
    ["a WebP", Buffer.from("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=", "base64"), /save other pictures as one of these/],
    ["a PDF", Buffer.from("%PDF-1.7\n%âãÏÓ"), /no PNG/],
    ["a ZIP", Buffer.from("PK\u0003\u0004aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), /no PNG/],
    ["a BMP", Buffer.concat([Buffer.from("BM"), Buffer.alloc(60)]), /no PNG/],
    ["a TIFF", Buffer.concat([Buffer.from("II*\0"), Buffer.alloc(60)]), /no PNG/],
    ["a program", Buffer.concat([Buffer.from("MZ"), Buffer.alloc(60)]), /no PNG/],
    ["text that turns its direction", Buffer.from("\u202Egnp.ytrap"), /no PNG/],
    ["the start of a PNG alone", pngOf().subarray(0, 20), /no PNG/],
    ["the start of a JPEG alone", jpegOf().subarray(0, 30), /no PNG/],
    ["a JPEG without a frame", jpegOf({ frames: 0 }), /no PNG/],
    ["a JPEG with two frames", jpegOf({ frames: 2 }), /no PNG/],
    ["a JPEG whose segment is longer than the file", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 1, 2, 3]), /no PNG/],
    ["a JPEG whose segment has no length", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0]), /no PNG/],
    ["no height", jpegOf({ height: 0 }), /no PNG/],
    ["no width", pngOf({ saysWidth: 0 }), /no PNG/],
    ["a width of four billion", pngOf({ saysWidth: 0xffffffff }), /more than 40 million/],
    ["a square of thirty thousand", pngOf({ saysWidth: 30_000, saysHeight: 30_000 }), /30000 by 30000 pixels/],
    ["a JPEG of a few kilobytes with forty-two million pixels", jpegOf({ width: 60_000, height: 704 }), /more than 40 million/],
    ["a line", pngOf({ width: 4000, height: 1 }), /at least 16 pixels/],
    ["a dot that counts its readers", pngOf({ width: 1, height: 1 }), /at least 16 pixels/],
  ];
  for (const [what, bytes, problem] of refused) test(what, async () => expect(await problemOf(bytes)).toMatch(problem));
});

describe("what a decoder stumbles over is refused, and nobody else notices", () => {
  const cutOff = pngOf({ width: 64, height: 64 });
  const broken: [what: string, bytes: Buffer][] = [
    ["a PNG that is cut off before its pixels", cutOff.subarray(0, 40)],
    ["a PNG whose pixels are no pixels", Buffer.concat([cutOff.subarray(0, 33), pngOf().subarray(0, 33)])],
    ["a PNG that says it is larger than it is", pngOf({ width: 16, height: 16, saysWidth: 6000, saysHeight: 6000 })],
    ["a PNG in which nothing is to be seen", pngOf({ rgba: [1, 2, 3, 0] })],
    ["a PNG with a bomb for a colour profile", pngOf({ chunks: [["iCCP", Buffer.concat([Buffer.from("x\0\0"), bomb])]] })],
    ["a JPEG in four inks, for print", jpegOf({ components: 4 })],
    ["a JPEG with its tables torn out", Buffer.concat([jpegOf().subarray(0, 30), jpegOf().subarray(70)])],
  ];
  for (const [what, bytes] of broken) test(what, async () => expect(await problemOf(bytes)).toMatch(/^picture_unreadable/));
});

describe("what can be seen is drawn, and nothing else is kept", () => {
  const text = (key: string, value: string): [string, Buffer] => ["tEXt", Buffer.from(`${key}\0${value}`)];
  const drawn: [what: string, bytes: Buffer, width: number, height: number][] = [
    ["a PNG", pngOf({ width: 40, height: 20 }), 40, 20],
    ["one with 16 bits a colour", pngOf({ width: 40, height: 20, depth: 16 }), 40, 20],
    ["one that is too large to keep", pngOf({ width: 2000, height: 500 }), 1000, 250],
    ["one with a script in its comment", pngOf({ chunks: [text("Comment", SCRIPT)] }), 32, 32],
    ["one with a bomb in its comment", pngOf({ chunks: [["zTXt", Buffer.concat([Buffer.from("Comment\0\0"), bomb])]] }), 32, 32],
    ["one with a page behind its end", Buffer.concat([pngOf(), Buffer.from(SVG)]), 32, 32],
    ["a JPEG", jpegOf({ width: 48, height: 16 }), 48, 16],
    ["a grey JPEG", jpegOf({ components: 1 }), 32, 16],
    ["a JPEG with a script in its comment", jpegOf({ comment: SCRIPT }), 32, 16],
    ["a JPEG that was taken upside down, somewhere", jpegOf({ orientation: 3 }), 32, 16],
    ["a JPEG that was taken on its side", jpegOf({ orientation: 6 }), 16, 32],
    ["a JPEG with a page behind its end", Buffer.concat([jpegOf(), Buffer.from(SVG)]), 32, 16],
  ];
  test.each(drawn)("%s", async (_, bytes, width, height) => {
    const picture = await redrawPicture(bytes, "photo");
    expect(readPictureHeader(picture.png)).toEqual({ type: "png", width, height, orientation: 1 });
    expect([picture.width, picture.height]).toEqual([width, height]);
    const chunks = chunksOf(picture.png);
    expect(new Set(chunks)).toEqual(new Set(["IHDR", "IDAT", "IEND"]));
    for (const left of ["script", "GPS", "Comment", "svg"]) expect(picture.png.includes(left)).toBe(false);
  });

  test("a badge is put into the middle of a square", async () => {
    expect(readPictureHeader((await redrawPicture(pngOf({ width: 40, height: 20 }), "badge")).png)).toMatchObject({ width: 600, height: 600 });
  });
});

function chunksOf(png: Buffer): string[] {
  const types: string[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) types.push(png.toString("latin1", at + 4, at + 8));
  return types;
}
