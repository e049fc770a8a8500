/**
 * Draws the SVG that comes in, with the picture that somebody has uploaded in it, and hands out a PNG. It is a process of its own, so that whatever a decoder
 * does with what strangers send (crash, fill the memory, never end) happens here and to nobody else.
 */
import { text } from "node:stream/consumers";
import { Resvg } from "@resvg/resvg-js";

/** What was uploaded could not be decoded, or there is nothing to be seen in it. */
const NOTHING_DRAWN = 3;

const picture = new Resvg(await text(process.stdin), { font: { loadSystemFonts: false }, logLevel: "off" }).render();
const { pixels } = picture;
let isSeen = false;
for (let alpha = 3; alpha < pixels.length && !isSeen; alpha += 4) isSeen = pixels[alpha] !== 0;
if (isSeen) process.stdout.write(picture.asPng());
else process.exitCode = NOTHING_DRAWN;
